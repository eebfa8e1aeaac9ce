import type { Quote } from './findings';
import type { Passage } from './passage';
import { termsOf } from './words';

/** The figure of a passage whose label is among the words of a field; undefined when it has none. */
export function figureFor(words: string, passage: Passage): number | string | undefined {
  const wanted = new Set(termsOf(words));
  const matches = Object.entries(passage.figures?.values ?? {}).map(([label, value]) => {
    const terms = termsOf(label);
    return { value, terms: terms.length, shared: terms.filter((term) => wanted.has(term)).length };
  });
  const [best] = matches
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared / b.terms - a.shared / a.terms || b.shared - a.shared);
  return best?.value;
}

/**
 * The number that a field asks for: a figure of the best passage, or the number nearest to the field's words in the best
 * sentences. Years count only where the field asks for a year. Undefined when there is none.
 */
export function numberIn(words: string, quotes: readonly Quote[], whole: boolean): number | undefined {
  const [best] = quotes;
  if (best === undefined) return undefined;
  const figure = figureFor(words, best.passage);
  if (typeof figure === 'number') return whole ? Math.round(figure) : figure;
  for (const { text } of quotes.slice(0, 3)) {
    const found = nearestNumber(text, words);
    if (found !== undefined) return whole ? Math.round(found) : found;
  }
  return undefined;
}

function nearestNumber(sentence: string, words: string): number | undefined {
  const wanted = new Set(termsOf(words));
  const tokens = sentence.split(/\s+/);
  const places = tokens.flatMap((token, place) => (termsOf(token).some((term) => wanted.has(term)) ? [place] : []));
  const asksForYear = /\byear\b/i.test(words);
  const candidates = tokens.flatMap((token, place) => {
    const digits = /^[^\d]?(\d[\d,]*(?:\.\d+)?)/.exec(token)?.[1];
    if (digits === undefined) return [];
    const isYear = /^(?:18|19|20)\d\d$/.test(digits);
    if (isYear !== asksForYear) return [];
    const distance = Math.min(...places.map((other) => Math.abs(other - place)), tokens.length);
    return [{ value: Number(digits.replaceAll(',', '')), distance }];
  });
  return candidates.sort((a, b) => a.distance - b.distance)[0]?.value;
}
