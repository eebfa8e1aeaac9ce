import { append } from '../base/append';
import type { ViewChange } from './messages';
import type { ChatView } from './viewState';

/**
 * What turns `before` into `after`. Parts are compared by identity, so whoever makes views keeps what has not changed;
 * the small parts, which are made anew each time, are compared by value.
 */
export function changesBetween(before: ChatView, after: ChatView): readonly ViewChange[] {
  const changes: ViewChange[] = [];
  if (!equal(before.thread, after.thread)) changes.push({ part: 'thread', thread: after.thread });
  if (before.map !== after.map) changes.push({ part: 'map', map: after.map });
  const known = new Map(before.turns.map((turn) => [turn.id, turn]));
  for (const turn of after.turns) {
    if (known.get(turn.id) !== turn) changes.push({ part: 'turn', turn });
  }
  const order = after.turns.map((turn) => turn.id);
  if (!equal(order, [...known.keys()])) changes.push({ part: 'order', turnIds: order });
  append(changes, writingChanges(before.writing, after.writing));
  const name = after.insertTarget ?? null;
  if ((before.insertTarget ?? null) !== name) changes.push({ part: 'insertTarget', name });
  if (!equal(before.composer, after.composer)) changes.push({ part: 'composer', composer: after.composer });
  return changes;
}

type Writing = ChatView['writing'];

/** Answers only grow while they are written, so what was told already is not told again. */
function writingChanges(before: Writing, after: Writing): readonly ViewChange[] {
  if (before === after) return [];
  const turnIds = Object.keys(after);
  const ended = Object.keys(before).some((turnId) => !Object.hasOwn(after, turnId));
  const grown = turnIds.flatMap((turnId): ViewChange[] => {
    const text = after[turnId] ?? '';
    const told = Object.hasOwn(before, turnId) ? before[turnId] : undefined;
    if (text === told) return [];
    const offset = told !== undefined && text.startsWith(told) ? told.length : 0;
    return [{ part: 'text', turnId, offset, text: text.slice(offset) }];
  });
  return ended ? [{ part: 'writing', turnIds }, ...grown] : grown;
}

function equal(left: unknown, right: unknown): boolean {
  return left === right || JSON.stringify(left) === JSON.stringify(right);
}
