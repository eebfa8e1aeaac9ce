import type { Token } from 'markdown-it';
import { append } from '../base/append';
import { elementOf, typeOfElement } from './elements';
import { formulaOf } from './formulas';
import {
  readNumberGroup,
  readWholeGroup,
  splitAtEastAsianGroups,
  splitTrailingGroups,
  type IsSource,
  type NumberGroup,
} from './markers';
import { textOf } from './text';
import type { Inline } from './tree';

/** Emphasis within emphasis goes no deeper than this; what is deeper keeps its words. */
const deepestNesting = 16;

/** A stretch that is still open: an emphasis, a link, or the whole. */
interface Frame {
  /** What stands in it so far; where the stretch becomes nothing by itself, the list of the one around it. */
  readonly children: Inline[];
  /** Whether the stretch is a link or stands in one. */
  readonly inLink: boolean;
  /** What the finished stretch becomes; null where its inlines belong to the one around it. */
  readonly close: ((children: readonly Inline[]) => readonly Inline[]) | null;
}

/** Turns the parser's flat list of inline tokens into a tree without links in links. */
export function readInlines(tokens: readonly Token[], isSource: IsSource | null): readonly Inline[] {
  const root: Frame = { children: [], inLink: false, close: null };
  const open: Frame[] = [root];
  for (const token of tokens) {
    const frame = open.at(-1) ?? root;
    if (token.nesting > 0) {
      open.push(openFrame(token, frame, open.length, isSource));
    } else if (token.nesting < 0) {
      open.pop();
      if (frame.close) append((open.at(-1) ?? root).children, frame.close(joined(frame.children)));
    } else {
      append(frame.children, leavesOf(token, frame.inLink, isSource));
    }
  }
  return joined(root.children);
}

function openFrame(token: Token, parent: Frame, depth: number, isSource: IsSource | null): Frame {
  if (depth > deepestNesting) return { ...parent, close: null };
  if (token.type === 'link_open') {
    if (parent.inLink) return { ...parent, close: null };
    const url = attribute(token, 'href');
    const bare = token.markup === 'linkify';
    const close = (label: readonly Inline[]): readonly Inline[] =>
      bare ? bareLink(url, isSource) : link(url, label, isSource);
    return { children: [], inLink: true, close };
  }
  const type = typeOfElement(token.tag);
  if (type === null) throw new Error(`The Markdown parser made an unexpected inline token: ${token.type}`);
  return { children: [], inLink: parent.inLink, close: (children) => elementOf(type, children) };
}

function leavesOf(token: Token, inLink: boolean, isSource: IsSource | null): readonly Inline[] {
  switch (token.type) {
    case 'text':
      return inLink ? text(token.content) : textWithGroups(token.content, isSource);
    // An entity or an escaped character in the label of an image within an image.
    case 'text_special':
      return text(token.content);
    case 'code_inline':
      return [{ type: 'code', text: token.content }];
    case 'formula':
      return [formulaOf(token)];
    case 'softbreak':
      return text(' ');
    case 'hardbreak':
      return [{ type: 'break' }];
    case 'image': {
      const label = text(textOf(readInlines(token.children ?? [], isSource)));
      return inLink ? label : link(attribute(token, 'src'), label, isSource);
    }
    case 'markers': {
      const group = readNumberGroup(token.content, 0);
      return group ? cited(group, isSource) : text(token.content);
    }
    default:
      throw new Error(`The Markdown parser made an unexpected inline token: ${token.type}`);
  }
}

function text(content: string): readonly Inline[] {
  return content === '' ? [] : [{ type: 'text', text: content }];
}

function textWithGroups(content: string, isSource: IsSource | null): readonly Inline[] {
  return splitAtEastAsianGroups(content).flatMap((part) =>
    typeof part === 'string' ? text(part) : cited(part, isSource),
  );
}

/**
 * What brackets with numbers are: markers where the numbers name sources, with the others as text beside them; text where
 * none does; and left open where nobody knows yet.
 */
function cited(group: NumberGroup, isSource: IsSource | null, url: string | null = null): readonly Inline[] {
  const { numbers } = group;
  if (isSource === null) {
    return [{ type: 'unresolved', text: group.text, numbers, url, reason: 'unread', candidates: [] }];
  }
  if (!numbers.some(isSource)) return text(group.text);
  return numbers.map((number): Inline =>
    isSource(number) ? { type: 'marker', number } : { type: 'text', text: `[${number}]` },
  );
}

/**
 * A link; of one that leads nowhere on the web only the label, and of `[1](#reference-1)` the marker that it stands for. As
 * long as nobody knows the sources, `[[1]](https://…)` is a citation of that page.
 */
function link(url: string, label: readonly Inline[], isSource: IsSource | null): readonly Inline[] {
  const words = textOf(label);
  if (isWebUrl(url)) {
    const group = isSource === null ? readWholeGroup(words.trim()) : null;
    if (group?.numbers.length === 1) return cited(group, isSource, url);
    return [{ type: 'link', url, children: words.trim() === '' ? text(url) : label }];
  }
  const group = readWholeGroup(`[${words}]`) ?? readWholeGroup(words);
  return group && (isSource === null || group.numbers.some(isSource)) ? cited(group, isSource) : label;
}

function isWebUrl(url: string): boolean {
  return /^https?:\/\//i.test(url);
}

function bareLink(written: string, isSource: IsSource | null): readonly Inline[] {
  const { rest, groups } = splitTrailingGroups(written);
  const isCited = isSource === null || groups.some(({ numbers }) => numbers.some(isSource));
  const url = isCited ? rest : written;
  const behind = isCited ? groups.flatMap((group) => cited(group, isSource)) : [];
  return [...(isWebUrl(url) ? link(url, text(url), isSource) : text(url)), ...behind];
}

/** Inlines of which texts that meet have become one, and so have emphases of one kind. */
function joined(inlines: readonly Inline[]): readonly Inline[] {
  const result: Inline[] = [];
  for (let start = 0, end = 0; start < inlines.length; start = end) {
    const first = inlines[start];
    if (first === undefined) break;
    end = start + 1;
    while (inlines[end]?.type === first.type && canJoin(first)) end += 1;
    result.push(end > start + 1 && canJoin(first) ? joinedRun(first.type, inlines.slice(start, end)) : first);
  }
  return result;
}

type Joinable = Extract<Inline, { readonly type: 'text' | 'emphasis' | 'strong' | 'strikethrough' }>;

function canJoin(inline: Inline): inline is Joinable {
  const { type } = inline;
  return type === 'text' || type === 'emphasis' || type === 'strong' || type === 'strikethrough';
}

/** One inline of a run of several of one type. */
function joinedRun(type: Joinable['type'], run: readonly Inline[]): Inline {
  if (type === 'text') return { type, text: textOf(run) };
  return { type, children: joined(run.flatMap((inline) => ('children' in inline ? inline.children : []))) };
}

function attribute(token: Token, name: string): string {
  return String(token.attrGet(name) ?? '');
}
