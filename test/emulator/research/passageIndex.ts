import { type Passage, textOf } from './passage';
import { countTerms, termsOf } from './words';

/** A term and how much it counts in a query. */
export type WeightedTerms = ReadonlyMap<string, number>;

/** A passage made ready for ranking. */
export interface IndexedPassage {
  readonly passage: Passage;
  readonly counts: ReadonlyMap<string, number>;
  /** Number of terms, those of title and subject counted as often as they weigh. */
  readonly length: number;
  readonly sentences: readonly IndexedSentence[];
}

export interface IndexedSentence {
  readonly text: string;
  readonly terms: ReadonlySet<string>;
  readonly wordCount: number;
}

/** How steeply repeated terms stop counting, and how much long passages are held back (Robertson and Zaragoza, 2009). */
const saturation = 1.2;
const lengthNormalisation = 0.5;
/** A word in the title or the subject counts as often as this many in the text. */
const headingWeight = 2;

/** The corpus, ready to be ranked with BM25. */
export class PassageIndex {
  readonly passages: readonly IndexedPassage[];
  readonly #documentFrequency: ReadonlyMap<string, number>;
  readonly #averageLength: number;

  constructor(passages: readonly Passage[]) {
    this.passages = passages.map(indexPassage);
    this.#documentFrequency = countTerms(this.passages.flatMap((indexed) => [...indexed.counts.keys()]));
    const total = this.passages.reduce((sum, indexed) => sum + indexed.length, 0);
    this.#averageLength = total / Math.max(1, this.passages.length);
  }

  /** How rare a term is in the corpus: 0 for one that is everywhere, highest for one that is nowhere. */
  rarity(term: string): number {
    const frequency = this.#documentFrequency.get(term) ?? 0;
    return Math.log(1 + (this.passages.length - frequency + 0.5) / (frequency + 0.5));
  }

  /** Whether the corpus has the term at all. */
  knows(term: string): boolean {
    return this.#documentFrequency.has(term);
  }

  /** How well a passage answers to the terms: 0 when it has none of them. */
  score(indexed: IndexedPassage, terms: WeightedTerms): number {
    const norm = 1 - lengthNormalisation + (lengthNormalisation * indexed.length) / this.#averageLength;
    let score = 0;
    for (const [term, weight] of terms) {
      const count = indexed.counts.get(term) ?? 0;
      score += (weight * this.rarity(term) * count * (saturation + 1)) / (count + saturation * norm);
    }
    return score;
  }
}

function indexPassage(passage: Passage): IndexedPassage {
  const heading = termsOf(`${passage.title} ${passage.subject}`);
  const counts = countTerms(termsOf(textOf(passage)));
  for (const term of heading) counts.set(term, (counts.get(term) ?? 0) + headingWeight);
  return {
    passage,
    counts,
    length: [...counts.values()].reduce((sum, count) => sum + count, 0),
    sentences: passage.sentences.map((text) => ({
      text,
      terms: new Set(termsOf(text)),
      wordCount: text.split(/\s+/).length,
    })),
  };
}
