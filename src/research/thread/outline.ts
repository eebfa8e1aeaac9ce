import { append } from '../../base/append';
import type { TurnId } from './ids';
import type { Thread } from './thread';
import { turnsByParent } from './tree';
import type { Turn } from './turn';

/** A direction that a thread takes: turns that follow one another, up to where several directions part. */
export interface Branch {
  /** How often directions part above it; 0 for a branch that begins with a first question. */
  readonly level: number;
  readonly first: Turn;
  /** What follows the first turn in a straight line. */
  readonly rest: readonly Turn[];
  /** The directions that part from its last turn: none or several. */
  readonly branches: readonly Branch[];
}

/** A turn where it stands in an outline. */
export interface OutlinedTurn {
  readonly turn: Turn;
  readonly branch: Branch;
  /** Whether a branch begins with it that others part from. */
  readonly startsBranch: boolean;
}

/**
 * A thread as an outline for people: turns that follow one another stay at one level, however many they are, and only
 * where several turns build on one does each of them begin a branch, a level deeper. Every turn stands in it once.
 *
 * @returns the branches that begin with the first questions, the oldest first.
 */
export function outlineOf(thread: Thread, byParent = turnsByParent(thread)): readonly Branch[] {
  const seen = new Set<TurnId>();
  const below = (turn: Turn): readonly Turn[] => (byParent.get(turn.id) ?? []).filter(({ id }) => !seen.has(id));
  const outline: GrowingBranch[] = [];
  // A thread made by `reduce` holds no circle of parents; in one from elsewhere the turns of a circle begin branches too.
  for (const first of [...(byParent.get(null) ?? []), ...thread.turns.values()]) {
    if (!seen.has(first.id)) outline.push(grown(first, below, seen));
  }
  return outline;
}

interface GrowingBranch extends Branch {
  readonly rest: Turn[];
  readonly branches: GrowingBranch[];
}

/** The branch that begins with `first`, with everything below it. */
function grown(first: Turn, below: (turn: Turn) => readonly Turn[], seen: Set<TurnId>): GrowingBranch {
  const begin = (turn: Turn, level: number): GrowingBranch => {
    seen.add(turn.id);
    return { level, first: turn, rest: [], branches: [] };
  };
  const trunk = begin(first, 0);
  const waiting = [trunk];
  for (let branch = waiting.pop(); branch !== undefined; branch = waiting.pop()) {
    const { level, rest, branches } = branch;
    let next = below(branch.first);
    for (let [only] = next; only && next.length === 1; [only] = next) {
      seen.add(only.id);
      rest.push(only);
      next = below(only);
    }
    for (const turn of next) branches.push(begin(turn, level + 1));
    append(waiting, branches);
  }
  return trunk;
}

/** Whether the directions of a thread part anywhere. */
export function isBranched(outline: readonly Branch[]): boolean {
  return outline.length > 1 || outline.some(({ branches }) => branches.length > 0);
}

/** All turns of an outline from top to bottom: each branch whole, with all that parts from it, before the next. */
export function* outlinedTurns(outline: readonly Branch[]): Generator<OutlinedTurn, void> {
  for (const branch of branchesOf(outline)) {
    const startsBranch = branch.level > 0 || outline.length > 1;
    yield { turn: branch.first, branch, startsBranch };
    for (const turn of branch.rest) yield { turn, branch, startsBranch: false };
  }
}

/** All branches of an outline from top to bottom, each before those that part from it. */
export function* branchesOf(outline: readonly Branch[]): Generator<Branch, void> {
  const waiting = outline.toReversed();
  for (let branch = waiting.pop(); branch !== undefined; branch = waiting.pop()) {
    yield branch;
    append(waiting, branch.branches.toReversed());
  }
}
