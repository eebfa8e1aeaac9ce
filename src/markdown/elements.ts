import type { Inline } from './tree';

/** Inlines that Markdown writes as HTML elements, since it has no notation of its own for them. */
export type ElementInline = Extract<Inline, { readonly type: 'subscript' | 'superscript' | 'keyboard' | 'highlight' }>;

/** Inlines that hold others, apart from links. */
export type StyledInline = Exclude<
  Extract<Inline, { readonly children: readonly Inline[] }>,
  { readonly type: 'link' }
>;

/** What the inline elements of HTML mean that an answer may use, by their names. */
const types: ReadonlyMap<string, StyledInline['type']> = new Map([
  ['em', 'emphasis'],
  ['i', 'emphasis'],
  ['strong', 'strong'],
  ['b', 'strong'],
  ['s', 'strikethrough'],
  ['del', 'strikethrough'],
  ['sub', 'subscript'],
  ['sup', 'superscript'],
  ['kbd', 'keyboard'],
  ['mark', 'highlight'],
]);

/** The names of the HTML elements that stand for inlines. */
export const tagNames = {
  emphasis: 'em',
  strong: 'strong',
  strikethrough: 's',
  subscript: 'sub',
  superscript: 'sup',
  keyboard: 'kbd',
  highlight: 'mark',
} as const satisfies Record<StyledInline['type'], string>;

/** What the element of a name in small letters means; null for an element that stays text. */
export function typeOfElement(name: string): StyledInline['type'] | null {
  return types.get(name) ?? null;
}

/**
 * The inlines that an element stands for. An empty one shows nothing, and raised citation markers are markers: they are
 * raised anyway.
 */
export function elementOf(type: StyledInline['type'], children: readonly Inline[]): readonly Inline[] {
  const markers = children.filter(isCitation);
  const isRaisedMarkers =
    type === 'superscript' &&
    markers.length > 0 &&
    children.every((child) => isCitation(child) || (child.type === 'text' && /^[\s,;]*$/.test(child.text)));
  if (isRaisedMarkers) return markers;
  return children.length === 0 ? [] : [{ type, children }];
}

function isCitation({ type }: Inline): boolean {
  return type === 'marker' || type === 'unresolved';
}
