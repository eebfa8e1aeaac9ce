import { commands, Uri } from 'vscode';
import {
  decodeMessageFromComparison,
  type ComparisonView,
  type MessageFromComparison,
  type MessageToComparison,
} from '../protocol/comparison';
import { hasComparedLink } from '../protocol/comparisonView';
import { pageHtml } from './chatHtml';
import type { ScrubbedLog } from './scrubbedLog';
import { showWebviewPanel } from './ui/views';

export interface ComparisonPanelOptions {
  readonly extensionUri: Uri;
  readonly translations: Readonly<Record<string, string>>;
  readonly log: Pick<ScrubbedLog, 'warn'>;
}

/** A comparison in a tab of its own. */
export interface ShownComparison {
  readonly title: string;
  readonly view: ComparisonView;
  /** Shows what differs in the texts, line by line. */
  readonly showDifference: () => Promise<unknown>;
}

/** Shows two answers as two columns in a tab of their own. */
export function showComparison(comparison: ShownComparison, options: ComparisonPanelOptions): void {
  const { extensionUri, translations, log } = options;
  const panel = showWebviewPanel('researchThreads.comparison', comparison.title, [Uri.joinPath(extensionUri, 'dist')]);
  const { webview } = panel;
  const hearing = webview.onDidReceiveMessage((data: unknown) => {
    const message = decodeMessageFromComparison(data);
    if (!message) {
      log.warn('The page of a comparison sent a message that is not in the protocol.');
    } else if (message.type === 'ready') {
      const shown: MessageToComparison = { type: 'comparison', view: comparison.view, translations };
      void webview.postMessage(shown);
    } else {
      void act(message, comparison);
    }
  });
  panel.onDidDispose(() => {
    hearing.dispose();
  });
  webview.html = pageHtml(webview, extensionUri, {
    script: 'comparisonPage.js',
    styles: ['webview.css', 'comparisonPage.css'],
    title: 'Comparison',
  });
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
