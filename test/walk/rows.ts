import type { Locator } from 'playwright-core';
import type { Researcher } from '../e2e/researcher';
import { waitFor } from '../vscode-host/wait';

/** The rows of the threads in the list of threads that are in the page. */
export function threadRows({ window }: Researcher): Locator {
  return window.page.locator('.monaco-list[aria-label="Threads"] .monaco-list-row[aria-level="1"]');
}

/** The row of the thread of that title. */
export function rowOf(person: Researcher, title: string): Locator {
  return threadRows(person).and(person.window.page.locator(`[aria-label^=${JSON.stringify(`${title}, `)}]`));
}

/** Moves the focus to a row by keyboard, which selects and opens nothing. */
export async function focusRow(person: Researcher, title: string): Promise<void> {
  await person.window.runCommand('Research: Focus on Threads View');
  const row = rowOf(person, title);
  await person.window.page.keyboard.press('Home');
  await waitFor(`the focus on ${title}`, async () => {
    const focused = row.and(person.window.page.locator('.focused'));
    if ((await focused.count()) > 0) return true;
    await person.window.page.keyboard.press('ArrowDown');
    return undefined;
  });
}

/** Hears which row is pressed next; resolves with a function that reads its label once it was. */
export async function nextPressedRow({ window }: Researcher): Promise<() => Promise<string>> {
  await window.page.evaluate(() => {
    document.body.removeAttribute('data-pressed-row');
    const listen = (event: Event): void => {
      const row = event.target instanceof Element ? event.target.closest('.monaco-list-row') : null;
      document.body.setAttribute('data-pressed-row', row?.getAttribute('aria-label') ?? '');
      if (row) document.removeEventListener('click', listen, true);
    };
    document.addEventListener('click', listen, true);
  });
  return () =>
    waitFor('the row that was pressed', async () => {
      return (await window.page.locator('body').getAttribute('data-pressed-row')) || undefined;
    });
}
