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
      place: 'thread-olympics',
      threadId: 'thread-olympics',
      parentTurnId: 'turn-gold',
      editedTurnId: null,
      question: 'How many medals did they win?',
      engine: { kind: 'research', name: 'pro-fast' },
      contextIds: ['c1'],
    });
  });

  it('takes files and tabs that are dropped on it, and nothing else', async () => {
    const chat = await openThread();
    const drop = (kind: string, data: string): Promise<boolean> =>
      chat.question.evaluate(
        (area, [type, text]) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.setData(type, text);
          const event = (name: string): DragEvent =>
            new DragEvent(name, { dataTransfer, bubbles: true, cancelable: true, composed: true });
          const isTaken = !area.dispatchEvent(event('dragover'));
          return !area.dispatchEvent(event('drop')) && isTaken;
        },
        [kind, data] as const,
      );
    assert.equal(await drop('text/plain', 'a word'), false);
    assert.deepEqual(await chat.requests(), []);
    assert.equal(await drop('application/vnd.code.uri-list', '# two\r\nfile:///a.md\r\nfile:///b.md'), true);
    const { request } = await chat.waitForRequest('attachDropped');
    assert.deepEqual(request, { kind: 'attachDropped', uris: ['file:///a.md', 'file:///b.md'] });
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

  it('leaves alone the Enter that accepts what an input method composed, known by its code alone', async () => {
    const chat = await openThread();
    await chat.question.fill('日本');
    await chat.question.evaluate((area) =>
      area.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true, composed: true, cancelable: true }),
      ),
    );
    assert.deepEqual(await chat.requests(), []);
    assert.equal(await chat.question.inputValue(), '日本');
  });

  it('says that the thread was deleted elsewhere, keeps what is written, and sends nothing there', async () => {
    const chat = await suite.open();
    const view = chatView([turnView()]);
    await chat.show(view);
    await chat.question.fill('Half a question');
    await chat.patch({ part: 'thread', thread: { id: 'thread-olympics', title: 'Medals', isDeleted: true } });
    await chat.page.getByText('This thread was deleted.').waitFor();
    await chat.question.press('Enter');
    assert.equal(await chat.question.inputValue(), 'Half a question');
    assert.deepEqual(await chat.requests(), []);
    await chat.page.getByRole('button', { name: 'Restore Thread' }).click();
    await chat.waitForRequest('restoreThread');
  });

  it('goes along at its end with what another window asks below, and offers it where something is written', async () => {
    const chat = await suite.open();
    const askedBelow = { turnId: 'below', question: 'Asked elsewhere?' };
    await chat.show(chatView([turnView({ condition: { state: 'sending' } })]));
    await chat.question.fill('Half a question');
    await chat.show(chatView([turnView({ condition: { state: 'sending' } })], { askedBelow }));
    await chat.page.getByText('Another window asked:').waitFor();
    assert.deepEqual(await chat.requests(), []);
    await chat.page.getByRole('button', { name: 'Show', exact: true }).click();
    const { id, request } = await chat.waitForRequest('selectTurn');
    assert.deepEqual(request, { kind: 'selectTurn', turnId: 'below' });
    await chat.respond(id, { kind: 'done' });
    await chat.forgetSent();
    await chat.question.fill('');
    assert.deepEqual((await chat.waitForRequest('followTurn')).request, { kind: 'followTurn', turnId: 'below' });
  });

  it('keeps the keys that select, undo and redo from the workbench, which hears of others', async () => {
    const chat = await openThread();
    await chat.question.fill('All of this');
    await chat.page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      window.addEventListener('keydown', ({ key, ctrlKey }) => ctrlKey && heard.push(key));
    });
    for (const key of ['Control+a', 'Control+z', 'Control+y', 'Control+k']) await chat.question.press(key);
    const heard = await chat.page.evaluate(() => (window as unknown as { readonly heard: readonly string[] }).heard);
    assert.deepEqual(
      heard.filter((key) => key !== 'Control'),
      ['k'],
    );
    await chat.question.fill('All of this');
    await chat.question.press('Control+a');
    await chat.page.keyboard.type('New');
    assert.equal(await chat.question.inputValue(), 'New');
  });

  it('shows the price of asking again on the button itself', async () => {
    const chat = await openThread();
    assert.match((await chat.page.locator('[data-control="askAgain"]').innerText()) || '', /\$0\.025/);
  });

  it('says that the next question continues from the last turn when that was chosen', async () => {
    const chat = await suite.open();
    const aim = { kind: 'branch', question: 'The last question', isLast: true } as const;
    await chat.show(chatView([turnView()], { aim }));
    await chat.page.locator('.composer').getByText('Continue from').waitFor();
  });

  it('is there before there is a key, and Enter asks for one at once', async () => {
    const chat = await suite.open();
    await chat.show(chatView([], { key: 'missing' }));
    await chat.send({ type: 'focusComposer' });
    await chat.settle();
    assert.equal(await chat.focused(), 'textarea Question');
    await chat.page.keyboard.press('Enter');
    await chat.waitForRequest('setApiKey');
    await chat.page.keyboard.type('Written already');
    await chat.show(chatView([], { key: 'stored' }));
    assert.equal(await chat.question.inputValue(), 'Written already');
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

  it('asks for a key where there is none, and keeps the question', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView()], { key: 'missing' }));
    await chat.question.fill('A question');
    await chat.question.press('Enter');
    const [asked, ...more] = await chat.requests();
    assert.deepEqual([asked?.request, more], [{ kind: 'setApiKey' }, []]);
    await chat.respond(asked?.id ?? 0, { kind: 'cancelled' });
    assert.equal(await chat.question.inputValue(), 'A question');
    await chat.page.getByRole('button', { name: 'Enter API Key' }).click();
    assert.equal((await chat.requests()).length, 2);
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
    assert.equal(await facts.textContent(), '$0.025 · usually 15–100 sWill be sent when the answer above arrives.');
    await chat.show(chatView([turnView()], { waits: 'forPerson' }));
    await facts.getByText('The question above needs your attention first.').waitFor();
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
