import {
  commands,
  window,
  ViewColumn,
  type Disposable,
  type LogOutputChannel,
  type Uri,
  type WebviewOptions,
  type WebviewPanel,
  type WebviewView,
} from 'vscode';
import { plainLine, type PlainText } from './plainText';

/** A webview in a view of the manifest. */
export type ShownWebviewView = Omit<WebviewView, 'title' | 'description' | 'badge'> & { description?: PlainText };

/** Fills such a view when VS Code shows it. */
export interface WebviewViews {
  resolveWebviewView(view: ShownWebviewView): void | Promise<void>;
}

/** Fills a view of the manifest with a webview. */
export function registerWebviewView(viewId: string, views: WebviewViews): Disposable {
  return window.registerWebviewViewProvider(viewId, {
    resolveWebviewView: (view) => views.resolveWebviewView(view as ShownWebviewView),
  });
}

/** A webview in a tab. */
export type ShownWebviewPanel = Omit<WebviewPanel, 'title' | 'iconPath'>;

/** The pictures of a tab's icon, for light and for dark themes. */
export interface TabIcon {
  readonly light: Uri;
  readonly dark: Uri;
}

/** Gives a tab a title and an icon. */
export function nameWebviewPanel(panel: ShownWebviewPanel, title: string, icon: TabIcon): void {
  const named = panel as WebviewPanel;
  named.title = plainLine(title);
  named.iconPath = icon;
}

/** A webview in a tab of that title, which has the focus. Its page is made anew whenever the tab comes into sight. */
export function showWebviewPanel(kind: string, title: string, localResourceRoots: readonly Uri[]): ShownWebviewPanel {
  return window.createWebviewPanel(kind, plainLine(title), ViewColumn.Active, optionsWith(localResourceRoots));
}

/** Fills such tabs that were open when the window was loaded again; they have kept their titles. */
export interface WebviewPanels {
  readonly localResourceRoots: readonly Uri[];
  /** @param kept what the tab's page kept: anything, until it is decoded */
  restoreWebviewPanel(panel: ShownWebviewPanel, kept: unknown): Promise<void>;
}

/** Has the tabs of a kind filled when VS Code brings them back. */
export function registerWebviewPanels(kind: string, panels: WebviewPanels): Disposable {
  return window.registerWebviewPanelSerializer(kind, {
    async deserializeWebviewPanel(panel, kept: unknown) {
      // The extension may stand in another folder by now than when the tab was opened.
      panel.webview.options = optionsWith(panels.localResourceRoots);
      await panels.restoreWebviewPanel(panel, kept);
    },
  });
}

function optionsWith(localResourceRoots: readonly Uri[]): WebviewOptions {
  return { enableScripts: true, enableForms: false, enableCommandUris: false, localResourceRoots };
}

/** Shows two documents side by side with what differs, in a tab of that title. */
export async function showDifference(left: Uri, right: Uri, title: string): Promise<void> {
  await commands.executeCommand('vscode.diff', left, right, plainLine(title), { preview: false });
}

/** A channel of the output view. */
export function createLogChannel(name: string): LogOutputChannel {
  return window.createOutputChannel(plainLine(name), { log: true });
}
