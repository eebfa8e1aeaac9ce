import { workspace, type Disposable, type TextDocumentContentProvider, type Uri } from 'vscode';
import { lazy } from '../base/lazy';
import type { AnswerComparison, AnswerComparisonOptions, ComparisonReference } from './answerComparison';
import type { ActionOutcome } from './outcome';

/** The scheme of answers that are laid side by side: `research-answer:/Question.md?<thread>/<turn>/<other turn>`. */
export const answerScheme = 'research-answer';

/**
 * Lays answers side by side in VS Code's diff editor; how that is done is loaded when it is first used. The documents name
 * what they are made of, so those that are still open after the window was loaded again are written again.
 */
export class Comparison implements TextDocumentContentProvider, Disposable {
  readonly #comparison: () => Promise<AnswerComparison>;
  readonly #registration: Disposable;

  constructor(options: AnswerComparisonOptions) {
    this.#comparison = lazy(async (): Promise<AnswerComparison> => {
      const { AnswerComparison: Comparing } = await import('./answerComparison');
      return new Comparing(options, answerScheme);
    });
    this.#registration = workspace.registerTextDocumentContentProvider(answerScheme, this);
  }

  /** Lays the answer of a turn beside that of another turn with the same parent; asks which where there are several. */
  async compare(reference: ComparisonReference): Promise<ActionOutcome> {
    return (await this.#comparison()).compare(reference);
  }

  async provideTextDocumentContent({ query }: Uri): Promise<string> {
    return (await this.#comparison()).documentFor(query);
  }

  dispose(): void {
    this.#registration.dispose();
  }
}
