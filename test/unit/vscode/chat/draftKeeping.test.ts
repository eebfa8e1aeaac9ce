import assert from 'node:assert/strict';
import { DraftFiles } from '../../../../src/journal/windows/draftFiles';
import type { ThreadId } from '../../../../src/research/thread/ids';
import { DraftKeeping } from '../../../../src/vscode/chat/draftKeeping';
import { restoreDrafts } from '../../../../src/vscode/chat/draftRestoring';
import { FakeClock, settle } from '../../fakeClock';
import { MemoryFiles } from '../../journal/memoryFiles';
import { part, TestChat } from '../../protocol/testChat';
import { asked } from '../../protocol/threads';

const threadId = 'thread' as ThreadId;

/** A storage, and the windows on it. */
class Storage {
  readonly files = new MemoryFiles();
  readonly clock = new FakeClock();
  readonly ended = new Set<number>();
  #count = 0;

  open() {
    this.#count += 1;
    const own = this.#count;
    let made = 0;
    const draftFiles = new DraftFiles({
      files: this.files,
      folder: '/storage/drafts',
      windowId: `01h0000000000000000000000${own}`,
      newId: () => `01j000000000000000000000${own}${(made += 1)}`,
      clock: this.clock,
      processes: { host: 'desk', own, exists: (process) => !this.ended.has(process) },
    });
    const chat = new TestChat();
    const warnings: string[] = [];
    const keeping = new DraftKeeping({
      session: chat.session,
      files: draftFiles,
      clock: this.clock,
      warn: (message) => warnings.push(message),
    });
    const restore = () =>
      restoreDrafts({
        drafts: chat.session.drafts,
        files: draftFiles,
        clock: this.clock,
        saved: () => keeping.saved(),
      });
    const type = (text: string): boolean => chat.session.type(chat.session.composer().place, text);
    return { chat, keeping, restore, type, warnings, kill: () => this.ended.add(own) };
  }
}

describe('What is being written', () => {
  it('is there in the next window when the last one is killed, but for a moment of typing', async () => {
    const storage = new Storage();
    const first = storage.open();
    first.type('Half');
    first.type('Half a question');
    first.chat.session.attach(part('selected'));
    await storage.clock.advance(300);
    first.kill();
    const second = storage.open();
    assert.deepEqual(await second.restore(), { threadId: null, wroteFirst: true });
    assert.equal(second.chat.written, 'Half a question');
    assert.equal(second.chat.session.composer().contexts.length, 1);
    const third = storage.open();
    assert.equal(await third.restore(), null);
    assert.equal(third.chat.written, '');
  });

  it('is kept while it is sent, until it stands in the journal', async () => {
    const storage = new Storage();
    const first = storage.open();
    first.type('A question?');
    const { session } = first.chat;
    const sending = session.beginSending(session.composer().place, 'A question?', 'typed');
    assert(sending);
    await storage.clock.advance(300);
    first.kill();
    const second = storage.open();
    await second.restore();
    assert.equal(second.chat.written, 'A question?');
  });

  it('is gone from the disk once it stands in the journal', async () => {
    const storage = new Storage();
    const first = storage.open();
    first.type('A question?');
    const { session } = first.chat;
    const sending = session.beginSending(session.composer().place, 'A question?', 'typed');
    assert(sending);
    session.drafts.finish(sending, threadId);
    await storage.clock.advance(300);
    first.kill();
    const second = storage.open();
    await second.restore();
    assert.equal(second.chat.written, '');
  });

  it('of a living window stays there, and is taken over when that ends soon after', async () => {
    const storage = new Storage();
    const first = storage.open();
    first.type('Still here');
    await storage.clock.advance(300);
    const second = storage.open();
    assert.equal(await second.restore(), null);
    assert.equal(second.chat.written, '');
    await first.keeping.close();
    await storage.clock.advance(500);
    await settle();
    assert.equal(second.chat.written, 'Still here');
  });

  it('is confirmed as safe only when it is, and the log hears once that it could not be kept', async () => {
    const storage = new Storage();
    const window = storage.open();
    window.type('One');
    assert.equal(await window.keeping.saved(), true);
    storage.files.fault = () => 'noSpace';
    window.type('Two');
    const saved = window.keeping.saved();
    await storage.clock.advance(300);
    assert.equal(await saved, false);
    window.type('Three');
    await storage.clock.advance(300);
    assert.equal(window.warnings.length, 1);
  });

  it('comes with the thread that was shown', async () => {
    const storage = new Storage();
    const first = storage.open();
    first.chat.take(asked('a'));
    assert(await first.chat.session.show(threadId));
    await storage.clock.advance(300);
    first.kill();
    assert.deepEqual(await storage.open().restore(), { threadId, wroteFirst: false });
  });
});
