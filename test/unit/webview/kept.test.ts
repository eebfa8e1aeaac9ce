import assert from 'node:assert/strict';
import { KeptState } from '../../../webview/state/kept';
import { MemoryHost } from './memoryHost';

describe('what the webview remembers', () => {
  it('outlives the webview', () => {
    const host = new MemoryHost();
    const kept = new KeptState(host);
    kept.setDraft('thread', 'Half a question');
    kept.setPlace('thread', { turnId: 'turn', offset: 40 });
    kept.setExpanded('turn/evidence', true);
    const later = new KeptState(host);
    assert.equal(later.draft('thread'), 'Half a question');
    assert.deepEqual(later.place('thread'), { turnId: 'turn', offset: 40 });
    assert.equal(later.isExpanded('turn/evidence'), true);
  });

  it('forgets what was taken back', () => {
    const host = new MemoryHost();
    const kept = new KeptState(host);
    kept.setDraft('thread', 'text');
    kept.setDraft('thread', '');
    kept.setPlace('thread', { turnId: 'turn', offset: 0 });
    kept.setPlace('thread', null);
    kept.setExpanded('part', true);
    kept.setExpanded('part', false);
    assert.deepEqual(host.state, { version: 1, drafts: [], places: [], expanded: [], threadId: undefined });
  });

  it('says which thread was shown last, of which a tab is made again', () => {
    const host = new MemoryHost();
    const kept = new KeptState(host);
    kept.showThread('a-thread');
    kept.setExpanded('part', true);
    assert.deepEqual(host.state, { version: 1, drafts: [], places: [], expanded: ['part'], threadId: 'a-thread' });
  });

  for (const strange of [undefined, null, 7, 'text', [], {}, { version: 2 }, { version: 1, drafts: { a: 1 } }]) {
    it(`begins anew when it finds ${JSON.stringify(strange)}`, () => {
      const host = new MemoryHost();
      host.state = strange;
      const kept = new KeptState(host);
      assert.equal(kept.draft('thread'), '');
      assert.equal(kept.place('thread'), null);
      assert.equal(kept.isExpanded('part'), false);
    });
  }

  it('keeps the fifty threads that were used last', () => {
    const kept = new KeptState(new MemoryHost());
    for (let thread = 0; thread < 50; thread += 1) kept.setDraft(`thread-${thread}`, 'draft');
    kept.setDraft('thread-0', 'used again');
    kept.setDraft('one more', 'draft');
    assert.equal(kept.draft('thread-0'), 'used again');
    assert.equal(kept.draft('thread-1'), '');
    assert.equal(kept.draft('thread-2'), 'draft');
  });
});
