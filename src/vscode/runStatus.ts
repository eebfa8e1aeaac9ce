import { l10n, StatusBarAlignment, window, type Disposable, type StatusBarItem } from 'vscode';

/** Says in the status bar that research goes on, for when the chat is not visible. */
export class RunStatus implements Disposable {
  readonly #item: StatusBarItem;

  constructor() {
    this.#item = window.createStatusBarItem('researchThreads.runs', StatusBarAlignment.Left);
    this.#item.name = l10n.t('Research');
    this.#item.command = 'researchThreads.chat.focus';
  }

  /** @param count how many turns this window is sending or watching */
  show(count: number): void {
    if (count === 0) return this.#item.hide();
    this.#item.text = `$(loading~spin) ${count === 1 ? l10n.t('Researching') : l10n.t('Researching {0} questions', count)}`;
    this.#item.tooltip = l10n.t('Show the chat');
    this.#item.show();
  }

  dispose(): void {
    this.#item.dispose();
  }
}
