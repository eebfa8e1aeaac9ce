/** One page of the emulator's corpus: a few facts in sentences that each stand alone, and where they can be read. */
export interface Passage {
  /** A real, public address that says the same. */
  readonly url: string;
  /** The title of the page. */
  readonly title: string;
  /** What the passage is about: the name under which lists, tables and headings show it. */
  readonly subject: string;
  /** Whole sentences, each of which can be quoted without its neighbours. */
  readonly sentences: readonly string[];
  /** What can be set beside the same figures of other subjects. */
  readonly figures?: Figures;
}

/** Named values of one subject. Subjects whose `kind` agrees can be compared. */
export interface Figures {
  /** What the subjects are, in the plural: `countries at the 2026 Winter Olympics`. */
  readonly kind: string;
  /** Label to value, in the order in which a table shows them. Numbers are compared as numbers. */
  readonly values: Readonly<Record<string, number | string>>;
}

/** The passage as one text. */
export function textOf(passage: Passage): string {
  return passage.sentences.join(' ');
}

/** The host of the passage's address, without `www.`. */
export function hostOf(passage: Passage): string {
  return new URL(passage.url).hostname.replace(/^www\./, '');
}

/** The subject as it stands inside a sentence: with the article that the passage's own sentences give it. */
export function subjectInSentence({ subject, sentences }: Passage): string {
  return sentences.some((sentence) => sentence.toLowerCase().includes(`the ${subject.toLowerCase()} `))
    ? `the ${subject}`
    : subject;
}
