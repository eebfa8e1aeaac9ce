import type { Page } from 'playwright-core';
import { Desk } from '../e2e/researcher';
import { openWindow } from '../vscode-host/openWindow';
import { waitFor } from '../vscode-host/wait';
import { writeEmptyExtension } from './emptyExtension';
import { type Figure, median, rounded } from './figures';

const ours = 'Research: Start Research';
const empty = 'Bench: Show Empty View';
const rounds = 4;

/** The least that an extension does to show a field to write in: a view with a page of one element, which takes the focus. */
const emptyView = {
  name: 'empty-view',
  manifest: {
    contributes: {
      commands: [{ command: 'benchEmpty.show', title: 'Show Empty View', category: 'Bench' }],
      viewsContainers: { secondarySidebar: [{ id: 'benchEmpty', title: 'Empty', icon: 'empty.svg' }] },
      views: { benchEmpty: [{ id: 'benchEmpty.view', name: 'Empty', type: 'webview' }] },
    },
  },
  script: `
    const { commands, window } = require('vscode');
    exports.activate = (context) => context.subscriptions.push(
      window.registerWebviewViewProvider('benchEmpty.view', {
        resolveWebviewView(view) {
          view.webview.options = { enableScripts: true };
          view.webview.html = '<!doctype html><textarea class="bench-field"></textarea><script>const field = document.querySelector("textarea"); field.focus(); addEventListener("focus", () => field.focus());</script>';
        },
      }),
      commands.registerCommand('benchEmpty.show', () => commands.executeCommand('benchEmpty.view.focus')),
    );`,
};

/**
 * P10: from the click on *Start Research* in the command palette of a fresh window, whose extension is not active yet, to the caret in the composer,
 * beside the same of an empty webview view. They take turns, each in a window of its own with an extension host of its own.
 */
export async function firstCaretFigure(): Promise<Figure> {
  const desk = await Desk.set({
    files: { 'notes.md': '# Notes\n' },
    prepare: (data) => writeEmptyExtension(data, emptyView),
  });
  try {
    const times: { readonly empty: number; readonly ours: number }[] = [];
    // The first window of a server also pays for what the server does but once.
    await measureOnce(desk, empty);
    for (let round = 0; round < rounds; round += 1) {
      times.push({ empty: await measureOnce(desk, empty), ours: await measureOnce(desk, ours) });
    }
    const baseline = median(times.map((time) => time.empty));
    return {
      figure: 'P10',
      what: 'from Start Research in a fresh window to the caret in the composer, in times of an empty webview view',
      value: rounded(median(times.map((time) => time.ours)) / baseline),
      unit: 'times',
      limit: 1.5,
      baseline: { emptyView: rounded(baseline), ours: rounded(median(times.map((time) => time.ours))) },
    };
  } finally {
    await desk.clear();
  }
}

/** How long a command of a fresh window takes to have the caret in a field of a webview, in milliseconds. */
async function measureOnce({ server, browser, folder }: Desk, command: string): Promise<number> {
  const window = await openWindow({
    ...{ server, browser, folder, extensionDevelopmentPath: process.cwd() },
    prepare: (page) => page.addInitScript(noteTimes),
  });
  try {
    await window.runCommand(command);
    const caretAt = await waitFor('the caret in a field of a webview', () => caretIn(window.page));
    const calledAt = await window.page.evaluate(() => (globalThis as Noting).calledAt ?? NaN);
    return caretAt - calledAt;
  } finally {
    await window.close();
  }
}

/** What a frame notes, in milliseconds since the epoch. */
type Noting = typeof globalThis & { calledAt?: number; caretAt?: number };

/** Runs in every frame before its own scripts: notes when something was clicked last and when a field first had the caret. */
function noteTimes(): void {
  const noting = globalThis as Noting;
  const now = (): number => performance.timeOrigin + performance.now();
  const noteCaret = (): void => {
    const field = document.activeElement?.closest('.bench-field, .composer-box');
    if (field && document.hasFocus()) noting.caretAt ??= now();
  };
  addEventListener('mousedown', () => (noting.calledAt = now()), true);
  // VS Code writes a webview's document into its frame, which takes the listeners of that frame and leaves its timers.
  setInterval(noteCaret, 4);
}

async function caretIn(page: Page): Promise<number | undefined> {
  for (const frame of page.frames()) {
    const at = await frame.evaluate(() => (globalThis as Noting).caretAt).catch(() => undefined);
    if (at !== undefined) return at;
  }
  return undefined;
}
