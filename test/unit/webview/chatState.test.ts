import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ViewChange } from '../../../src/protocol/messages';
import { applyPatch, type ChatState, stateFromSnapshot } from '../../../webview/state/chatState';
import { chatView, composerView, olympicsThread, runningView, turnView } from '../../webview/builders';
import { englishStrings } from '../../webview/englishStrings';

const view = chatView([turnView({ id: 'a' }), turnView({ id: 'b', condition: runningView({ since: 0 }) })]);
const snapshot = { type: 'snapshot', revision: 4, view, strings: englishStrings } as const;
const state = stateFromSnapshot(null, snapshot);

function patched(revision: number, changes: readonly ViewChange[], from: ChatState = state): ChatState {
  const result = applyPatch(from, { type: 'patch', revision, changes });
  if (result.kind !== 'applied') throw new Error(`The patch is ${result.kind}.`);
  return result.state;
}

describe("the chat's state", () => {
  it('changes what a patch names and nothing else', () => {
    const answered = turnView({ id: 'b' });
    const after = patched(5, [{ part: 'turn', turn: answered }]);
    assert.equal(after.revision, 5);
    assert.equal(after.view.turns[0], view.turns[0]);
    assert.equal(after.view.turns[1], answered);
    assert.equal(after.view.composer, view.composer);
    assert.equal(after.view.thread, view.thread);
  });

  it('shows the turns of an order, known and new ones', () => {
    const third = turnView({ id: 'c' });
    const after = patched(5, [
      { part: 'turn', turn: third },
      { part: 'order', turnIds: ['c', 'a'] },
    ]);
    assert.deepEqual(
      after.view.turns.map((turn) => turn.id),
      ['c', 'a'],
    );
    assert.equal(after.view.turns[1], view.turns[0]);
  });

  it('does not show a new turn before an order names it', () => {
    assert.equal(patched(5, [{ part: 'turn', turn: turnView({ id: 'c' }) }]).view.turns.length, 2);
  });

  it('takes a new thread and a new composer', () => {
    const after = patched(5, [
      { part: 'thread', thread: { ...olympicsThread, title: 'Renamed' } },
      { part: 'composer', composer: composerView({ engine: { kind: 'quick', name: 'lite' } }) },
    ]);
    assert.equal(after.view.thread?.title, 'Renamed');
    assert.deepEqual(after.view.composer.engine, { kind: 'quick', name: 'lite' });
    assert.equal(after.view.composer.processors, view.composer.processors);
    assert.equal(after.view.composer.quickModels, view.composer.quickModels);
  });

  it('grows the text of an answer that is being written, and forgets it when it is complete', () => {
    const begun = patched(5, [{ part: 'text', turnId: 'b', offset: 0, text: 'Nor' }]);
    const grown = patched(6, [{ part: 'text', turnId: 'b', offset: 3, text: 'way' }], begun);
    assert.deepEqual(grown.view.writing, { b: 'Norway' });
    assert.equal(grown.view.turns, view.turns);
    const again = patched(7, [{ part: 'text', turnId: 'b', offset: 0, text: 'Sweden' }], grown);
    assert.deepEqual(again.view.writing, { b: 'Sweden' });
    assert.deepEqual(patched(8, [{ part: 'writing', turnIds: [] }], again).view.writing, {});
  });

  it('knows that a part of a text is missing, also for turns that are called as objects’ own members are', () => {
    for (const turnId of ['b', 'constructor', '__proto__']) {
      const text = { part: 'text', turnId, offset: 3, text: 'way' } as const;
      assert.equal(applyPatch(state, { type: 'patch', revision: 5, changes: [text] }).kind, 'gap');
      const whole = patched(5, [{ ...text, offset: 0 }]);
      assert.deepEqual(Object.entries(whole.view.writing), [[turnId, 'way']]);
    }
  });

  it('knows a patch that comes too late, too early, or names what it does not know', () => {
    const kind = (revision: number, changes: readonly ViewChange[] = []): string =>
      applyPatch(state, { type: 'patch', revision, changes }).kind;
    assert.equal(kind(4), 'outdated');
    assert.equal(kind(6), 'gap');
    assert.equal(kind(5, [{ part: 'order', turnIds: ['unknown'] }]), 'gap');
  });

  it('keeps what a new snapshot repeats', () => {
    const changed = turnView({ id: 'b' });
    const repeated = structuredClone({ ...snapshot, revision: 9, view: { ...view, turns: [view.turns[0], changed] } });
    const after = stateFromSnapshot(state, {
      ...repeated,
      view: { ...repeated.view, turns: repeated.view.turns.filter((turn) => turn !== undefined) },
    });
    assert.equal(after.revision, 9);
    assert.equal(after.view.turns[0], view.turns[0]);
    assert.deepEqual(after.view.turns[1], changed);
    assert.equal(after.strings, state.strings);
  });

  it('is the same whether changes come in one patch or in many', () => {
    const change = fc.oneof(
      fc
        .constantFrom('a', 'b')
        .chain((id) => fc.string().map((question): ViewChange => ({ part: 'turn', turn: turnView({ id, question }) }))),
      fc.constantFrom(['a', 'b'], ['b', 'a']).map((turnIds): ViewChange => ({ part: 'order', turnIds })),
      fc.string().map((title): ViewChange => ({ part: 'thread', thread: { id: 't', title } })),
      fc.string().map((text): ViewChange => ({ part: 'text', turnId: 'b', offset: 0, text })),
      fc.subarray(['a', 'b']).map((turnIds): ViewChange => ({ part: 'writing', turnIds })),
    );
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        const atOnce = patched(5, changes);
        const oneByOne = changes.reduce((current, one, index) => patched(5 + index, [one], current), state);
        assert.deepEqual(atOnce.view, oneByOne.view);
      }),
    );
  });
});
