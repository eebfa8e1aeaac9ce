import type { Token } from 'markdown-it';
import { formulaOf } from './formulas';
import { readMarkerGroup, splitTrailingMarkers, type IsSource } from './markers';
import { textOf } from './text';
import type { Inline } from './tree';

/** Emphasis within emphasis goes no deeper than this; what is deeper keeps its words. */
const deepestNesting = 16;

const emphases = {
  em_open: 'emphasis',
  strong_open: 'strong',
  s_open: 'strikethrough',
} as const;

/** A stretch that is still open: an emphasis, a link, or the whole. */
interface Frame {
  readonly children: Inline[];
  /** Whether the stretch is a link or stands in one. */
  readonly inLink: boolean;
  /** What the finished stretch becomes. */
  readonly close: (children: readonly Inline[]) => readonly Inline[];
}

/** Turns the parser's flat list of inline tokens into a tree without links in links. */
export function readInlines(tokens: readonly Token[], isSource: IsSource): readonly Inline[] {
  const root: Frame = { children: [], inLink: false, close: unchanged };
  const open: Frame[] = [root];
  for (const token of tokens) {
    const frame = open.at(-1) ?? root;
    if (token.nesting > 0) {
      open.push(openFrame(token, frame, open.length, isSource));
    } else if (token.nesting < 0) {
      open.pop();
      append(open.at(-1) ?? root, frame.close(frame.children));
    } else {
      append(frame, leavesOf(token, frame.inLink, isSource));
    }
  }
  return root.children;
}

function openFrame(token: Token, parent: Frame, depth: number, isSource: IsSource): Frame {
  if (depth > deepestNesting) return { children: [], inLink: parent.inLink, close: unchanged };
  if (token.type === 'link_open') {
    const url = attribute(token, 'href');
    const bare = token.markup === 'linkify';
    const close = (label: readonly Inline[]): readonly Inline[] =>
      bare ? bareLink(url, isSource) : link(url, label, isSource);
    return { children: [], inLink: true, close: parent.inLink ? unchanged : close };
  }
  const type = emphases[token.type as keyof typeof emphases];
  return { children: [], inLink: parent.inLink, close: (children) => [{ type, children }] };
}

function unchanged(children: readonly Inline[]): readonly Inline[] {
  return children;
}

function leavesOf(token: Token, inLink: boolean, isSource: IsSource): readonly Inline[] {
  switch (token.type) {
    case 'text':
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
    case 'markers':
      return readMarkerGroup(token.content, 0, isSource)?.inlines ?? [];
    default:
      throw new Error(`The Markdown parser made an unexpected inline token: ${token.type}`);
  }
}

function text(content: string): readonly Inline[] {
  return content === '' ? [] : [{ type: 'text', text: content }];
}

/** A link; of one that leads nowhere on the web only the label, and of `[1](#reference-1)` the marker that it stands for. */
function link(url: string, label: readonly Inline[], isSource: IsSource): readonly Inline[] {
  if (isWebUrl(url)) return [{ type: 'link', url, children: textOf(label).trim() === '' ? text(url) : label }];
  const marker = `[${textOf(label)}]`;
  const group = readMarkerGroup(marker, 0, isSource);
  return group?.end === marker.length ? group.inlines : label;
}

function isWebUrl(url: string): boolean {
  return /^https?:\/\//i.test(url);
}

function bareLink(written: string, isSource: IsSource): readonly Inline[] {
  const { rest, inlines } = splitTrailingMarkers(written, isSource);
  return [...(isWebUrl(rest) ? link(rest, text(rest), isSource) : text(rest)), ...inlines];
}

/** Adds inlines to a stretch; texts that meet become one, and so do emphases of one kind. */
function append(frame: Frame, inlines: readonly Inline[]): void {
  for (const inline of inlines) {
    const joined = joinedWith(inline, frame.children.at(-1));
    if (joined) frame.children[frame.children.length - 1] = joined;
    else frame.children.push(inline);
  }
}

function joinedWith(inline: Inline, previous: Inline | undefined): Inline | null {
  if (inline.type === 'text' && previous?.type === 'text') return { type: 'text', text: previous.text + inline.text };
  if (inline.type !== 'emphasis' && inline.type !== 'strong' && inline.type !== 'strikethrough') return null;
  if (previous?.type !== inline.type) return null;
  const joined: Frame = { children: [...previous.children], inLink: false, close: unchanged };
  append(joined, inline.children);
  return { type: inline.type, children: joined.children };
}

function attribute(token: Token, name: string): string {
  return String(token.attrGet(name) ?? '');
}
