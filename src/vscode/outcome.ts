import { window } from 'vscode';
import type { RequestOutcome } from '../protocol/messages';

/** How an action ended, told to the person where they asked for it: in the chat, or by a message. */
export type ActionOutcome = RequestOutcome;

export const done: ActionOutcome = { kind: 'done' };
export const cancelled: ActionOutcome = { kind: 'cancelled' };

/** The action could not be done; `message` says why and what to do. */
export function refused(message: string): ActionOutcome {
  return { kind: 'refused', message };
}

/** Shows why an action that was called as a command could not be done. */
export function showOutcome(outcome: ActionOutcome): void {
  if (outcome.kind === 'refused') void window.showErrorMessage(outcome.message);
}
