import { confidenceLevel } from '../../research/answer/answer';
import { siteOf } from '../../research/answer/links';
import type { Source } from '../../research/answer/sources';
import type { ConfidenceView, SourceView } from '../../protocol/viewState';

/** A source, for the chat. */
export function sourceView(source: Source): SourceView {
  const { site, deceptive } = siteOf(source.url);
  const words = source.support.flatMap(({ confidence }) => (confidence === null ? [] : [confidence]));
  return {
    number: source.number,
    url: source.url,
    title: source.title ?? site,
    site,
    deceptive,
    excerpts: source.excerpts,
    reasoning: source.support.map(({ reasoning }) => reasoning).filter((reasoning) => reasoning !== ''),
    confidence: leastConfidence(words),
    standing: source.standing,
    inBasis: source.inBasis,
  };
}

const order = ['low', 'medium', 'high'] as const;

/** The least of several confidences, in the API's own word; words that it does not document count only when alone. */
export function leastConfidence(words: readonly string[]): ConfidenceView | null {
  for (const level of order) {
    const word = words.find((candidate) => confidenceLevel(candidate) === level);
    if (word !== undefined) return { level, word };
  }
  return words[0] === undefined ? null : { level: null, word: words[0] };
}
