import assert from 'node:assert/strict';
import type { ThreadId } from '../../../src/research/thread/ids';
import { leaveLostThread } from '../../../src/chat/following';
import { TestChat } from './testChat';
import { answered, asked, quick, sent, turn } from './threads';

const threadId = 'thread' as ThreadId;
const otherId = 'other' as ThreadId;
const newId = 'made' as ThreadId;

/** A chat over two threads, of which the first is shown. */
async function chatOfTwo(): Promise<TestChat> {
  const chat = new TestChat();
  chat.take(...answered('a'));
  chat.takeAs(otherId, ...answered('x'));
  assert(await chat.session.show(threadId));
  return chat;
}

describe('What arrives late', () => {
  it('restores nothing once the person has started research, while an earlier thread is read', async () => {
    const chat = new TestChat();
    chat.take(asked('a'), ...sent('a'));
    const restored = chat.session.restore(threadId);
    chat.session.startNew();
    await restored;
    assert.equal(chat.session.threadId, null);
  });

  it('restores nothing after anything that a person does in an empty chat', async () => {
    const deeds: readonly ((chat: TestChat) => unknown)[] = [
      ({ session }) => session.startNew(),
      ({ session }) => session.type(session.composer().place, 'W'),
      ({ session }) => session.chooseKind('quick'),
      ({ session }) => session.show(otherId),
    ];
    for (const deed of deeds) {
      const chat = new TestChat();
      chat.take(asked('a'), ...sent('a'));
      void chat.session.view();
      void deed(chat);
      assert.equal(await chat.session.restore(threadId), false, String(deed));
    }
  });

  it('restores the earlier thread as long as nobody has done anything', async () => {
    const chat = new TestChat();
    chat.take(asked('a'), ...sent('a'));
    assert(await chat.session.restore(threadId));
    assert.equal(chat.session.threadId, threadId);
  });

  it('shows the thread that was chosen last, whichever is read last', async () => {
    const chat = await chatOfTwo();
    const reading = chat.hold();
    const first = chat.session.show(otherId);
    const second = chat.session.show(threadId);
    reading.release();
    await Promise.all([first, second]);
    assert.equal(chat.session.threadId, threadId);
  });

  it('leaves the person where they went after sending', async () => {
    const chat = await chatOfTwo();
    const { session } = chat;
    const sending = session.beginSending(session.composer().place, 'A question?', 'typed');
    const visit = session.visitFrom(null);
    assert(sending && (await session.show(otherId)));
    chat.take(...answered('a'), asked('b', 'a'));
    session.drafts.finish(sending, threadId);
    session.showAsked({ threadId, turnId: turn('b') }, quick, visit);
    assert.equal(session.threadId, otherId);
  });

  it('leaves the person where they went, also when that is heard of before the question that was sent', async () => {
    for (const isRead of [true, false]) {
      const chat = await chatOfTwo();
      const { session } = chat;
      const { place } = session.composer();
      const reading = chat.hold();
      const going = session.show(otherId);
      if (isRead) {
        reading.release();
        await going;
      }
      const sending = session.beginSending(place, 'A question?', 'typed');
      const visit = session.visitFrom(place);
      assert(sending);
      chat.take(...answered('a'), asked('b', 'a'));
      session.drafts.finish(sending, threadId);
      session.showAsked({ threadId, turnId: turn('b') }, quick, visit);
      reading.release();
      assert(await going);
      assert.equal(session.threadId, otherId);
      assert.equal(session.leafId, turn('x'));
    }
  });

  it('leaves an empty chat that was asked for after sending empty', async () => {
    const chat = new TestChat();
    const { session } = chat;
    session.startNew();
    const sending = session.beginSending(session.composer().place, 'First?', 'typed');
    const visit = session.visitFrom(null);
    assert(sending);
    session.type(sending.key, 'behind the first');
    session.startNew();
    session.type(session.composer().place, 'The second');
    chat.takeAs(newId, asked('a'));
    session.drafts.finish(sending, newId);
    session.showAsked({ threadId: newId, turnId: turn('a') }, quick, visit);
    assert.deepEqual([session.threadId, chat.written], [null, 'The second']);
    assert(await session.show(newId));
    assert.equal(chat.written, 'behind the first');
  });

  it('takes nobody along who is on the way to another thread, nor to a turn of the thread before', async () => {
    const chat = await chatOfTwo();
    const { session } = chat;
    chat.take(...answered('a'), asked('b', 'a'));
    const reading = chat.hold();
    const chosen = session.show(otherId);
    const followed = session.follow(turn('b'));
    reading.release();
    await Promise.all([chosen, followed]);
    assert.deepEqual([session.threadId, session.leafId], [otherId, turn('x')]);
    await session.follow(turn('b'));
    assert.deepEqual([session.threadId, session.leafId], [otherId, turn('x')]);
  });

  it('takes along who looks at the end of the thread, and still shows the question that is on its way', async () => {
    const chat = await chatOfTwo();
    const { session } = chat;
    const sending = session.beginSending(session.composer().place, 'A question?', 'typed');
    const visit = session.visitFrom(null);
    chat.take(...answered('a'), asked('b', 'a'), asked('c', 'a'));
    await session.follow(turn('b'));
    assert.equal(session.leafId, turn('b'));
    assert(sending);
    session.drafts.finish(sending, threadId);
    session.showAsked({ threadId, turnId: turn('c') }, quick, visit);
    assert.equal(session.leafId, turn('c'));
  });

  it('is said where it stands below what is shown, and never moves the view by itself', async () => {
    const chat = await chatOfTwo();
    chat.take(...answered('a'), asked('b', 'a'));
    assert.deepEqual(chat.session.view().composer.askedBelow, { turnId: turn('b'), question: 'Question b?' });
    assert.equal(chat.session.leafId, turn('a'));
    assert(await chat.session.show(threadId, turn('b')));
    assert.equal(chat.session.view().composer.askedBelow, null);
  });

  it('keeps a thread that another window deletes in sight with its draft, and comes back with Undo', async () => {
    const chat = await chatOfTwo();
    const { session } = chat;
    session.type(session.composer().place, 'Half a question');
    chat.take(...answered('a'), { kind: 'deleted' });
    assert.equal(session.view().thread?.isDeleted, true);
    assert.deepEqual([session.threadId, chat.written], [threadId, 'Half a question']);
    chat.take(...answered('a'), { kind: 'deleted' }, { kind: 'restored' });
    assert.deepEqual(session.view().thread, { id: threadId, title: 'Question a?' });
    assert.equal(chat.written, 'Half a question');
  });

  it('takes what was written below a thread that is gone for good into an empty chat', async () => {
    const chat = await chatOfTwo();
    const { session } = chat;
    session.type(session.composer().place, 'Half a question');
    leaveLostThread(session);
    assert.deepEqual([session.threadId, chat.written], [null, 'Half a question']);
  });
});
