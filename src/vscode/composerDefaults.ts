import { commands, l10n, workspace, type Disposable } from 'vscode';
import { Emitter } from '../base/event';
import type { ComposerDefaults } from '../protocol/nextQuestion';
import { defaultQuickModel, type Engine } from '../research/engine';
import { defaultProcessor } from '../research/processor';
import type { SourceScope } from '../research/sourceScope';
import { readScopeSettings, type ScopeOfSettings } from './scopeSettings';
import { showWarning } from './ui/messages';

/** What the composer starts with, as the settings say at the moment. */
export class ComposerSettings implements ComposerDefaults, Disposable {
  readonly #didChange = new Emitter<void>();
  readonly #subscription: Disposable;
  /** What was told once, so that it is not told again. */
  readonly #told = new Set<string>();
  #scope: ScopeOfSettings | null = null;

  constructor() {
    this.#subscription = workspace.onDidChangeConfiguration((change) => {
      if (!change.affectsConfiguration('researchThreads')) return;
      this.#scope = null;
      this.#didChange.fire();
    });
  }

  readonly onDidChange = this.#didChange.event;

  engine(): Engine {
    return this.engineOf('research');
  }

  engineOf(kind: Engine['kind']): Engine {
    const settings = workspace.getConfiguration('researchThreads');
    return kind === 'research'
      ? { kind, name: settings.get<string>('processor', defaultProcessor) }
      : { kind, name: settings.get<string>('quickAnswer.model', defaultQuickModel) };
  }

  scope(): SourceScope | null {
    if (!this.#scope) {
      this.#scope = readScopeSettings();
      for (const problem of this.#scope.problems) void this.#tellOnce(problem);
    }
    return this.#scope.scope;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#didChange.dispose();
  }

  async #tellOnce(problem: string): Promise<void> {
    if (this.#told.has(problem)) return;
    this.#told.add(problem);
    const open = l10n.t('Open Settings');
    if ((await showWarning(problem, open)) !== open) return;
    await commands.executeCommand('workbench.action.openSettings', 'researchThreads.sources');
  }
}

/** Whether questions that could be asked next are shown. */
export function suggestsFollowUps(): boolean {
  return workspace.getConfiguration('researchThreads').get<boolean>('suggestFollowUps', true);
}
