import type { ThreadId, TurnId } from './ids';
import type { Turn } from './turn';

/** A conversation: a tree of turns about one subject. */
export interface Thread {
  readonly id: ThreadId;
  /** What the person named it; null while it goes by its first question. */
  readonly givenTitle: string | null;
  readonly pinned: boolean;
  /** Deleted threads are kept until they are purged, so that deleting can be undone. */
  readonly deletedAt: number | null;
  /** Milliseconds since the epoch of the first and the latest event. */
  readonly createdAt: number;
  readonly changedAt: number;
  /** Whether earlier questions and answers go along inside a question's text, because the account keeps no interactions. */
  readonly carriesContext: boolean;
  /** In the order in which they were asked. */
  readonly turns: ReadonlyMap<TurnId, Turn>;
  /** Questions that were given up before they were sent. One that was sent all the same comes back. */
  readonly dropped: ReadonlyMap<TurnId, Turn>;
}

const longestTitle = 80;

/** The thread's name for people: the given one, or its first question on one line. */
export function titleOf(thread: Thread): string {
  if (thread.givenTitle !== null) return thread.givenTitle;
  for (const turn of thread.turns.values()) {
    if (turn.question !== null) return shorten(turn.question);
  }
  return 'Untitled thread';
}

/** A question on one line of at most so many characters, 80 as a rule, cut at a word where that is possible. */
export function shorten(question: string, longest = longestTitle): string {
  const line = question.replace(/\s+/g, ' ').trim();
  const characters = Array.from(line);
  if (characters.length <= longest) return line;
  const cut = characters.slice(0, longest - 1).join('');
  const lastSpace = cut.lastIndexOf(' ');
  return `${lastSpace > longest / 2 ? cut.slice(0, lastSpace) : cut}…`;
}
