import type { Localize } from '../base/localize';
import type { TurnId } from '../research/ids';
import { shorten, type Thread } from '../research/thread';
import { contextToInherit } from '../research/tree';
import type { Attempt, Turn } from '../research/turn';

/** What is out of the ordinary about the turn at `index` of a path from the first question down, in sentences. */
export function turnNotes(turn: Turn, path: readonly Turn[], index: number, localize: Localize): readonly string[] {
  return [adoptionNote(turn, localize), sentContextNote(turn, path, index, localize)].filter((note) => note !== null);
}

/** What the next question below `parentId` builds on, where that is not simply the turn above it; null otherwise. */
export function nextContextNote(thread: Thread, parentId: TurnId | null, localize: Localize): string | null {
  const inherited = contextToInherit(thread, parentId);
  if (parentId === null || inherited.kind === 'pending') return null;
  if (thread.carriesContext && inherited.kind === 'ready')
    return localize('Earlier questions and answers go along inside the question, as far as they fit.');
  if (inherited.kind === 'none') return localize('No question above has an answer: this one starts without context.');
  if (inherited.turnId === parentId) return null;
  const question = shorten(thread.turns.get(inherited.turnId)?.question ?? '');
  return localize('The question above has no answer to build on: this one builds on “{0}”.', question);
}

function adoptionNote({ adoption }: Turn, localize: Localize): string | null {
  if (!adoption) return null;
  return adoption.earlierMissing
    ? localize(
        'Added by its run id. It continues earlier questions that could not be read; follow-ups build on them too.',
      )
    : localize('Added by its run id.');
}

/** What a question was sent with, where that was not the context of the turn above it. */
function sentContextNote({ attempt }: Turn, path: readonly Turn[], index: number, localize: Localize): string | null {
  if (index === 0 || attempt.sentAt === null) return null;
  if (attempt.carried.length > 0) return carriedNote(attempt, path.slice(0, index), localize);
  const { previousInteractionId } = attempt;
  if (previousInteractionId === null) return localize('Sent without the context of earlier questions.');
  const source = path.findLastIndex((turn, at) => at < index && interactionOf(turn) === previousInteractionId);
  if (source < 0 || source === index - 1) return null;
  const question = shorten(path[source]?.question ?? '');
  return localize('The question above had no answer to build on: this one builds on “{0}”.', question);
}

function carriedNote({ carried, sentAt }: Attempt, above: readonly Turn[], localize: Localize): string {
  const leftOut = Math.max(0, above.filter((turn) => wasThere(turn, sentAt)).length - carried.length);
  const isWhole = carried.every(({ whole }) => whole);
  const sentences = [
    carried.length === 1
      ? localize('1 earlier question and its answer went along inside this one.')
      : localize('{0} earlier questions and their answers went along inside this one.', carried.length),
  ];
  if (!isWhole) sentences.push(localize('The earliest of these answers was shortened to fit.'));
  if (leftOut > 0) sentences.push(localize('{0} did not fit and stayed out.', leftOut));
  return sentences.join(' ');
}

/** Whether a turn had what goes along when a question was sent; one whose record is lost could not. */
function wasThere({ question, attempt: { condition } }: Turn, sentAt: number | null): boolean {
  return condition.state === 'answered' && question !== null && condition.answeredAt <= (sentAt ?? Infinity);
}

function interactionOf({ attempt: { condition } }: Turn): string | null {
  return condition.state === 'answered' ? condition.interactionId : null;
}
