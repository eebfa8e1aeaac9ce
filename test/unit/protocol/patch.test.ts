import assert from 'node:assert/strict';
import fc from 'fast-check';
import { localizeWith } from '../../../src/base/localize';
import type { ThreadEvent } from '../../../src/research/thread/events';
import type { Thread } from '../../../src/research/thread/thread';
import { decodeMessageToHost } from '../../../src/protocol/messages';
import { ChatViewMaker } from '../../../src/chat/views/makeView';
import type { ViewChange } from '../../../src/protocol/messages';
import { changesBetween } from '../../../src/protocol/patch';
import type { TurnActivity } from '../../../src/chat/turnActivity';
import type { ChatView } from '../../../src/protocol/viewState';
import { applyPatch, type ChatState, stateFromSnapshot } from '../../../webview/state/chatState';
import { decodeMessage } from '../../../webview/state/decode';
import { answered, asked, news, norway, sent, situation, threadOf, turn, withWriting, writing } from './threads';
import { englishStrings } from '../../webview/englishStrings';

/** Histories of a thread whose turns build on any earlier one; quick answers arrive in pieces. */
const histories = fc
  .array(fc.tuple(fc.nat(), fc.constantFrom('asked', 'sent', 'answered', 'written', 'lost', 'dropped')), {
    minLength: 1,
    maxLength: 8,
  })
  .map((turns) =>
    turns.flatMap(([number, state], index): ThreadEvent[] => {
      const name = String(index);
      const parent = index === 0 || number % (index + 1) === index ? null : String(number % index);
      const pieces = [...writing(name, parent, 'One '), news(name, { kind: 'wrote', offset: 4, text: 'two' })];
      switch (state) {
        case 'answered':
          return answered(name, parent);
        case 'sent':
          return [asked(name, parent), ...sent(name)];
        case 'written':
          return [...pieces, news(name, { kind: 'completed', interactionId: null, answer: norway })];
        case 'lost':
          return [...pieces, news(name, { kind: 'lost', detail: null })];
        case 'dropped':
          return [asked(name, parent), { kind: 'dropped', turnId: turn(name) }];
        default:
          return [asked(name, parent)];
      }
    }),
  );

function viewOf(maker: ChatViewMaker, thread: Thread, underWay: boolean): ChatView {
  const activity = (): TurnActivity => ({ underWay, problem: null });
  return withWriting(maker.make(situation(thread, { activity })), thread);
}

function shown(view: ChatView): ChatState {
  return stateFromSnapshot(null, { type: 'snapshot', revision: 0, view, strings: englishStrings });
}

/** What the webview shows after it was told the changes from one view to another. */
function told(state: ChatState, changes: readonly ViewChange[]): ChatState {
  const patched = applyPatch(state, { type: 'patch', revision: state.revision + 1, changes });
  assert(patched.kind === 'applied');
  return patched.state;
}

describe('Patches', () => {
  it('make of what the webview has just what the host shows, whatever happens to the thread', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 1, max: 30 }), (events, cut) => {
        const maker = new ChatViewMaker(localizeWith({}));
        const before = viewOf(maker, threadOf(...events.slice(0, cut)), true);
        const after = viewOf(maker, threadOf(...events), false);
        assert.deepEqual(told(shown(before), changesBetween(before, after)).view, after);
      }),
    );
  });

  it('make of any texts that are being written those that are written after, through the protocol’s own decoder', () => {
    const names = fc.constantFrom('a', 'b', '__proto__', 'constructor', 'toString');
    const texts = fc
      .array(
        fc.tuple(names, fc.oneof(fc.string({ unit: 'binary', maxLength: 6 }), fc.constantFrom('', 'One', 'One two'))),
      )
      .map((entries): ChatView['writing'] => Object.fromEntries(entries));
    const empty = viewOf(new ChatViewMaker(localizeWith({})), threadOf(asked('a')), true);
    fc.assert(
      fc.property(fc.array(texts, { minLength: 2, maxLength: 5 }), (steps) => {
        const [first, ...others] = steps.map((written) => ({ ...empty, writing: written }));
        assert(first);
        let before = first;
        let state = shown(before);
        for (const after of others) {
          const message = { type: 'patch', revision: 1, changes: changesBetween(before, after) };
          const decoded = decodeMessage(JSON.parse(JSON.stringify(message)));
          assert(decoded?.type === 'patch');
          state = told(state, decoded.changes);
          assert.deepEqual(Object.entries(state.view.writing).sort(), Object.entries(after.writing).sort());
          before = after;
        }
      }),
    );
  });

  it('tell of a text that grows only what is new', () => {
    const view = viewOf(new ChatViewMaker(localizeWith({})), threadOf(asked('a')), true);
    const changes = (before: ChatView['writing'], after: ChatView['writing']): readonly ViewChange[] =>
      changesBetween({ ...view, writing: before }, { ...view, writing: after });
    assert.deepEqual(changes({ a: 'One' }, { a: 'One two' }), [{ part: 'text', turnId: 'a', offset: 3, text: ' two' }]);
    assert.deepEqual(changes({}, { a: 'One' }), [{ part: 'text', turnId: 'a', offset: 0, text: 'One' }]);
    assert.deepEqual(changes({ a: 'One' }, { a: 'Two' }), [{ part: 'text', turnId: 'a', offset: 0, text: 'Two' }]);
    assert.deepEqual(changes({ a: 'One' }, {}), [{ part: 'writing', turnIds: [] }]);
    assert.deepEqual(changes({ a: 'One' }, { a: 'One' }), []);
  });

  it('tell the name of the document that answers go into', () => {
    const view = viewOf(new ChatViewMaker(localizeWith({})), threadOf(...answered('a')), true);
    const named = { ...view, insertTarget: 'notes.md' };
    assert.deepEqual(changesBetween(view, named), [{ part: 'insertTarget', name: 'notes.md' }]);
    assert.deepEqual(changesBetween(named, { ...view, insertTarget: null }), [{ part: 'insertTarget', name: null }]);
    assert.deepEqual(changesBetween(named, { ...named }), []);
  });

  it('are empty when nothing has changed', () => {
    const maker = new ChatViewMaker(localizeWith({}));
    const thread = threadOf(...answered('a'));
    assert.deepEqual(changesBetween(viewOf(maker, thread, true), viewOf(maker, thread, true)), []);
  });
});

describe('Messages from the webview', () => {
  it('are decoded, and anything else is nothing', () => {
    assert.deepEqual(decodeMessageToHost({ type: 'ready' }), { type: 'ready' });
    const request = { type: 'request', id: 1, request: { kind: 'insertCitation', turnId: 't', source: 2 } };
    assert.deepEqual(decodeMessageToHost(request), request);
    const hostile = (unknownRequest: unknown): unknown =>
      decodeMessageToHost({ type: 'request', id: 1, request: unknownRequest });
    assert.equal(hostile({ kind: 'runCommand', command: 'workbench.action.quit' }), null);
    assert.equal(hostile({ kind: 'openPlatform', page: 'https://example.org' }), null);
  });

  it('never make the decoder throw', () => {
    fc.assert(fc.property(fc.anything({ withNullPrototype: true }), (data) => void decodeMessageToHost(data)));
  });
});
