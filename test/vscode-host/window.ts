import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Frame, type Locator, type Page, errors } from 'playwright-core';
import { hasComeUp } from './extensionHostLog';
import type { Server, WindowContents } from './server';
import { type Settings, changeSettings } from './settings';
import { usualTimeout, waitFor } from './wait';

export type ColorTheme = 'light' | 'dark' | 'high contrast dark' | 'high contrast light';

/** Each theme's id, and the class that the workbench has while it is on. */
const colorThemes: Readonly<Record<ColorTheme, { readonly id: string; readonly className: string }>> = {
  light: { id: 'Light 2026', className: 'vs' },
  dark: { id: 'Dark 2026', className: 'vs-dark' },
  'high contrast dark': { id: 'Default High Contrast', className: 'hc-black' },
  'high contrast light': { id: 'Default High Contrast Light', className: 'hc-light' },
};

/** How long quick input is given to show something before it is opened anew, in milliseconds. */
const patience = 3_000;

const activeEditor = '.editor-group-container.active .editor-instance .monaco-editor';

/**
 * An open window of VS Code, driven as a person drives it. Every action waits for its effect or for what it needs, and
 * throws after half a minute without it.
 */
export class WorkbenchWindow {
  private extensionHostConnection: string | undefined;

  constructor(
    readonly page: Page,
    private readonly contents: WindowContents & { readonly server: Server },
    private readonly ownsStorage: boolean,
  ) {
    page.setDefaultTimeout(usualTimeout);
    page.on('console', (message) => {
      const connection = /renderer-ExtensionHost-([0-9a-f]{8})[0-9a-f-]*\)\.\.\./.exec(message.text());
      if (connection !== null) this.extensionHostConnection = connection[1];
    });
  }

  /**
   * Waits until the workbench has restored its editors and views, knows the commands of its extensions, and has an
   * extension host that is up. A window that is closed before leaves its extension host behind.
   */
  async waitUntilRestored(): Promise<void> {
    for (const mark of ['code/LifecyclePhase/Restored', 'code/didLoadExtensions']) {
      await this.page.waitForFunction((name) => performance.getEntriesByName(name).length > 0, mark);
    }
    const extensionHost = await this.extensionHostProcess();
    await waitFor('the extension host', async () =>
      (await hasComeUp(this.contents.server.serverDataDirectory, extensionHost)) ? true : undefined,
    );
  }

  /**
   * Runs a command from the command palette.
   * @param title its title as the palette shows it, with the category: `Research: Start Research`
   */
  async runCommand(title: string): Promise<void> {
    await this.pick(`>${title}`, title);
  }

  /** Opens a file by name with quick open, and waits until its editor is there. */
  async openFile(relativePath: string): Promise<void> {
    const name = path.basename(relativePath);
    await this.pick(relativePath, name);
    await this.page.locator(`.editor-group-container.active .tab.active[data-resource-name="${name}"]`).waitFor();
  }

  /** Puts the cursor at the start of a line of the active editor, counted from 1. */
  async goToLine(line: number): Promise<void> {
    await this.inQuickInput(`:${line}`, async () => {
      // Until it has read the number, the list says what could be typed, and Enter does nothing.
      const offer = this.quickInputRows().filter({ hasText: new RegExp(`go to line ${line}\\b`) });
      await offer.waitFor({ timeout: patience });
      await this.quickInput().press('Enter', { timeout: patience });
      await this.quickInput().waitFor({ state: 'hidden', timeout: patience });
    });
  }

  /** Selects whole lines of the active editor, counted from 1, both included. */
  async selectLines(first: number, last: number): Promise<void> {
    await this.goToLine(first);
    await this.page.keyboard.press('Home');
    for (let line = first; line <= last; line += 1) await this.page.keyboard.press('Shift+ArrowDown');
  }

  /** The lines of the active editor that are on the screen; an editor keeps only those in the page. */
  async visibleText(): Promise<string> {
    const lines = await this.page.locator(`${activeEditor} .view-line`).evaluateAll((elements) =>
      elements
        .filter((element) => element instanceof HTMLElement)
        .map((element) => ({ top: Number.parseFloat(element.style.top), text: element.textContent }))
        .sort((one, other) => one.top - other.top)
        .map((line) => line.text),
    );
    // The editor shows spaces as no-break spaces.
    return lines.join('\n').replaceAll('\u00a0', ' ');
  }

  /** Waits until the visible part of the active editor contains `text`. */
  async waitForVisibleText(text: string): Promise<void> {
    await waitFor(`"${text}" in the active editor`, async () =>
      (await this.visibleText()).includes(text) ? true : undefined,
    );
  }

  /**
   * Saves every editor and reads a file of the folder from the disk: all of its text, whatever the editor shows.
   * @param relativePath below the window's folder
   */
  async savedText(relativePath: string): Promise<string> {
    if (this.contents.folder === undefined) throw new Error('A window without a folder has no files to read');
    await this.runCommand('File: Save All Files');
    await this.page.locator('.tab.dirty').first().waitFor({ state: 'detached' });
    return readFile(path.join(this.contents.folder, relativePath), 'utf8');
  }

  /**
   * The inner frame of a webview, which lies two frames deep. The frame is replaced when VS Code rebuilds the webview;
   * ask again after reloading, moving or hiding it.
   * @param selector what only this webview contains, such as `[data-testid=chat]`
   */
  async webviewFrame(selector: string): Promise<Frame> {
    return waitFor(`a webview with ${selector}`, async () => {
      for (const frame of this.page.frames()) {
        if (await frameContains(frame, selector)) return frame;
      }
      return undefined;
    });
  }

  /** The notification that contains `text`. */
  notification(text: string): Locator {
    return this.page.locator('.notifications-toasts .notification-list-item').filter({ hasText: text });
  }

  /** The modal dialog on top of the window. */
  modalDialog(): Locator {
    return this.page.locator('.monaco-dialog-box');
  }

  /** The text field of the quick pick or input box that is open. */
  quickInput(): Locator {
    return this.page.locator('.quick-input-widget .quick-input-box input');
  }

  /** The rows of the quick pick that is open. */
  quickInputRows(): Locator {
    return this.page.locator('.quick-input-list .monaco-list-row');
  }

  /** Changes settings of the server, which all of its windows follow; see `changeSettings` in `settings.ts`. */
  async changeSettings(changes: Settings): Promise<void> {
    await changeSettings(this.contents.server.serverDataDirectory, changes);
  }

  /** Changes the colour theme, of all windows of the server, and waits until this one has it. */
  async setColorTheme(theme: ColorTheme): Promise<void> {
    const { id, className } = colorThemes[theme];
    await this.changeSettings({ 'workbench.colorTheme': id });
    await this.page.locator(`.monaco-workbench.${className}`).waitFor();
  }

  /** Drags the edge of the secondary side bar until the bar is as wide, in CSS pixels. */
  async setSecondarySideBarWidth(width: number): Promise<void> {
    const bar = this.page.locator('.part.auxiliarybar');
    await this.page.bringToFront();
    await waitFor(`a secondary side bar of ${width} px`, async () => {
      const box = await boundsOf(bar);
      if (Math.abs(box.width - width) < 1) return true;
      const middle = box.y + box.height / 2;
      await this.page.mouse.move(box.x - 1, middle);
      await this.page.mouse.down();
      await this.page.mouse.move(box.x - 1 + box.width - width, middle, { steps: 4 });
      await this.page.mouse.up();
      return undefined;
    });
  }

  /** A picture of the window as PNG, kept in `file` when that is given. */
  async screenshot(file?: string): Promise<Buffer> {
    return this.page.screenshot(file === undefined ? {} : { path: file });
  }

  /** The process id of this window's extension host, for tests that end it by force. */
  async extensionHostProcess(): Promise<number> {
    const connection = await waitFor('an extension host', () => Promise.resolve(this.extensionHostConnection));
    const launched = new RegExp(`\\[${connection}\\]\\[ExtensionHostConnection\\] <(\\d+)> Launched`);
    const match = await this.contents.server.waitForLog(launched, usualTimeout);
    return Number(match[1]);
  }

  /** Loads the window anew, as `Developer: Reload Window` does: with another extension host. */
  async reload(): Promise<void> {
    this.extensionHostConnection = undefined;
    await this.page.reload();
    await this.waitUntilRestored();
  }

  /** Closes the window as a person does; resolves when its extension host has deactivated and ended. */
  async close(): Promise<void> {
    const extensionHost = await this.extensionHostProcess();
    // Leaving the page lets the workbench say goodbye; closing a page from outside does not.
    await this.page.goto('about:blank');
    await this.contents.server.waitForLog(new RegExp(`<${extensionHost}> Extension Host Process exited`), usualTimeout);
    await this.closeAbruptly();
  }

  /** Closes the window without a word to the server, as a machine does that loses its connection. */
  async closeAbruptly(): Promise<void> {
    if (this.ownsStorage) await this.page.context().close();
    else await this.page.close();
  }

  /** Opens quick input, with whatever `query` stands for, and picks the row with this label. */
  private async pick(query: string, label: string): Promise<void> {
    const row = this.quickInputRows().filter({
      has: this.page.locator('.label-name').getByText(label, { exact: true }),
    });
    await this.inQuickInput(query, async () => row.first().click({ timeout: patience }));
    await row.first().waitFor({ state: 'hidden' });
  }

  /**
   * Opens quick input with `query` and does something there. Views that take the focus while a window comes up close it
   * again, and what is looked for may not be there yet: then it is opened anew, as a person would.
   */
  private async inQuickInput(query: string, act: () => Promise<void>): Promise<void> {
    await waitFor(`${query} in quick input`, async () => {
      // A tab behind another one stands still.
      await this.page.bringToFront();
      await this.page.keyboard.press('F1');
      try {
        await this.quickInput().fill(query, { timeout: patience });
        await act();
        return true;
      } catch (error) {
        if (!(error instanceof errors.TimeoutError)) throw error;
        await this.page.keyboard.press('Escape');
        return undefined;
      }
    });
  }
}

async function frameContains(frame: Frame, selector: string): Promise<boolean> {
  if (!frame.url().includes('/fake.html')) return false;
  try {
    return (await frame.locator(selector).count()) > 0;
  } catch {
    // The frame went away while it was asked.
    return false;
  }
}

async function boundsOf(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('Not on the screen');
  return box;
}
