import type { Passage } from './passage';

/** A page that a text cites, under the number by which its markers call it. */
export interface CitedPage {
  readonly number: number;
  readonly url: string;
  readonly title: string;
}

/** Numbers the pages of a text in the order in which they are first cited. Passages of one page share a number. */
export class Citations {
  readonly #pages = new Map<string, CitedPage>();

  /** The sentence with its marker before the full stop: `Norway won 18 gold medals [1].` */
  quote(sentence: string, passage: Passage): string {
    return sentence.replace(/([.!?]?)$/, ` [${this.#numberOf(passage)}]$1`);
  }

  /** The cited pages by number. */
  get pages(): readonly CitedPage[] {
    return [...this.#pages.values()];
  }

  #numberOf(passage: Passage): number {
    const known = this.#pages.get(passage.url);
    if (known !== undefined) return known.number;
    const number = this.#pages.size + 1;
    this.#pages.set(passage.url, { number, url: passage.url, title: passage.title });
    return number;
  }
}

/** The tail of a report, in the form of the API's deep-research reports. */
export function referenceList(pages: readonly CitedPage[]): string {
  return ['## References', '', ...pages.map(({ number, title, url }) => `${number}. *${title}*. ${url}`)].join('\n');
}
