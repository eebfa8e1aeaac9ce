import assert from 'node:assert/strict';
import type { Engine } from '../../../src/research/engine/engine';
import type { ThreadEvent } from '../../../src/research/thread/events';
import type { ThreadId } from '../../../src/research/thread/ids';
import type { SourceScope } from '../../../src/research/scope/sourceScope';
import type { ChatSession } from '../../../src/chat/chatSession';
import { changesBetween } from '../../../src/protocol/patch';
import { attached, part, TestChat } from '../protocol/testChat';
import { answered, asked, news, norway, quick, sent, turn, writing } from '../protocol/threads';

const threadId = 'thread' as ThreadId;
const otherId = 'other' as ThreadId;

const scope: SourceScope = { include: ['arxiv.org'], exclude: [], after: null, location: null };

async function showing(...events: readonly ThreadEvent[]): Promise<TestChat> {
  const chat = new TestChat();
  chat.take(...events);
  assert(await chat.session.show(threadId));
  return chat;
}

const limited = (name: string, parent: string | null = null): ThreadEvent => ({
  ...(asked(name, parent, { kind: 'research', processor: 'ultra', scope }) as Extract<ThreadEvent, { kind: 'asked' }>),
  context: [part('of the question')],
});

describe('Editing a question in the chat', () => {
  it('brings what goes along with it, and gives back what was there when it ends without being asked', async () => {
    const ends: readonly ((chat: TestChat) => unknown)[] = [
      ({ session }) => session.cancelAim(),
      ({ session }) => session.branchFrom(turn('a')),
      ({ session }) => session.show(threadId, turn('b')),
    ];
    for (const end of ends) {
      const chat = await showing(limited('a'), ...sent('a'), asked('b', 'a', quick));
      const { session } = chat;
      session.attach(part('of mine'));
      session.chooseEngine({ kind: 'research', name: 'pro' });
      session.chooseScope({ ...scope, location: 'US' });
      const before = session.composer();
      session.edit(turn('a'));
      assert.deepEqual(attached(chat), ['of the question']);
      assert.deepEqual(session.composer().request, { kind: 'research', processor: 'ultra', scope });
      session.edit(turn('b'));
      assert.deepEqual([attached(chat), session.engine], [[], { kind: 'quick', name: 'lite' }]);
      await end(chat);
      assert.deepEqual(attached(chat), ['of mine']);
      assert.deepEqual(session.scope, { ...scope, location: 'US' });
      assert.equal(session.composer().editedId, null);
      if (end !== ends[2]) assert.deepEqual(session.composer().request, before.request);
    }
  });

  it('gives back what was attached when the edited question was asked, and goes on as that was asked', async () => {
    const chat = await showing(limited('a'), ...sent('a'));
    const { session } = chat;
    session.attach(part('of mine'));
    session.edit(turn('a'));
    const { request } = session.composer();
    chat.send('An edited question?', threadId, turn('a'));
    assert.deepEqual([attached(chat), session.composer().request], [['of mine'], request]);
    chat.send('Another question?', threadId, turn('a'));
    assert.deepEqual(attached(chat), []);
  });

  it('leaves nothing of a question in another thread or a new one', async () => {
    const leaves: readonly ((session: ChatSession) => unknown)[] = [
      (session) => session.show(otherId),
      (session) => session.startNew(),
      (session) => session.showAsked({ threadId: otherId, turnId: turn('x') }, quick, session.visitFrom(null)),
    ];
    for (const leave of leaves) {
      const chat = await showing(limited('a'), ...sent('a'));
      chat.takeAs(otherId, asked('x'));
      chat.session.attach(part('of mine'));
      chat.session.edit(turn('a'));
      await leave(chat.session);
      chat.session.cancelAim();
      assert.deepEqual([attached(chat), chat.session.composer().editedId], [[], null]);
    }
  });

  it('takes the place of a question that was not sent, and stands beside one that was', async () => {
    const chat = await showing(...answered('a'), asked('b', 'a'));
    const { session } = chat;
    session.edit(turn('b'));
    const { parentId, editedId } = session.composer();
    assert.deepEqual([parentId, editedId], [turn('a'), turn('b')]);
    const aim = { kind: 'edit', turnId: turn('b'), question: 'Question b?' };
    assert.deepEqual(session.view().composer.aim, { ...aim, unsent: true });
    chat.take(...answered('a'), asked('b', 'a'), ...sent('b'));
    assert.deepEqual(session.view().composer.aim, { ...aim, unsent: false });
    assert.deepEqual(session.composer().editedId, turn('b'));
  });

  it('ends when another window gives the question up', async () => {
    const chat = await showing(...answered('a'), asked('b', 'a'));
    const { session } = chat;
    session.attach(part('of mine'));
    session.edit(turn('b'));
    chat.take(...answered('a'), asked('b', 'a'), { kind: 'dropped', turnId: turn('b') });
    const { parentId, editedId } = session.composer();
    assert.deepEqual([parentId, editedId, attached(chat)], [turn('a'), null, ['of mine']]);
    assert.deepEqual(session.view().composer.aim, { kind: 'continue' });
  });

  it('is nothing for a turn that is not there', async () => {
    const { session } = await showing(asked('a'));
    session.edit(turn('x'));
    assert.equal(session.composer().editedId, null);
  });
});

describe('Branching in the chat', () => {
  it('aims at a turn further up, and says so of the last one, too', async () => {
    const { session } = await showing(...answered('a'), ...answered('b', 'a'));
    session.branchFrom(turn('a'));
    assert.deepEqual(session.view().composer.aim, { kind: 'branch', question: 'Question a?' });
    assert.equal(session.composer().parentId, turn('a'));
    session.branchFrom(turn('b'));
    assert.deepEqual(session.view().composer.aim, { kind: 'branch', question: 'Question b?', isLast: true });
    assert.equal(session.composer().parentId, turn('b'));
  });
});

describe('Choosing what answers', () => {
  const research = (name: string): Engine => ({ kind: 'research', name });

  it('goes back to what was chosen last of each kind, and before that to what the settings say', async () => {
    const { session } = await showing(asked('a', null, { kind: 'research', processor: 'ultra' }));
    assert.deepEqual(session.engine, research('ultra'));
    session.chooseKind('quick');
    assert.deepEqual(session.engine, { kind: 'quick', name: 'speed' });
    session.chooseEngine({ kind: 'quick', name: 'core' });
    session.chooseKind('research');
    assert.deepEqual(session.engine, research('ultra'));
    session.chooseEngine(research('pro'));
    session.chooseKind('quick');
    assert.deepEqual(session.engine, { kind: 'quick', name: 'core' });
    session.chooseKind('research');
    assert.deepEqual(session.engine, research('pro'));
  });

  it('keeps the scope for the next research while quick answers, which take none, are asked for', async () => {
    const { session } = await showing(limited('a'));
    session.chooseKind('quick');
    assert.deepEqual([session.composer().request.kind, session.view().composer.scope], ['quick', null]);
    session.chooseKind('research');
    assert.deepEqual(session.composer().request, { kind: 'research', processor: 'ultra', scope });
  });

  it('starts a new thread as the settings say', async () => {
    const { session } = await showing(limited('a'));
    session.startNew([part('selected')]);
    const { place, contextIds, ...contents } = session.composer();
    assert.deepEqual([place, contextIds.length], ['new', 1]);
    assert.deepEqual(contents, {
      threadId: null,
      parentId: null,
      editedId: null,
      request: { kind: 'research', processor: 'core-fast' },
      scope: null,
      usesDefaultEngine: true,
      contexts: [part('selected')],
    });
  });

  it('knows what the settings chose from what the person chose or agreed to', async () => {
    const { session } = await showing(asked('a'));
    const usesDefault = (): boolean => session.composer().usesDefaultEngine;
    session.startNew();
    assert(usesDefault());
    session.chooseKind('quick');
    assert(usesDefault());
    session.chooseKind('research');
    assert(usesDefault());
    session.chooseEngine(session.engine);
    assert(!usesDefault());
    session.chooseKind('quick');
    assert(usesDefault());
    session.chooseKind('research');
    assert(!usesDefault());
    session.startNew();
    assert(usesDefault());
    session.showAsked({ threadId, turnId: turn('a') }, session.composer().request, session.visitFrom(null));
    assert(!usesDefault());
  });

  it('attaches a part once', async () => {
    const chat = await showing(asked('a'));
    chat.session.attach(part('one'));
    const { changed } = chat.counts;
    chat.session.attach(part('one'));
    assert.deepEqual([attached(chat), chat.counts.changed], [['one'], changed]);
    assert.equal(chat.session.view().composer.room, 99);
  });
});

describe("The session's view", () => {
  it('is made anew only when something about it has changed', async () => {
    const chat = await showing(...answered('a'));
    const first = chat.session.view();
    const { made } = chat.counts;
    assert.equal(chat.session.view().turns, first.turns);
    chat.takeAs(otherId, asked('x'));
    assert.deepEqual(changesBetween(first, chat.session.view()), []);
    assert.equal(chat.counts.made, made);
    chat.take(...answered('a'), asked('b', 'a'));
    assert.equal(chat.session.view().turns.length, 1);
    assert.equal(chat.counts.made, made + 1);
  });

  it('grows with an answer that is written, and is not made anew for that', async () => {
    const chat = await showing(...writing('a', null, 'Nor'));
    const { session, counts } = chat;
    const before = session.view();
    assert.deepEqual(before.writing, { [turn('a')]: 'Nor' });
    const { made, changed } = counts;
    for (const text of ['Norway', 'Norway won']) chat.write(turn('a'), text);
    const after = session.view();
    assert.deepEqual([counts.made, counts.changed, counts.wrote], [made, changed, 2]);
    assert.deepEqual(after.writing, { [turn('a')]: 'Norway won' });
    assert.deepEqual(changesBetween(before, after), [{ part: 'text', turnId: turn('a'), offset: 3, text: 'way won' }]);
  });

  it('has no texts once the answer is there, and none of turns that are not in sight', async () => {
    const begun = [...answered('a'), ...writing('b', 'a', 'Nor'), asked('c')];
    const chat = await showing(...begun);
    const { session } = chat;
    chat.write(turn('b'), 'Norway');
    assert.deepEqual(session.view().writing, {});
    await session.show(threadId, turn('b'));
    assert.deepEqual(session.view().writing, { [turn('b')]: 'Norway' });
    chat.take(...begun, news('b', { kind: 'completed', interactionId: null, answer: norway }));
    const complete = session.view();
    assert.deepEqual(complete.writing, {});
    assert.equal(session.view().writing, complete.writing);
  });

  it('shows where a question stood when that is given up', async () => {
    const chat = await showing(...answered('a'), asked('b', 'a'));
    chat.take(...answered('a'), asked('b', 'a'), { kind: 'dropped', turnId: turn('b') });
    assert.deepEqual(
      chat.session.view().turns.map(({ id }) => id),
      [turn('a')],
    );
    assert.equal(chat.session.composer().parentId, turn('a'));
  });
});
