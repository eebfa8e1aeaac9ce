import { setTimeout as delay } from 'node:timers/promises';

const pollMilliseconds = 25;

/** How long conditions of the workbench are waited for unless a caller says otherwise, in milliseconds. */
export const usualTimeout = 30_000;

/**
 * Looks until `look` gives something other than `undefined`.
 * @param what what is waited for, for the message
 * @throws when that takes longer than `timeout` milliseconds
 */
export async function waitFor<Value>(
  what: string,
  look: () => Promise<Value | undefined>,
  timeout = usualTimeout,
): Promise<Value> {
  const giveUpAt = Date.now() + timeout;
  for (;;) {
    const value = await look();
    if (value !== undefined) return value;
    if (Date.now() > giveUpAt) throw new Error(`Waited ${timeout} ms for ${what}`);
    await delay(pollMilliseconds);
  }
}
