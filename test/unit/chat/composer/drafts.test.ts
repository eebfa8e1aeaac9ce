import assert from 'node:assert/strict';
import type { ThreadId } from '../../../../src/research/thread/ids';
import type { SourceScope } from '../../../../src/research/scope/sourceScope';
import { attached, part, TestChat } from '../../protocol/testChat';
import { answered, asked, quick, turn } from '../../protocol/threads';

const threadId = 'thread' as ThreadId;
const otherId = 'other' as ThreadId;
const scope: SourceScope = { include: ['arxiv.org'], exclude: [], after: null, location: null };

/** A chat that shows a thread of two answers; below it stands a draft with everything that one can have. */
async function chatWithDraft(): Promise<TestChat> {
  const chat = new TestChat();
  chat.take(...answered('a'), ...answered('b', 'a'));
  chat.takeAs(otherId, ...answered('x'));
  assert(await chat.session.show(threadId));
  const { session } = chat;
  session.branchFrom(turn('a'));
  session.type(session.composer().place, 'Half a question');
  session.attach(part('selected'));
  session.chooseEngine({ kind: 'research', name: 'pro' });
  session.chooseScope(scope);
  return chat;
}

/** The whole draft that is shown. */
const draftOf = (chat: TestChat): unknown => [
  chat.written,
  attached(chat),
  chat.session.composer().request,
  chat.session.composer().parentId,
];

const whole = ['Half a question', ['selected'], { kind: 'research', processor: 'pro', scope }, turn('a')];

describe('A draft', () => {
  it('is there with all its parts after a look at another thread, and after an empty chat', async () => {
    const chat = await chatWithDraft();
    assert.deepEqual(draftOf(chat), whole);
    assert(await chat.session.show(otherId));
    assert.deepEqual([chat.written, attached(chat)], ['', []]);
    assert(await chat.session.show(threadId));
    assert.deepEqual(draftOf(chat), whole);
    chat.session.startNew();
    assert.deepEqual([chat.written, attached(chat)], ['', []]);
    assert(await chat.session.show(threadId));
    assert.deepEqual(draftOf(chat), whole);
  });

  it('stays when an answered question is asked again, and when the thread is deleted and brought back', async () => {
    const chat = await chatWithDraft();
    const { session } = chat;
    const visit = session.visitFrom(null);
    chat.take(...answered('a'), ...answered('b', 'a'), asked('c', 'a'));
    session.showAsked({ threadId, turnId: turn('c') }, quick, visit);
    assert.deepEqual(draftOf(chat), whole);
    session.startNew();
    assert(await session.show(threadId, turn('c')));
    assert.deepEqual(draftOf(chat), whole);
  });

  it('of an empty chat is there again, with what was attached to it', async () => {
    const chat = new TestChat();
    const { session } = chat;
    chat.takeAs(otherId, ...answered('x'));
    session.startNew([part('selected')]);
    session.type(session.composer().place, 'First');
    assert(await session.show(otherId));
    session.startNew([part('more')]);
    assert.deepEqual([chat.written, attached(chat)], ['First', ['selected', 'more']]);
  });

  it('is gone from its place while it is sent, and what is typed then is the next one', async () => {
    const chat = await chatWithDraft();
    const { session } = chat;
    const { place, request } = session.composer();
    const sending = session.beginSending(place, 'Half a question', 'typed');
    assert(sending);
    assert.equal(session.view().composer.sending, 'Half a question');
    session.type(place, 'The next');
    chat.take(...answered('a'), ...answered('b', 'a'), asked('c', 'a'));
    session.drafts.finish(sending, threadId);
    session.showAsked({ threadId, turnId: turn('c') }, request, session.visitFrom(null));
    assert.deepEqual(draftOf(chat), ['The next', [], request, turn('c')]);
    assert.equal(session.view().composer.sending, null);
  });

  it('is back with all its parts when it was not taken, before what was typed since', async () => {
    const chat = await chatWithDraft();
    const { session } = chat;
    const { place } = session.composer();
    const sending = session.beginSending(place, 'Half a question', 'typed');
    assert(sending);
    session.putBack(sending);
    assert.deepEqual(draftOf(chat), whole);
    const again = session.beginSending(place, 'Half a question', 'typed');
    assert(again);
    session.type(place, 'The next');
    session.putBack(again);
    assert.equal(chat.written, 'Half a question\nThe next');
    assert.deepEqual(chat.put, [
      { place, text: 'Half a question' },
      { place, text: 'Half a question' },
    ]);
  });

  it('stays in its place under the same name when its question begins a thread', () => {
    const chat = new TestChat();
    const { session } = chat;
    session.startNew();
    const { place, request } = session.composer();
    const sending = session.beginSending(place, 'First?', 'typed');
    assert(sending);
    chat.take(asked('a'));
    session.drafts.finish(sending, threadId);
    session.showAsked({ threadId, turnId: turn('a') }, request, session.visitFrom(null));
    session.type(place, 'Typed on');
    assert.deepEqual([session.composer().place, session.threadId, chat.written], [place, threadId, 'Typed on']);
    session.startNew();
    assert.notEqual(session.composer().place, place);
  });

  it('goes back into the empty chat that is there when a first question was not taken', () => {
    const chat = new TestChat();
    const { session } = chat;
    session.startNew();
    const sending = session.beginSending(session.composer().place, 'First?', 'typed');
    assert(sending);
    session.startNew();
    session.type(session.composer().place, 'Second?');
    session.putBack(sending);
    assert.equal(chat.written, 'First?\nSecond?');
  });

  it('waits below its thread while an earlier question is edited, and stands before what is typed after that', async () => {
    const chat = await chatWithDraft();
    const { session } = chat;
    session.edit(turn('b'));
    assert.equal(chat.written, 'Question b?');
    const sending = session.beginSending(session.composer().place, 'Question b, edited?', 'typed');
    assert(sending);
    session.type(sending.key, 'and more');
    session.drafts.finish(sending, threadId);
    assert.deepEqual([chat.written, attached(chat)], ['Half a question\nand more', ['selected']]);
  });

  it('tells which questions are edited, in every thread, until what became of them is recorded or given up', async () => {
    const chat = await chatWithDraft();
    const { session } = chat;
    const edited = (): readonly string[] => [...session.drafts.editedTurns];
    session.edit(turn('b'));
    assert(await session.show(otherId));
    session.edit(turn('x'));
    assert.deepEqual(edited(), [turn('b'), turn('x')]);
    session.cancelAim();
    assert.deepEqual(edited(), [turn('b')]);
    // Whoever goes to another turn leaves the words where they are.
    assert(await session.show(threadId));
    assert(await session.show(threadId, turn('a')));
    assert.equal(session.composer().editedId, null);
    assert.deepEqual(edited(), [turn('b')]);
    session.edit(turn('b'));
    const sending = session.beginSending(session.composer().place, 'Other words', 'typed');
    assert(sending);
    assert.deepEqual(edited(), [turn('b')]);
    session.drafts.finish(sending, threadId);
    assert.deepEqual(edited(), []);
  });

  it('of a question that another window gives up is kept for the next one', async () => {
    const chat = new TestChat();
    chat.take(...answered('a'), asked('b', 'a'));
    assert(await chat.session.show(threadId));
    chat.session.edit(turn('b'));
    chat.session.type(chat.session.composer().place, 'Better words');
    chat.take(...answered('a'), asked('b', 'a'), { kind: 'dropped', turnId: turn('b') });
    assert.equal(chat.written, 'Better words');
  });

  it('of a question that another window gives up takes along what is attached to it, and what was chosen for it', async () => {
    const chat = new TestChat();
    const { session } = chat;
    chat.take(...answered('a'), asked('b', 'a'));
    assert(await session.show(threadId));
    session.attach(part('for the next one'));
    session.edit(turn('b'));
    session.type(session.composer().place, 'Half a question');
    session.attach(part('selected'));
    session.chooseEngine({ kind: 'research', name: 'pro' });
    session.chooseScope(scope);
    chat.take(...answered('a'), asked('b', 'a'), { kind: 'dropped', turnId: turn('b') });
    const { request } = session.composer();
    assert.deepEqual(
      [chat.written, attached(chat), request],
      ['Half a question', ['selected', 'for the next one'], { kind: 'research', processor: 'pro', scope }],
    );
  });

  it('is told to whoever keeps it with all its parts, also while it is sent, and can be restored from that', async () => {
    const chat = await chatWithDraft();
    const { drafts } = chat.session;
    const kept = drafts.all();
    assert.equal(kept.length, 1);
    const sending = chat.session.beginSending(chat.session.composer().place, 'Half a question', 'typed');
    assert(sending);
    assert.deepEqual(drafts.all(), kept);
    drafts.finish(sending, threadId);
    assert.deepEqual(drafts.all(), []);
    const later = new TestChat();
    later.take(...answered('a'), ...answered('b', 'a'));
    for (const draft of kept) later.session.drafts.restore(draft);
    assert(await later.session.restore(threadId));
    assert.deepEqual(draftOf(later), whole);
  });

  it('that is moved is never missing from what is kept', async () => {
    const chat = await chatWithDraft();
    const { drafts } = chat.session;
    const { place } = chat.session.composer();
    const kept: string[][] = [];
    drafts.onDidChange(() => kept.push(drafts.all().map(({ text }) => text)));
    drafts.move(place, drafts.at({ threadId: null, editedId: null }).key);
    assert.deepEqual(kept, [['Half a question']]);
  });

  it('of an earlier window stands before what was typed in its place meanwhile', () => {
    const chat = new TestChat();
    const { session } = chat;
    session.type(session.composer().place, 'New');
    const [draft] = session.drafts.all();
    assert(draft);
    session.drafts.restore({ ...draft, text: 'Old' });
    assert.equal(chat.written, 'Old\nNew');
  });
});
