import type { Answer } from './answer';

/** What the basis says about a source in one field of the answer. */
export interface Support {
  readonly field: string;
  readonly reasoning: string;
  /** As the API gave it; null for none. */
  readonly confidence: string | null;
}

/** A source of an answer, with everything that the answer's basis says about it. */
export interface Source {
  /** What markers in the text call it. Sources without a marker are numbered after those with one. */
  readonly number: number;
  /** Byte for byte as the API gave it. */
  readonly url: string;
  readonly title: string | null;
  readonly excerpts: readonly string[];
  readonly support: readonly Support[];
  /** `cited`: a marker in the text names it. `read`: the basis lists it, the text does not cite it. */
  readonly standing: 'cited' | 'read';
  /** Whether the basis has it. An answer may list a reference that its basis does not know; that has to show. */
  readonly inBasis: boolean;
}

/** An answer made ready for reading and inserting. */
export interface SourcedAnswer {
  /** Markdown with `[n]` markers, without the list of references at its end. */
  readonly body: string;
  /** By number. Every marker that names none of these is plain text. */
  readonly sources: readonly Source[];
  /** Why the answer says what it says, by field; fields without reasoning are left out. */
  readonly reasoning: readonly { readonly field: string; readonly reasoning: string }[];
  /** The confidence of each field that has one, as the API gave it. One entry for a text answer. */
  readonly confidence: readonly { readonly field: string; readonly confidence: string }[];
}

/** Reads an answer: see `SourcedAnswer`. */
export type ReadSources = (answer: Answer) => SourcedAnswer;
