import assert from 'node:assert/strict';
import { chatView, composerView, turnView, waitingView } from './builders';
import { ChatSuite } from './chatSuite';

const second = { id: 'second', question: 'How many medals did they win?' };
const unsent = turnView({ ...second, condition: waitingView() });
const editing = { kind: 'edit', turnId: second.id, question: second.question, unsent: true } as const;

describe('changing a question', () => {
  const suite = new ChatSuite();

  it('goes back to the question that is changed already, when it is to be changed once more', async () => {
    const chat = await suite.open();
    const answered = turnView();
    const aim = { kind: 'edit', turnId: answered.id, question: answered.question ?? '', unsent: false } as const;
    await chat.show(chatView([answered], { aim }));
    await chat.page.getByRole('button', { name: 'Edit question' }).press('Enter');
    const { id } = await chat.waitForRequest('editQuestion');
    await chat.respond(id, { kind: 'done' });
    await chat.page.waitForFunction(() => document.activeElement?.closest('.composer-box'));
  });

  it('puts it into the composer, with the focus there, and sends it as what takes its place', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView(), unsent]));
    await chat.page.getByRole('button', { name: 'Edit', exact: true }).press('Enter');
    const { id, request } = await chat.waitForRequest('editQuestion');
    assert.deepEqual(request, { kind: 'editQuestion', turnId: 'second' });
    await chat.send({ type: 'putText', place: 'edited', text: second.question });
    const composer = composerView({ place: 'edited', aim: editing, parentTurnId: 'turn-gold' });
    await chat.patch({ part: 'composer', composer });
    await chat.respond(id, { kind: 'done' });
    assert.equal(await chat.focused(), 'textarea Question');
    assert.equal(await chat.question.inputValue(), second.question);
    assert.equal(await chat.page.locator('[data-turn="second"]').getByRole('textbox', { name: 'Question' }).count(), 1);
    assert.equal(await chat.page.getByRole('textbox', { name: 'Question' }).count(), 1);
    // The question stands right above where it is edited: it is not quoted between them.
    assert.deepEqual(await chat.page.locator('[data-turn="second"] .notice-text').allTextContents(), [
      'Edit the unsent question. It isn’t sent while you edit it. ',
    ]);
    await chat.page.keyboard.type(' In all?');
    await chat.page.keyboard.press('Enter');
    const asked = (await chat.waitForRequest('ask')).request;
    assert.equal(asked.kind === 'ask' && asked.editedTurnId, 'second');
    assert.equal(asked.kind === 'ask' && asked.question, `${second.question} In all?`);
  });

  it('ends on Escape, with the draft of the thread back and the focus where it is', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView(), unsent]));
    await chat.question.fill('My draft');
    await chat.patch({ part: 'composer', composer: composerView({ place: 'edited', aim: editing }) });
    await chat.settle();
    await chat.question.press('Escape');
    await chat.waitForRequest('cancelAim');
    await chat.patch({
      part: 'composer',
      composer: composerView({ place: 'thread-olympics', parentTurnId: 'second' }),
    });
    assert.equal(await chat.question.inputValue(), 'My draft');
    assert.equal(await chat.focused(), 'textarea Question');
  });

  it('gives the focus to the composer when the question was dropped', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView(), unsent]));
    await chat.page.getByRole('button', { name: 'Discard', exact: true }).press('Enter');
    assert.deepEqual((await chat.waitForRequest('dropQuestion')).request, { kind: 'dropQuestion', turnId: 'second' });
    await chat.patch({ part: 'order', turnIds: ['turn-gold'] });
    assert.equal(await chat.focused(), 'textarea Question');
  });

  it('gives the focus to the turn that stands beside when the question is asked again', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView()]));
    await chat.page.getByRole('button', { name: 'Ask again for $0.025' }).press('Enter');
    assert.deepEqual((await chat.waitForRequest('askAgain')).request, { kind: 'askAgain', turnId: 'turn-gold' });
    const again = turnView({ id: 'again', condition: { state: 'sending' } });
    await chat.patch({ part: 'turn', turn: again }, { part: 'order', turnIds: ['again'] });
    assert.equal(await chat.page.evaluate(() => document.activeElement?.getAttribute('data-turn')), 'again');
  });

  it('is offered quietly, and stands out when Tab comes to it', async () => {
    const chat = await suite.open();
    const siblings = { position: 1, count: 2, previousTurnId: null, nextTurnId: 'x', comparable: true };
    await chat.show(chatView([turnView({ siblings })]));
    const opacities = (): Promise<readonly string[]> =>
      chat.page
        .locator('.edit-question, .compare')
        .evaluateAll((parts) => parts.map((part) => getComputedStyle(part).opacity));
    assert.deepEqual(await opacities(), ['0.8', '0.8']);
    for (let press = 0; press < 10 && !(await chat.focused()).includes('Edit question'); press += 1)
      await chat.page.keyboard.press('Tab');
    assert.deepEqual(await opacities(), ['1', '1']);
    await chat.page.getByRole('button', { name: 'Compare answers' }).press('Enter');
    await chat.waitForRequest('compareAnswers');
  });

  it('is not sent as long as it is too long, which is said', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView()], { room: 20 }));
    await chat.question.fill('Seventeen letters');
    await chat.page.locator('.sending-facts').getByText('3 characters left').waitFor();
    await chat.question.fill('More than twenty letters');
    await chat.page.locator('.too-long').getByText('4 characters too long.').waitFor();
    await chat.question.press('Enter');
    assert.deepEqual(await chat.requests(), []);
  });
});
