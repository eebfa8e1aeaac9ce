import assert from 'node:assert/strict';
import type { ChatPage } from './chatPage';
import { chatView, turnView } from './builders';
import { ChatSuite } from './chatSuite';

describe('the composer', () => {
  const suite = new ChatSuite();

  async function openThread(): Promise<ChatPage> {
    const chat = await suite.open();
    await chat.show(chatView([turnView()]));
    return chat;
  }

  it('sends on Enter what the person sees', async () => {
    const chat = await suite.open();
    await chat.show(
      chatView([turnView()], {
        contexts: [{ id: 'c1', title: 'notes.md:3-9' }],
        engine: { kind: 'research', name: 'pro-fast' },
      }),
    );
    await chat.question.fill('  How many medals did they win?  ');
    await chat.question.press('Enter');
    const { request } = await chat.waitForRequest('ask');
    assert.deepEqual(request, {
      kind: 'ask',
      threadId: 'thread-olympics',
      parentTurnId: 'turn-gold',
      editedTurnId: null,
      question: 'How many medals did they win?',
      engine: { kind: 'research', name: 'pro-fast' },
      contextIds: ['c1'],
    });
  });

  it('breaks the line on Shift+Enter, and grows with its lines', async () => {
    const chat = await openThread();
    const height = async (): Promise<number> => (await chat.question.boundingBox())?.height ?? 0;
    const oneLine = await height();
    await chat.question.fill('First');
    await chat.question.press('Shift+Enter');
    await chat.question.pressSequentially('second');
    await chat.settle();
    assert.equal(await chat.question.inputValue(), 'First\nsecond');
    assert.ok((await height()) > oneLine);
    assert.deepEqual(await chat.requests(), []);
  });

  it('leaves the keys of an input method alone', async () => {
    const chat = await openThread();
    await chat.question.focus();
    const session = await chat.page.context().newCDPSession(chat.page);
    await session.send('Input.imeSetComposition', { text: 'にほん', selectionStart: 3, selectionEnd: 3 });
    await chat.question.evaluate((area) =>
      area.dispatchEvent(
        new KeyboardEvent('keydown', {
          key: 'Enter',
          isComposing: true,
          bubbles: true,
          composed: true,
          cancelable: true,
        }),
      ),
    );
    assert.deepEqual(await chat.requests(), []);
    await session.send('Input.insertText', { text: '日本' });
    await chat.question.press('Enter');
    const { request } = await chat.waitForRequest('ask');
    assert.equal(request.kind === 'ask' && request.question, '日本');
  });

  it('recalls the last question on Up, in an empty composer only', async () => {
    const chat = await openThread();
    await chat.question.press('ArrowUp');
    await chat.settle();
    assert.equal(await chat.question.inputValue(), 'Which country won the most Winter Olympics gold medals in 2026?');
    await chat.question.fill('mine');
    await chat.question.press('ArrowUp');
    await chat.settle();
    assert.equal(await chat.question.inputValue(), 'mine');
  });

  it('does not send nothing', async () => {
    const chat = await openThread();
    assert.equal(await chat.page.getByRole('button', { name: 'Send' }).isDisabled(), true);
    await chat.question.press('Enter');
    await chat.question.fill(' \n ');
    await chat.question.press('Enter');
    assert.deepEqual(await chat.requests(), []);
  });

  it('does not send without a key', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView()], { key: 'missing' }));
    await chat.question.fill('A question');
    await chat.question.press('Enter');
    assert.deepEqual(await chat.requests(), []);
    await chat.page.getByRole('button', { name: 'Enter API Key' }).click();
    await chat.waitForRequest('setApiKey');
  });

  it('sends a question once, however often Enter is pressed', async () => {
    const chat = await openThread();
    await chat.question.fill('Once');
    for (let press = 0; press < 5; press += 1) await chat.question.press('Enter');
    assert.equal((await chat.requests()).length, 1);
  });

  it('ends branching on Escape', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView()], { aim: { kind: 'branch', question: 'The first question' } }));
    await chat.question.press('Escape');
    await chat.waitForRequest('cancelAim');
  });

  it('says what sending costs and how long it takes, and that it will wait', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView()], { waits: 'forAnswer' }));
    const facts = chat.page.locator('.sending-facts');
    assert.equal(await facts.textContent(), '$0.025 · usually 15–100 sWill be sent when the answer above has arrived.');
    await chat.show(chatView([turnView()], { waits: 'forPerson' }));
    await facts.getByText('The question above needs you first.').waitFor();
  });

  it('attaches, shows and removes context', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView()], { contexts: [{ id: 'c1', title: 'notes.md:3-9' }] }));
    await chat.page.getByRole('button', { name: /^Attach/ }).click();
    await chat.page.getByRole('button', { name: 'Remove notes.md:3-9' }).click();
    assert.deepEqual(
      (await chat.requests()).map(({ request }) => request),
      [{ kind: 'attachContext' }, { kind: 'removeContext', contextId: 'c1' }],
    );
  });

  it('fills in an example without sending it', async () => {
    const chat = await suite.open();
    await chat.show(chatView());
    await chat.page.getByRole('button', { name: /pricing models/ }).click();
    await chat.settle();
    assert.equal(await chat.question.inputValue(), 'What are the main pricing models used by SaaS companies?');
    assert.match(await chat.focused(), /^textarea Question/);
    assert.deepEqual(await chat.requests(), []);
  });
});
