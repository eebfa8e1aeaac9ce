import type { MarkdownOutline } from '../../../markdown/outline';
import { parseMarkdown } from '../../../markdown/parse';
import { inlinesOf } from '../../../markdown/walk';
import { canonicalUrl, pageOf } from '../../../research/answer/links';
import type { Lines } from '../../model/lines';

/** The footnotes of a Markdown document. */
export interface Footnotes {
  /** Labels by the canonical URL that the footnote names, and by its page, for sources that name no place in it. */
  readonly labels: ReadonlyMap<string, string>;
  /** The largest number that is a label, used or defined; 0 for none. */
  readonly largest: number;
  /** Whether footnotes end the document, one a line, so that another can follow on the next line. */
  readonly standLast: boolean;
}

const definition = /^ {0,3}\[\^([^\]\s]+)\]:[ \t]*(.*)$/;

/** Reads the footnotes of a document; code blocks, metadata and mathematics hold none. */
export function footnotesOf({ texts }: Lines, { leaves }: MarkdownOutline): Footnotes {
  const labels = new Map<string, string>();
  let largest = 0;
  const hidden = new Set<number>();
  for (const { kind, firstLine, lastLine } of leaves) {
    if (kind !== 'code' && kind !== 'frontMatter' && kind !== 'math') continue;
    for (let line = firstLine; line <= lastLine; line += 1) hidden.add(line);
  }
  for (const [line, text] of texts.entries()) {
    if (hidden.has(line)) continue;
    for (const [, number] of text.matchAll(/\[\^(\d{1,6})\]/g)) largest = Math.max(largest, Number(number));
    const [, label, words] = definition.exec(text) ?? [];
    if (label === undefined) continue;
    for (const url of urlsOf(words ?? '')) {
      for (const key of [canonicalUrl(url), pageOf(url)]) if (!labels.has(key)) labels.set(key, label);
    }
  }
  return { labels, largest, standLast: footnotesStandLast(texts, leaves) };
}

/** Whether the last lines of a document, back to a blank one, are footnotes and nothing else. */
function footnotesStandLast(texts: Lines['texts'], leaves: MarkdownOutline['leaves']): boolean {
  const last = texts.findLastIndex((text) => text.trim() !== '');
  const blank = texts.findLastIndex((text, index) => index < last && text.trim() === '');
  const isSpecial = leaves.some(({ kind, lastLine }) => lastLine >= last && kind !== 'paragraph');
  return last >= 0 && !isSpecial && texts.slice(blank + 1, last + 1).every((text) => definition.test(text));
}

/** The page that a footnote of one source names; none for a footnote that names several, or other things beside. */
function urlsOf(words: string): readonly string[] {
  const links = [...inlinesOf(parseMarkdown(words))].filter((inline) => inline.type === 'link');
  const places = new Set(links.map(({ url }) => canonicalUrl(url)));
  return places.size === 1 ? links.slice(0, 1).map(({ url }) => url) : [];
}
