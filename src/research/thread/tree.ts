import type { InteractionId, TurnId } from './ids';
import type { Thread } from './thread';
import { attemptsOf, runOfAttempt, type Turn } from './turn';

/** The turns that build on `parentId`, oldest first; the first questions for null. */
export function childrenOf(thread: Thread, parentId: TurnId | null): readonly Turn[] {
  return turnsByParent(thread).get(parentId) ?? [];
}

/** The turns that share `turn`'s parent, itself among them, oldest first. */
export function siblingsOf(thread: Thread, turn: Turn, byParent = turnsByParent(thread)): readonly Turn[] {
  return byParent.get(parentIn(thread, turn)) ?? [];
}

/**
 * The turns from the first question down to `turnId`, or down to the turn that it stood below if it was given up; empty
 * when there is no such turn.
 */
export function pathTo(thread: Thread, turnId: TurnId | null): readonly Turn[] {
  return [...turnsUpFrom(thread, turnId)].reverse();
}

/** The turn `turnId`, or the one that it stood below if it was given up, and those above it, up to a first question. */
function* turnsUpFrom(thread: Thread, turnId: TurnId | null): Generator<Turn, void> {
  const seen = new Set<TurnId>();
  let id = standing(thread, turnId);
  // A thread made by `reduce` holds no circle of parents; one from elsewhere must not hang the walk.
  while (id !== null && !seen.has(id)) {
    seen.add(id);
    const turn = thread.turns.get(id);
    if (!turn) return;
    yield turn;
    id = parentIn(thread, turn);
  }
}

/**
 * The leaf that was asked last below `turnId`, or in the whole thread for null: `turnId` itself when nothing was asked
 * below it, null for a thread without turns. A turn that was given up stands for the one above it.
 */
export function newestLeaf(thread: Thread, turnId: TurnId | null): TurnId | null {
  const from = turnId !== null && thread.dropped.has(turnId) ? standing(thread, turnId) : turnId;
  return newestLeaves(thread).get(from) ?? from;
}

/** For each turn the leaf that was asked last below it, which is itself when nothing was; for null that of the thread. */
export function newestLeaves(thread: Thread, byParent = turnsByParent(thread)): ReadonlyMap<TurnId | null, TurnId> {
  const newest = new Map<TurnId | null, TurnId>();
  const parentOf = parentsIn(thread);
  for (const leaf of [...thread.turns.values()].toReversed()) {
    if (byParent.has(leaf.id)) continue;
    // What has a leaf already has a newer one, and so has all that it stands below.
    let id: TurnId | null = leaf.id;
    while (!newest.has(id)) {
      newest.set(id, leaf.id);
      const turn: Turn | undefined = id === null ? undefined : thread.turns.get(id);
      if (turn) id = parentOf(turn);
    }
  }
  return newest;
}

/**
 * The leaf to show for a turn: the newest below the leaf that is shown, where the turn stands above that, so that a look back
 * does not lead into another branch; else the newest below the turn. For null the newest of the thread.
 */
export function leafToShow(thread: Thread, turnId: TurnId | null, shownLeafId: TurnId | null): TurnId | null {
  const isShown = turnId !== null && pathTo(thread, shownLeafId).some(({ id }) => id === turnId);
  return newestLeaf(thread, isShown ? shownLeafId : turnId);
}

/** The turns below `turnId`, parents before their children. */
export function descendantsOf(thread: Thread, turnId: TurnId): readonly Turn[] {
  const children = turnsByParent(thread);
  const seen = new Set<TurnId>([turnId]);
  const found: Turn[] = [];
  for (const id of seen) {
    for (const turn of children.get(id) ?? []) {
      if (!seen.has(turn.id)) found.push(turn);
      seen.add(turn.id);
    }
  }
  return found;
}

/** All turns by the turn that they build on, those of each oldest first; the first questions stand under null. */
export function turnsByParent(thread: Thread): ReadonlyMap<TurnId | null, readonly Turn[]> {
  const byParent = new Map<TurnId | null, Turn[]>();
  const parentOf = parentsIn(thread);
  for (const turn of thread.turns.values()) {
    const parent = parentOf(turn);
    const siblings = byParent.get(parent);
    if (siblings) siblings.push(turn);
    else byParent.set(parent, [turn]);
  }
  return byParent;
}

/** What a question below `parentId` waits for or builds on. */
export type ContextToInherit =
  /** A first question, or one below nothing but failed turns. */
  | { readonly kind: 'none' }
  | { readonly kind: 'ready'; readonly interactionId: InteractionId; readonly turnId: TurnId }
  /** The nearest turn above that counts is not answered yet. */
  | { readonly kind: 'pending'; readonly turnId: TurnId };

/**
 * The context that a question below `parentId` inherits: that of the nearest turn above it that is answered. Turns of which
 * no interaction came are passed over: failed ones, and quick answers that broke off or came without.
 */
export function contextToInherit(thread: Thread, parentId: TurnId | null): ContextToInherit {
  for (const turn of turnsUpFrom(thread, parentId)) {
    const { condition } = turn.attempt;
    switch (condition.state) {
      case 'answered':
        if (condition.interactionId !== null)
          return { kind: 'ready', interactionId: condition.interactionId, turnId: turn.id };
        break;
      case 'failed':
      case 'lost':
        break;
      default:
        return { kind: 'pending', turnId: turn.id };
    }
  }
  return { kind: 'none' };
}

/**
 * The turn that a run carries out, named by its id or its interaction's, or the quick answer of which that interaction
 * came; undefined when there is none in this thread.
 */
export function findTurnByRun(thread: Thread, id: string): Turn | undefined {
  return [...thread.turns.values()].find((turn) =>
    attemptsOf(turn).some((attempt) => {
      const run = runOfAttempt(attempt);
      const { condition } = attempt;
      const interactionId = condition.state === 'answered' ? condition.interactionId : run?.interactionId;
      return run?.runId === id || interactionId === id;
    }),
  );
}

/**
 * The turn that `turn` stands below. One whose parent was given up stands below the turn above that; one whose parent's
 * record is lost stands at the top, where it can be seen.
 */
export function parentIn(thread: Thread, turn: Turn): TurnId | null {
  return standing(thread, turn.parentId);
}

/**
 * `parentIn` for many turns of a thread: what was given up between turns and the one that they stand below is walked through
 * once, and not for each of them.
 */
function parentsIn(thread: Thread): (turn: Turn) => TurnId | null {
  const known = new Map<TurnId | null, TurnId | null>();
  return ({ parentId }) => {
    const walked: TurnId[] = [];
    let id = parentId;
    while (id !== null && !thread.turns.has(id) && !known.has(id)) {
      walked.push(id);
      // As in `pathTo`: a circle ends at the top.
      known.set(id, null);
      id = thread.dropped.get(id)?.parentId ?? null;
    }
    const parent = known.get(id) ?? (id !== null && thread.turns.has(id) ? id : null);
    for (const dropped of walked) known.set(dropped, parent);
    return parent;
  };
}

/** `turnId`, or the nearest turn above it that was not given up; null for none. */
function standing(thread: Thread, turnId: TurnId | null): TurnId | null {
  let id = turnId;
  const seen = new Set<TurnId>();
  while (id !== null && !thread.turns.has(id)) {
    // As in `pathTo`.
    if (seen.has(id)) return null;
    seen.add(id);
    id = thread.dropped.get(id)?.parentId ?? null;
  }
  return id;
}
