import type { RequestOutcome } from '../protocol/messages';
import { showError, showInformation } from './ui/messages';

/** How an action ended, told to the person where they asked for it: in the chat, or by a message. */
export type ActionOutcome = RequestOutcome;

export const done = { kind: 'done' } as const;
/** The action is done, and nothing but `said` shows that. */
export function doneSaying(said: string): Extract<ActionOutcome, { kind: 'done' }> {
  return { kind: 'done', said };
}

export const cancelled = { kind: 'cancelled' } as const;

/** The action could not be done; `message` says why and what to do. */
export function refused(message: string): Extract<ActionOutcome, { kind: 'refused' }> {
  return { kind: 'refused', message };
}

/** Shows what came of an action that was called as a command, unless that can be seen. */
export function showOutcome(outcome: ActionOutcome): void {
  if (outcome.kind === 'refused') void showError(outcome.message);
  if (outcome.kind === 'done' && outcome.said !== undefined) void showInformation(outcome.said);
}
