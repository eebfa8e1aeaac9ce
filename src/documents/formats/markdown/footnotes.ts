import type { LeafBlock, MarkdownOutline } from '../../../markdown/outline';
import { parseMarkdown } from '../../../markdown/parse';
import { textOf } from '../../../markdown/text';
import { inlinesOf } from '../../../markdown/walk';
import { canonicalUrl, pageOf } from '../../../research/answer/links';
import type { Lines } from '../../model/lines';

/** The footnotes of a Markdown document, as far as new ones have to fit in with them. */
export interface Footnotes {
  /** Labels by the canonical URL that the footnote names, and by its page, for sources that name no place in it. */
  readonly labels: ReadonlyMap<string, string>;
  /** The largest number that is a label, used or defined; 0 for none. */
  readonly largest: number;
  /** Whether footnotes end the document, one a line, so that another can follow on the next line. */
  readonly standLast: boolean;
}

/** The line that defines a footnote. */
export interface FootnoteDefinition {
  readonly label: string;
  readonly line: number;
  /** What stands behind the label, and at which offset of the line. */
  readonly words: string;
  readonly column: number;
}

const definition = /^( {0,3}\[\^([^\]\s]+)\]:[ \t]*)(.*)$/;

/** Reads the footnotes of a document; code blocks, metadata and mathematics hold none. */
export function footnotesOf(lines: Lines, outline: Pick<MarkdownOutline, 'leaves'>): Footnotes {
  const { texts } = lines;
  const { leaves } = outline;
  const labels = new Map<string, string>();
  for (const { label, words } of definitionsIn(lines, outline)) {
    const source = sourceIn(words);
    if (!source) continue;
    for (const key of [canonicalUrl(source.url), pageOf(source.url)]) if (!labels.has(key)) labels.set(key, label);
  }
  let largest = 0;
  const hidden = hiddenLines(leaves);
  for (const [line, text] of texts.entries()) {
    if (hidden.has(line)) continue;
    for (const [, number] of text.matchAll(/\[\^(\d{1,6})\]/g)) largest = Math.max(largest, Number(number));
  }
  return { labels, largest, standLast: footnotesStandLast(texts, leaves) };
}

/** The definitions of footnotes, in the order of the document. */
export function definitionsIn(
  { texts }: Lines,
  { leaves }: Pick<MarkdownOutline, 'leaves'>,
): readonly FootnoteDefinition[] {
  const hidden = hiddenLines(leaves);
  return texts.flatMap((text, line): readonly FootnoteDefinition[] => {
    const [, mark = '', label, words = ''] = hidden.has(line) ? [] : (definition.exec(text) ?? []);
    return label === undefined ? [] : [{ label, line, words, column: mark.length }];
  });
}

/** The page that a footnote of one source names; null for a footnote that names several, or none. */
export function sourceIn(words: string): { readonly url: string; readonly title: string } | null {
  const links = inlinesOf(parseMarkdown(words)).filter((inline) => inline.type === 'link');
  const [first] = links;
  const places = new Set(links.map(({ url }) => canonicalUrl(url)));
  return first && places.size === 1 ? { url: first.url, title: textOf(first.children) } : null;
}

/** The lines of blocks that show what is written in them as it is. */
function hiddenLines(leaves: readonly LeafBlock[]): ReadonlySet<number> {
  const hidden = new Set<number>();
  for (const { kind, firstLine, lastLine } of leaves) {
    if (kind !== 'code' && kind !== 'frontMatter' && kind !== 'math') continue;
    for (let line = firstLine; line <= lastLine; line += 1) hidden.add(line);
  }
  return hidden;
}

/** Whether the last lines of a document, back to a blank one, are footnotes and nothing else. */
function footnotesStandLast(texts: Lines['texts'], leaves: MarkdownOutline['leaves']): boolean {
  const last = texts.findLastIndex((text) => text.trim() !== '');
  const blank = texts.findLastIndex((text, index) => index < last && text.trim() === '');
  const isSpecial = leaves.some(({ kind, lastLine }) => lastLine >= last && kind !== 'paragraph');
  return last >= 0 && !isSpecial && texts.slice(blank + 1, last + 1).every((text) => definition.test(text));
}
