import { l10n } from 'vscode';
import type { ChatSession } from '../protocol/chatSession';
import { contextTitle, type AttachedContext } from '../research/context';
import { longestQuestion, roomBeside } from '../runs/input';
import { done, refused, type ActionOutcome } from './outcome';
import type { OwnDocuments } from './ownDocuments';

/** Where a text is attached, and where it is noted that the person did so. */
export interface AttachTarget {
  readonly session: ChatSession;
  readonly ownDocuments: Pick<OwnDocuments, 'note'>;
}

/** Attaches a text to the next question. One that leaves no room for a question is refused with figures, never cut. */
export function attachIfItFits({ session, ownDocuments }: AttachTarget, context: AttachedContext): ActionOutcome {
  const { contexts } = session.composer();
  if (contexts.some((attached) => JSON.stringify(attached) === JSON.stringify(context))) return done;
  const problem = problemBeside(contexts, context);
  if (problem !== null) return refused(problem);
  session.attach(context);
  ownDocuments.note(context);
  return done;
}

/** Why a text cannot go along with a question beside what does already; null when it can. */
export function problemBeside(contexts: readonly AttachedContext[], context: AttachedContext): string | null {
  const room = roomBeside(contexts);
  const left = roomBeside([...contexts, context]);
  return left > 0 ? null : tooLong(contextTitle(context), room - left, room);
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
