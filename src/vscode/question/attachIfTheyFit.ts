import { l10n } from 'vscode';
import type { ChatSession } from '../../chat/chatSession';
import { contextTitle, type AttachedContext } from '../../research/thread/context';
import { longestQuestion, roomBeside } from '../../runs/send/input';
import { done, refused, type ActionOutcome } from '../../base/outcome';
import type { OwnDocuments } from '../documents/ownDocuments';

/** Where a text is attached, and where it is noted that the person did so. */
export interface AttachTarget {
  readonly session: ChatSession;
  readonly ownDocuments: Pick<OwnDocuments, 'note'>;
}

/**
 * Attaches texts to the next question, each once: all of them, or none. Those that leave no room for a question are refused
 * with figures, never cut.
 */
export function attachIfTheyFit(
  { session, ownDocuments }: AttachTarget,
  texts: readonly AttachedContext[],
): ActionOutcome {
  const { contexts } = session.composer();
  const added: AttachedContext[] = [];
  for (const text of texts) if (![...contexts, ...added].some((attached) => isSame(attached, text))) added.push(text);
  const problem = problemBeside(contexts, added);
  if (problem !== null) return refused(problem);
  for (const text of added) {
    session.attach(text);
    ownDocuments.note(text);
  }
  return done;
}

function isSame(one: AttachedContext, other: AttachedContext): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Why texts cannot go along with a question beside what does already; null when they can. */
export function problemBeside(contexts: readonly AttachedContext[], added: readonly AttachedContext[]): string | null {
  for (const [index, context] of added.entries()) {
    const before = [...contexts, ...added.slice(0, index)];
    const room = roomBeside(before);
    const left = roomBeside([...before, context]);
    if (left <= 0) return tooLong(contextTitle(context), room - left, room);
  }
  return null;
}

/** That a text has more characters than there is room for. */
function tooLong(title: string, length: number, room: number): string {
  return l10n.t(
    '“{0}” is too long to attach: it takes {1} characters, and of the {3} that a question may have with all that is attached, {2} are left. Select the part that matters and attach that.',
    title,
    length.toLocaleString(),
    Math.max(0, room).toLocaleString(),
    longestQuestion.toLocaleString(),
  );
}

/** That an action needs a selection and there is none. */
export function nothingSelected(): ActionOutcome {
  return refused(l10n.t('Select the text that the question is about in an editor first.'));
}
