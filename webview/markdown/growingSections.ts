import { CutScan } from './sections';

/** About how many characters are parsed again whenever more text arrives. */
const sectionLength = 400;

/**
 * The parts of a text that grows at its end: those before the last never change any more, so that only the last one is
 * parsed and drawn anew, however long the text has become.
 */
export class GrowingSections {
  readonly #settled: string[] = [];
  #scan = new CutScan();
  #text = '';

  /** The parts of `text`; joined they are `text`. Begins anew when `text` does not continue the one before. */
  sectionsOf(text: string): readonly string[] {
    if (!text.startsWith(this.#text)) {
      this.#settled.length = 0;
      this.#scan = new CutScan();
    }
    this.#text = text;
    // What allows a cut stands at the beginning of a line, so nothing that comes after it can forbid it.
    for (const section of this.#scan.cutsOf(text, sectionLength)) this.#settled.push(section);
    return [...this.#settled, text.slice(this.#scan.start)];
  }
}
