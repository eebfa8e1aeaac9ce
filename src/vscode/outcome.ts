import type { RequestOutcome } from '../protocol/messages';
import { showError } from './ui/messages';

/** How an action ended, told to the person where they asked for it: in the chat, or by a message. */
export type ActionOutcome = RequestOutcome;

export const done = { kind: 'done' } as const;
export const cancelled = { kind: 'cancelled' } as const;

/** The action could not be done; `message` says why and what to do. */
export function refused(message: string): Extract<ActionOutcome, { kind: 'refused' }> {
  return { kind: 'refused', message };
}

/** Shows why an action that was called as a command could not be done. */
export function showOutcome(outcome: ActionOutcome): void {
  if (outcome.kind === 'refused') void showError(outcome.message);
}
