import type { ActionOutcome } from '../base/outcome';
import { showError, showInformation } from './ui/messages';

/** Tells the person what came of a command, unless that can be seen. */
export type Tell = (outcome: ActionOutcome) => void;

/** Where the person is told what was done or why it was not: in the chat, or in messages of VS Code when that is hidden. */
export interface Telling {
  readonly tell: Tell;
  /** Says a sentence with a button; resolves with whether that was pressed. */
  say(sentence: string, button: string, kind?: 'done' | 'refused'): Promise<boolean>;
}

/** The same in a message of VS Code, which may slide over the chat: for when that is hidden. */
export function showOutcome(outcome: ActionOutcome): void {
  if (outcome.kind === 'refused') void showError(outcome.message);
  if (outcome.kind === 'done' && outcome.said !== undefined) void showInformation(outcome.said);
}
