import { unreachable } from '../../src/base/result';
import type { MessageToWebview, ViewChange } from '../../src/protocol/messages';
import type { PageStrings } from '../../src/protocol/pageStrings';
import type { ChatView, ComposerView, TurnView } from '../../src/protocol/viewState';

type Snapshot = Extract<MessageToWebview, { type: 'snapshot' }>;
type Patch = Extract<MessageToWebview, { type: 'patch' }>;

/** What the host has told so far. */
export interface ChatState {
  readonly revision: number;
  readonly view: ChatView;
  readonly strings: PageStrings;
}

/** What a patch made of the state. After a gap only a snapshot helps. */
export type Patched =
  { readonly kind: 'applied'; readonly state: ChatState } | { readonly kind: 'outdated' } | { readonly kind: 'gap' };

/** The state that a snapshot tells. What it has in common with `before` stays identical, so that it is not drawn again. */
export function stateFromSnapshot(before: ChatState | null, snapshot: Snapshot): ChatState {
  const { revision, view, strings } = snapshot;
  if (!before) return { revision, view, strings };
  const known = new Map(before.view.turns.map((turn) => [turn.id, turn]));
  return {
    revision,
    strings: keepIfEqual(before.strings, strings),
    view: {
      thread: keepIfEqual(before.view.thread, view.thread),
      map: keepIfEqual(before.view.map, view.map),
      turns: view.turns.map((turn) => keepIfEqual(known.get(turn.id), turn)),
      writing: view.writing,
      composer: sharedComposer(before.view.composer, view.composer),
    },
  };
}

/** The state after `patch`. Turns that it does not name stay identical. */
export function applyPatch(state: ChatState, patch: Patch): Patched {
  if (patch.revision <= state.revision) return { kind: 'outdated' };
  if (patch.revision !== state.revision + 1) return { kind: 'gap' };
  const view = applyChanges(state.view, patch.changes);
  return view ? { kind: 'applied', state: { ...state, revision: patch.revision, view } } : { kind: 'gap' };
}

/** Null when an order names a turn that was never told, and when a part of a text is missing. */
function applyChanges(view: ChatView, changes: readonly ViewChange[]): ChatView | null {
  let next = view;
  const told = new Map(view.turns.map((turn) => [turn.id, turn]));
  for (const change of changes) {
    switch (change.part) {
      case 'thread':
        next = { ...next, thread: change.thread };
        break;
      case 'map':
        next = { ...next, map: change.map };
        break;
      case 'insertTarget':
        next = { ...next, insertTarget: change.name };
        break;
      case 'composer':
        next = { ...next, composer: sharedComposer(next.composer, change.composer) };
        break;
      case 'turn': {
        const turn = sharedTurn(told.get(change.turn.id), change.turn);
        told.set(turn.id, turn);
        next = { ...next, turns: withTurn(next.turns, turn) };
        break;
      }
      case 'order': {
        const turns = change.turnIds.map((id) => told.get(id)).filter((turn) => turn !== undefined);
        if (turns.length !== change.turnIds.length) return null;
        next = { ...next, turns };
        break;
      }
      case 'text': {
        // Turns of imported threads may be called anything, `constructor` too.
        const told = Object.hasOwn(next.writing, change.turnId) ? (next.writing[change.turnId] ?? '') : '';
        if (told.length < change.offset) return null;
        // The whole text is no slice of it: then only what is new is copied.
        const kept = told.length === change.offset ? told : told.slice(0, change.offset);
        next = { ...next, writing: { ...next.writing, [change.turnId]: kept + change.text } };
        break;
      }
      case 'writing': {
        const going = new Set(change.turnIds);
        const writing = Object.fromEntries(Object.entries(next.writing).filter(([turnId]) => going.has(turnId)));
        next = { ...next, writing };
        break;
      }
      default:
        return unreachable(change);
    }
  }
  return next;
}

function withTurn(turns: readonly TurnView[], changed: TurnView): readonly TurnView[] {
  return turns.map((turn) => (turn.id === changed.id ? changed : turn));
}

/** What an answer says does not change, whatever else does: it must not seem new, or all of it would be drawn again. */
function sharedTurn(before: TurnView | undefined, after: TurnView): TurnView {
  if (before?.condition.state !== 'answered' || after.condition.state !== 'answered') return after;
  const blocks = keepIfEqual(before.condition.blocks, after.condition.blocks);
  const sources = keepIfEqual(before.condition.sources, after.condition.sources);
  return { ...after, condition: { ...after.condition, blocks, sources } };
}

/** The lists of engines go to every turn that may be sent again, so they must not seem new each time. */
function sharedComposer(before: ComposerView, after: ComposerView): ComposerView {
  return {
    ...after,
    processors: keepIfEqual(before.processors, after.processors),
    quickModels: keepIfEqual(before.quickModels, after.quickModels),
  };
}

function keepIfEqual<Value>(before: Value | undefined, after: Value): Value {
  return before !== undefined && JSON.stringify(before) === JSON.stringify(after) ? before : after;
}
