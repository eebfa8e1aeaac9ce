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
