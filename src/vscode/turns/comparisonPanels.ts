import { commands, l10n, type Uri } from 'vscode';
import {
  decodeMessageFromComparison,
  type ComparedTurns,
  type ComparisonView,
  type MessageFromComparison,
  type MessageToComparison,
} from '../../protocol/comparison';
import type { PageStrings } from '../../protocol/pageStrings';
import { hasComparedLink } from '../../chat/views/comparisonView';
import { pageHtml } from '../chat/chatHtml';
import type { ScrubbedLog } from '../diagnostics/scrubbedLog';
import type { ShownWebviewPanel } from '../ui/views';

export interface ComparisonPanelOptions {
  readonly extensionUri: Uri;
  readonly strings: PageStrings;
  readonly log: Pick<ScrubbedLog, 'warn'>;
}

/** Two answers as they are shown in a tab of their own. */
export interface ShownComparison {
  readonly turns: ComparedTurns;
  readonly view: ComparisonView;
  /** Shows what differs in the texts, line by line. */
  readonly showDifference: () => Promise<unknown>;
}

/** The answers that a tab is of; a sentence where they are gone. */
export type ReadComparison = () => Promise<ShownComparison | string>;

/** Shows two answers as two columns in a tab; they are read whenever its page starts, so that they are never stale. */
export class ComparisonPanel {
  readonly #panel: ShownWebviewPanel;
  readonly #read: ReadComparison;
  readonly #options: ComparisonPanelOptions;
  #shown: ShownComparison | null = null;
  #closed = false;

  constructor(panel: ShownWebviewPanel, read: ReadComparison, options: ComparisonPanelOptions) {
    this.#panel = panel;
    this.#read = read;
    this.#options = options;
  }

  start(): void {
    const { webview } = this.#panel;
    const hearing = webview.onDidReceiveMessage((data: unknown) => void this.#hear(data));
    this.#panel.onDidDispose(() => {
      this.#closed = true;
      hearing.dispose();
    });
    webview.html = pageHtml(webview, this.#options.extensionUri, {
      script: 'comparisonPage.js',
      styles: ['webview.css', 'comparisonPage.css'],
      title: 'Comparison',
    });
  }

  async #hear(data: unknown): Promise<void> {
    const message = decodeMessageFromComparison(data);
    if (!message) this.#options.log.warn('The page of a comparison sent a message that is not in the protocol.');
    else if (message.type === 'ready') await this.#show();
    else if (this.#shown) await act(message, this.#shown);
  }

  async #show(): Promise<void> {
    const found = await this.#readOrSay();
    if (this.#closed) return;
    this.#shown = typeof found === 'string' ? null : found;
    await this.#panel.webview.postMessage(messageOf(found, this.#options.strings));
  }

  async #readOrSay(): Promise<ShownComparison | string> {
    try {
      return await this.#read();
    } catch (error) {
      this.#options.log.warn('The answers of a comparison could not be read.', error);
      return l10n.t('The answers could not be read.');
    }
  }
}

function messageOf(found: ShownComparison | string, strings: ComparisonPanelOptions['strings']): MessageToComparison {
  if (typeof found === 'string') return { type: 'nothing', reason: found };
  return { type: 'comparison', turns: found.turns, view: found.view, strings };
}

/** Does what a person asks for in the page. */
async function act(
  message: Exclude<MessageFromComparison, { type: 'ready' }>,
  { view, showDifference }: ShownComparison,
): Promise<void> {
  if (message.type === 'showDifference') await showDifference();
  // VS Code opens a text byte for byte; a `Uri` would be written anew (microsoft/vscode#85930).
  else if (hasComparedLink(view, message.url)) await commands.executeCommand('vscode.open', message.url);
}
