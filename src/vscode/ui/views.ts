import { commands, window, type Disposable, type LogOutputChannel, type Uri, type WebviewView } from 'vscode';
import { plainLine, type PlainText } from './plainText';

/** A webview in a view of the manifest. */
export type ShownWebviewView = Omit<WebviewView, 'title' | 'description' | 'badge'> & { description?: PlainText };

/** Fills such a view when VS Code shows it. */
export interface WebviewViews {
  resolveWebviewView(view: ShownWebviewView): void;
}

/** Fills a view of the manifest with a webview. */
export function registerWebviewView(viewId: string, views: WebviewViews): Disposable {
  return window.registerWebviewViewProvider(viewId, {
    resolveWebviewView: (view) => views.resolveWebviewView(view as ShownWebviewView),
  });
}

/** Shows two documents side by side with what differs, in a tab of that title. */
export async function showDifference(left: Uri, right: Uri, title: string): Promise<void> {
  await commands.executeCommand('vscode.diff', left, right, plainLine(title), { preview: false });
}

/** A channel of the output view. */
export function createLogChannel(name: string): LogOutputChannel {
  return window.createOutputChannel(plainLine(name), { log: true });
}
