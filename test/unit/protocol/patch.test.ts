import assert from 'node:assert/strict';
import fc from 'fast-check';
import { localizeWith } from '../../../src/base/localize';
import type { ThreadEvent } from '../../../src/research/events';
import type { Thread } from '../../../src/research/thread';
import { newestLeaf } from '../../../src/research/tree';
import { decodeMessageToHost } from '../../../src/protocol/decode';
import { ChatViewMaker } from '../../../src/protocol/makeView';
import { changesBetween } from '../../../src/protocol/patch';
import type { ChatView } from '../../../src/protocol/viewState';
import { applyPatch, stateFromSnapshot } from '../../../webview/state/chatState';
import { answered, asked, sent, threadOf } from './threads';

/** Histories of a thread whose turns build on any earlier one. */
const histories = fc
  .array(fc.tuple(fc.nat(), fc.constantFrom('asked', 'sent', 'answered')), { minLength: 1, maxLength: 8 })
  .map((turns) =>
    turns.flatMap(([number, state], index): ThreadEvent[] => {
      const name = String(index);
      const parent = index === 0 || number % (index + 1) === index ? null : String(number % index);
      if (state === 'answered') return answered(name, parent);
      return state === 'sent' ? [asked(name, parent), ...sent(name)] : [asked(name, parent)];
    }),
  );

function viewOf(maker: ChatViewMaker, thread: Thread, underWay: boolean): ChatView {
  return maker.make({
    thread,
    leafId: newestLeaf(thread, null),
    branchFromId: null,
    contexts: [],
    processor: 'lite',
    key: 'stored',
    service: { host: 'api.parallel.ai', kind: 'official' },
    activity: () => ({ underWay, problem: null }),
  });
}

describe('Patches', () => {
  it('make of what the webview has just what the host shows, whatever happens to the thread', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 1, max: 30 }), (events, cut) => {
        const maker = new ChatViewMaker(localizeWith({}));
        const before = viewOf(maker, threadOf(...events.slice(0, cut)), true);
        const after = viewOf(maker, threadOf(...events), false);
        const shown = stateFromSnapshot(null, { type: 'snapshot', revision: 0, view: before, translations: {} });
        const patched = applyPatch(shown, { type: 'patch', revision: 1, changes: changesBetween(before, after) });
        assert(patched.kind === 'applied');
        assert.deepEqual(patched.state.view, after);
      }),
    );
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
