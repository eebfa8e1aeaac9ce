import type { Turn } from '../../src/research/thread/turn';

/** A question as the person asked it: all of its wordings, each unlike all others, and how often it was to be sent. */
export interface Wish {
  readonly wordings: readonly string[];
  readonly sendings: number;
}

/** What a person asks for in the course of a schedule. */
export class Wishes {
  readonly #wishes: { readonly wordings: string[]; sendings: number }[] = [];
  #wordings = 0;

  get all(): readonly Wish[] {
    return this.#wishes;
  }

  /** A new question, to be sent once. */
  ask(): string {
    const text = this.#newWording();
    this.#wishes.push({ wordings: [text], sendings: 1 });
    return text;
  }

  /** A turn's question is to be sent once more; false for a turn whose question nobody knows. */
  send(turn: Turn): boolean {
    const wish = this.#find(turn);
    if (wish) wish.sendings += 1;
    return wish !== undefined;
  }

  /** Other words for a turn's question. That alone is no wish to send it once more. */
  reword(turn: Turn): string {
    const text = this.#newWording();
    this.#find(turn)?.wordings.push(text);
    return text;
  }

  #find({ question }: Turn): { readonly wordings: string[]; sendings: number } | undefined {
    return this.#wishes.find(({ wordings }) => question !== null && wordings.includes(question));
  }

  #newWording(): string {
    this.#wordings += 1;
    return `Question ${this.#wordings}?`;
  }
}
