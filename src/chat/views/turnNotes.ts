import { lastIndexUpTo } from '../../base/bisect';
import type { Localize } from '../../base/localize';
import type { TurnId } from '../../research/thread/ids';
import { shorten, type Thread } from '../../research/thread/thread';
import { contextToInherit } from '../../research/thread/tree';
import type { Attempt, Turn } from '../../research/thread/turn';

/** What is out of the ordinary about each turn of a path from the first question down, in sentences. */
export function notesAlong(path: readonly Turn[], localize: Localize): readonly (readonly string[])[] {
  const above = new TurnsAbove();
  return path.map((turn) => {
    const notes = [adoptionNote(turn, localize), sentContextNote(turn, above, localize)].filter(
      (note) => note !== null,
    );
    above.add(turn);
    return notes;
  });
}

/** The turns above one, going down a path: what is asked of them is answered without going through all of them again. */
class TurnsAbove {
  readonly #byInteraction = new Map<string, Turn>();
  /** When each turn was answered whose question is known, the earliest first. */
  readonly #answeredAt: number[] = [];
  #last: Turn | null = null;

  /** The turn right above; null above a first question. */
  get last(): Turn | null {
    return this.#last;
  }

  add(turn: Turn): void {
    const { condition } = turn.attempt;
    this.#last = turn;
    if (condition.state !== 'answered') return;
    if (condition.interactionId !== null) this.#byInteraction.set(condition.interactionId, turn);
    // One whose record is lost could not go along with a question.
    if (turn.question !== null) this.#answeredAt.splice(this.answeredBy(condition.answeredAt), 0, condition.answeredAt);
  }

  /** The nearest turn of which an interaction came. */
  ofInteraction(interactionId: string): Turn | undefined {
    return this.#byInteraction.get(interactionId);
  }

  /** How many turns with a known question had an answer at some time. */
  answeredBy(time: number): number {
    return lastIndexUpTo(this.#answeredAt, (answeredAt) => answeredAt <= time) + 1;
  }
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
    ? localize('Added by run ID. It continues earlier questions that could not be read; follow-ups build on them too.')
    : localize('Added by run ID.');
}

/** What a question was sent with, where that was not the context of the turn above it. */
function sentContextNote({ attempt }: Turn, above: TurnsAbove, localize: Localize): string | null {
  if (above.last === null || attempt.sentAt === null) return null;
  if (attempt.carried.length > 0) return carriedNote(attempt, above.answeredBy(attempt.sentAt), localize);
  const { previousInteractionId } = attempt;
  if (previousInteractionId === null) return localize('Sent without the context of earlier questions.');
  const source = above.ofInteraction(previousInteractionId);
  if (!source || source === above.last) return null;
  const question = shorten(source.question ?? '');
  return localize('The question above had no answer to build on: this one builds on “{0}”.', question);
}

/** @param answered how many turns above had an answer when the question was sent. */
function carriedNote({ carried }: Attempt, answered: number, localize: Localize): string {
  const leftOut = Math.max(0, answered - carried.length);
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
