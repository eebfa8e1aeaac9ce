import { Uri, type Disposable } from 'vscode';
import { lazy } from '../../base/lazy';
import type { AnswerComparison, AnswerComparisonOptions, ComparisonReference } from './answerComparison';
import type { ActionOutcome } from '../../base/outcome';
import { answerScheme } from '../viewIds';
import { registerWebviewPanels, showWebviewPanel, type ShownWebviewPanel } from '../ui/views';

/** What VS Code calls the tabs that show answers in two columns. */
const panelKind = 'researchThreads.comparison';

/**
 * Lays answers side by side, in two columns or in VS Code's diff editor; how that is done is loaded when it is first used.
 * Tabs name what they are made of, so those that were open when the window was loaded again are made again.
 */
export class Comparison implements Disposable {
  readonly #comparison: () => Promise<AnswerComparison>;
  readonly #panels: Disposable;

  constructor(options: AnswerComparisonOptions) {
    const localResourceRoots = [Uri.joinPath(options.panels.extensionUri, 'dist')];
    const openPanel = (title: string): ShownWebviewPanel => showWebviewPanel(panelKind, title, localResourceRoots);
    this.#comparison = lazy(async (): Promise<AnswerComparison> => {
      const { AnswerComparison: Comparing } = await import('./answerComparison');
      return new Comparing(options, { scheme: answerScheme, openPanel });
    });
    this.#panels = registerWebviewPanels(panelKind, {
      localResourceRoots,
      restoreWebviewPanel: async (panel, kept) => (await this.#comparison()).restore(panel, kept),
    });
  }

  /** The text of an answer that is laid beside another as a document. */
  async textOf({ query }: Uri): Promise<string> {
    return (await this.#comparison()).documentFor(query);
  }

  /** Lays the answer of a turn beside that of another turn with the same parent; asks which where there are several. */
  async compare(reference: ComparisonReference): Promise<ActionOutcome> {
    return (await this.#comparison()).compare(reference);
  }

  dispose(): void {
    this.#panels.dispose();
  }
}
