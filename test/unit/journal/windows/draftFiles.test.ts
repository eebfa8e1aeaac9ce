import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DraftFiles } from '../../../../src/journal/windows/draftFiles';
import { decodeDrafts, encodeDrafts } from '../../../../src/journal/windows/draftSchema';
import { seal } from '../../../../src/journal/records/sealedJson';
import type { Draft } from '../../../../src/research/thread/draft';
import type { ThreadId, TurnId } from '../../../../src/research/thread/ids';
import { FakeClock } from '../../fakeClock';
import { MemoryFiles } from '../memoryFiles';

const folder = '/storage/drafts';
const threadId = 'thread' as ThreadId;

const draft: Draft = {
  place: { threadId, editedId: null },
  text: 'Half a question',
  contexts: [{ label: 'notes.md', uri: null, languageId: 'markdown', lines: [3, 9], text: 'selected' }],
  kind: 'research',
  engine: { kind: 'research', name: 'pro' },
  scope: { include: ['arxiv.org'], exclude: [], after: null, location: null },
  isChosen: true,
  aim: { kind: 'branch', turnId: 'a' as TurnId },
  leafId: 'b' as TurnId,
};
const written = { shown: threadId, drafts: [draft] };

describe('Drafts on disk', () => {
  let files: MemoryFiles;
  let ended: Set<number>;
  let count: number;
  const clock = new FakeClock();

  beforeEach(() => {
    files = new MemoryFiles();
    ended = new Set();
    count = 0;
  });

  /** Another window; its process is its number. */
  function open(host = 'desk'): DraftFiles & { readonly id: string } {
    count += 1;
    const own = count;
    const id = `01h0000000000000000000000${own}`;
    let made = 0;
    const newId = (): string => `01j000000000000000000000${own}${(made += 1)}`;
    const processes = { host, own, exists: (process: number) => !ended.has(process) };
    return Object.assign(new DraftFiles({ files, folder, windowId: id, newId, clock, processes }), { id });
  }

  it('are left by a window whose process is gone, with everything that belongs to them', async () => {
    const dead = open();
    assert(await dead.write(written, false));
    ended.add(1);
    const next = open();
    assert.deepEqual(await next.others(), [dead.id]);
    const left = await next.take(dead.id);
    assert.deepEqual([left?.shown, left?.drafts], [threadId, [draft]]);
  });

  it('are not taken from a window that lives, and are from one that said that it ends', async () => {
    const living = open();
    assert(await living.write(written, false));
    const next = open();
    assert.equal(await next.take(living.id), null);
    assert(await living.write(written, true));
    assert.deepEqual((await next.take(living.id))?.drafts, [draft]);
  });

  it('are taken by one window of several, and by the next where that one ended before it kept them', async () => {
    const dead = open();
    assert(await dead.write(written, false));
    ended.add(1);
    const [first, second] = [open(), open()];
    const taken = await Promise.all([first.take(dead.id), second.take(dead.id)]);
    assert.equal(taken.filter((left) => left !== null).length, 1);
    const third = open();
    const [remaining = ''] = await third.others();
    const left = await third.take(remaining);
    assert.deepEqual(left?.drafts, [draft]);
    await third.forget(left);
    assert.deepEqual(await third.others(), []);
  });

  it('of another machine are taken when they are a day old', async () => {
    const foreign = open('laptop');
    assert(await foreign.write(written, false));
    const here = open();
    assert.equal(await here.take(foreign.id), null);
    await clock.advance(25 * 60 * 60_000);
    assert.deepEqual((await here.take(foreign.id))?.drafts, [draft]);
  });

  it('leave no file where nothing is written, and say when they could not be kept', async () => {
    const window = open();
    assert(await window.write({ shown: null, drafts: [] }, false));
    assert.deepEqual([...files.contents.keys()], []);
    files.fault = () => 'noSpace';
    assert.equal(await window.write(written, false), false);
  });

  it('are read from any bytes without harm, and nothing is in them that nobody could have written', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.uint8Array(), (value, bytes) => {
        assert.equal(decodeDrafts(bytes), null);
        const hostile = { v: 1, host: 'desk', process: 1, isLeft: true, writtenAt: 0, shown: null, drafts: [value] };
        assert.deepEqual(decodeDrafts(seal(JSON.stringify(hostile).slice(0, -1)))?.drafts, []);
      }),
    );
    const file = { host: 'desk', process: 1, isLeft: true, writtenAt: 0, ...written };
    const strange = { ...draft, contexts: [{ ...draft.contexts[0], uri: 'no address' }] } as unknown as Draft;
    const read = decodeDrafts(encodeDrafts({ ...file, drafts: [strange] }))?.drafts[0];
    assert.equal(read?.contexts[0]?.uri, null);
    const elsewhere = { ...draft, place: { threadId: '../elsewhere' as ThreadId, editedId: null } };
    assert.deepEqual(decodeDrafts(encodeDrafts({ ...file, drafts: [elsewhere, draft] }))?.drafts, [draft]);
    const unchosen = { ...draft, scope: undefined, engine: null };
    assert.equal(decodeDrafts(encodeDrafts({ ...file, drafts: [unchosen] }))?.drafts[0]?.scope, undefined);
  });
});
