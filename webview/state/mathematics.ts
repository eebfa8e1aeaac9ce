import { Emitter, type Event } from '../../src/base/event';
import type { MathElement } from '../../src/markdown/mathml';

/** Makes MathML of TeX; null for what can't be drawn. */
export type DrawFormula = (tex: string, display: boolean) => MathElement | null;

/** What draws formulas. It is large and most answers have none, so it is loaded with the first one that is shown. */
export class Mathematics {
  readonly #load: () => Promise<DrawFormula>;
  readonly #loaded = new Emitter<void>();
  #isAskedFor = false;
  #draw: DrawFormula | null = null;

  /** @param load loads it; when that fails, formulas stay TeX. */
  constructor(load: () => Promise<DrawFormula>) {
    this.#load = load;
  }

  /** Null until it is loaded. */
  get draw(): DrawFormula | null {
    return this.#draw;
  }

  readonly onDidLoad: Event<void> = this.#loaded.event;

  /** Has it loaded, once. */
  require(): void {
    if (this.#isAskedFor) return;
    this.#isAskedFor = true;
    this.#load().then(
      (draw) => {
        this.#draw = draw;
        this.#loaded.fire();
      },
      (error: unknown) => console.warn('Formulas cannot be drawn.', error),
    );
  }
}
