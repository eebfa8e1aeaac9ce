import type { Token } from 'markdown-it';
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
    const close = (label: readonly Inline[]): readonly Inline[] => (bare ? bareLink(url, isSource) : link(url, label));
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
      return text(token.content);
    case 'code_inline':
      return [{ type: 'code', text: token.content }];
    case 'softbreak':
      return text(' ');
    case 'hardbreak':
      return [{ type: 'break' }];
    case 'image': {
      const label = text(textOf(readInlines(token.children ?? [], isSource)));
      return inLink ? label : link(attribute(token, 'src'), label);
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

function link(url: string, label: readonly Inline[]): readonly Inline[] {
  if (!/^https?:\/\//i.test(url)) return label;
  return [{ type: 'link', url, children: label.length > 0 ? label : text(url) }];
}

function bareLink(written: string, isSource: IsSource): readonly Inline[] {
  const { rest, inlines } = splitTrailingMarkers(written, isSource);
  return [...link(rest, text(rest)), ...inlines];
}

/** Adds inlines; texts that meet become one. */
function append(frame: Frame, inlines: readonly Inline[]): void {
  for (const inline of inlines) {
    const last = frame.children.at(-1);
    if (inline.type === 'text' && last?.type === 'text') {
      frame.children[frame.children.length - 1] = { type: 'text', text: last.text + inline.text };
    } else {
      frame.children.push(inline);
    }
  }
}

function attribute(token: Token, name: string): string {
  return String(token.attrGet(name) ?? '');
}
