import { splitIntoSections } from './sections';

/** About how many characters are parsed again whenever more text arrives. */
const sectionLength = 400;

/**
 * The parts of a text that grows at its end: those before the last never change any more, so that only the last one is
 * parsed and drawn anew, however long the text has become.
 */
export class GrowingSections {
  readonly #settled: string[] = [];
  #settledLength = 0;
  #text = '';

  /** The parts of `text`; joined they are `text`. Begins anew when `text` does not continue the one before. */
  sectionsOf(text: string): readonly string[] {
    if (!text.startsWith(this.#text)) {
      this.#settled.length = 0;
      this.#settledLength = 0;
    }
    this.#text = text;
    // What allows a cut stands at the beginning of a line, so nothing that comes after it can forbid it.
    const parts = splitIntoSections(text.slice(this.#settledLength), sectionLength);
    for (const part of parts.slice(0, -1)) {
      this.#settled.push(part);
      this.#settledLength += part.length;
    }
    return [...this.#settled, ...parts.slice(-1)];
  }
}
