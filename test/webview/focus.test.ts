import assert from 'node:assert/strict';
import { chatView, composerView, olympicsAnswer, runningView, turnView } from './builders';
import { ChatSuite } from './chatSuite';

describe('the focus', () => {
  const suite = new ChatSuite();

  it('stays where it is when turns change, and so does the selection of text', async () => {
    const chat = await suite.open();
    const second = turnView({ id: 'second', condition: runningView() });
    await chat.show(chatView([turnView(), second]));
    const copy = chat.page.locator('[data-turn="turn-gold"]').getByRole('button', { name: 'Copy', exact: true });
    await copy.focus();
    await chat.page.evaluate(() => {
      const text = document.querySelector('[data-turn="turn-gold"] .markdown p');
      if (text) document.getSelection()?.selectAllChildren(text);
    });
    const selected = await chat.page.evaluate(() => String(document.getSelection()));
    await chat.patch({ part: 'turn', turn: turnView({ id: 'second' }) });
    assert.equal(await chat.focused(), 'button Copy');
    assert.equal(await chat.page.evaluate(() => String(document.getSelection())), selected);
  });

  it('stays in the composer while answers arrive, with caret and text', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView({ condition: runningView() })]));
    await chat.question.pressSequentially('half a ques');
    await chat.patch({ part: 'turn', turn: turnView() });
    await chat.page.keyboard.type('tion');
    assert.equal(await chat.question.inputValue(), 'half a question');
  });

  it('goes to the turn when the control that had it is gone', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView({ condition: runningView() })]));
    await chat.page.getByRole('button', { name: 'Stop watching' }).focus();
    await chat.patch({ part: 'turn', turn: turnView() });
    assert.equal(await chat.page.evaluate(() => document.activeElement?.getAttribute('data-turn')), 'turn-gold');
  });

  it('goes to the same control of the sibling that takes the place of a turn', async () => {
    const chat = await suite.open();
    const siblings = { count: 3, previousTurnId: 'a', nextTurnId: 'c', comparable: false };
    await chat.show(chatView([turnView({ id: 'b', siblings: { ...siblings, position: 2 } })]));
    await chat.page.getByRole('button', { name: 'Previous branch' }).focus();
    await chat.page.keyboard.press('Enter');
    const { id, request } = await chat.waitForRequest('selectTurn');
    assert.deepEqual(request, { kind: 'selectTurn', turnId: 'a' });
    const sibling = turnView({
      id: 'a',
      siblings: { ...siblings, position: 1, previousTurnId: null, nextTurnId: 'b' },
    });
    await chat.patch({ part: 'turn', turn: sibling }, { part: 'order', turnIds: ['a'] });
    await chat.respond(id, { kind: 'done' });
    const turn = await chat.page.evaluate(() =>
      document.activeElement?.closest('[data-turn]')?.getAttribute('data-turn'),
    );
    assert.equal(turn, 'a');
  });

  it('goes to the composer with Branch, at the last turn too, where nothing else is seen of it', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView()]));
    await chat.page.getByRole('button', { name: 'Branch' }).focus();
    await chat.page.keyboard.press('Enter');
    const { id } = await chat.waitForRequest('branch');
    await chat.respond(id, { kind: 'done' });
    assert.equal(await chat.focused(), 'textarea Question');
  });

  it('is not taken by an answer that arrives while it is nowhere', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView({ condition: runningView() })]));
    await chat.patch({ part: 'turn', turn: turnView({ condition: olympicsAnswer() }) });
    assert.equal(await chat.focused(), 'nothing');
  });

  it('is not taken from another part of VS Code', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView({ condition: runningView() })]));
    await chat.page.getByRole('button', { name: 'Stop watching' }).focus();
    await chat.page.evaluate(() => Object.assign(document, { hasFocus: () => false }));
    await chat.patch({ part: 'turn', turn: turnView() });
    assert.equal(await chat.focused(), 'nothing');
  });

  it('goes to the composer after Send, and when what had it outside of the turns is gone', async () => {
    const chat = await suite.open();
    const context = { id: 'c1', title: 'notes.md' };
    await chat.show(chatView([turnView()], { contexts: [context] }));
    await chat.question.fill('A question');
    await chat.page.getByRole('button', { name: 'Send' }).click();
    assert.equal(await chat.focused(), 'textarea Question');
    await chat.page.getByRole('button', { name: 'Remove notes.md' }).focus();
    await chat.patch({ part: 'composer', composer: composerView({ parentTurnId: 'turn-gold' }) });
    assert.equal(await chat.focused(), 'textarea Question');
  });

  it('goes to the composer when a key has been entered', async () => {
    const chat = await suite.open();
    await chat.show(chatView([], { key: 'missing' }));
    await chat.page.getByRole('button', { name: 'Enter API Key' }).focus();
    await chat.patch({ part: 'composer', composer: composerView() });
    assert.equal(await chat.focused(), 'textarea Question');
  });

  it('goes to the composer when the host asks for it', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView()]));
    await chat.send({ type: 'focusComposer' });
    await chat.settle();
    assert.equal(await chat.focused(), 'textarea Question');
  });
});

describe('announcements', () => {
  const suite = new ChatSuite();

  it('come once when an answer arrives, and not for progress', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView({ condition: runningView({ status: 'Queued' }) })]));
    await chat.page.evaluate(() => {
      const said: string[] = [];
      Object.assign(window, { said });
      const region = document.querySelector('[role="status"]');
      if (!region) throw new Error('There is no live region.');
      new MutationObserver(() => said.push(region.textContent)).observe(region, {
        childList: true,
        subtree: true,
        characterData: true,
      });
    });
    for (const meter of [10, 20, 30]) {
      await chat.patch({ part: 'turn', turn: turnView({ condition: runningView({ meter, status: `At ${meter}` }) }) });
    }
    await chat.patch({ part: 'turn', turn: turnView() });
    await chat.patch({
      part: 'turn',
      turn: turnView({ siblings: { position: 1, count: 2, previousTurnId: null, nextTurnId: 'x', comparable: false } }),
    });
    await chat.show(chatView([turnView()]));
    assert.deepEqual(await chat.page.evaluate((): unknown => Reflect.get(window, 'said')), [
      'Answer received: Which country won the most Winter Olympics gold medals in 2026?',
    ]);
    assert.equal(await chat.page.locator('[role="status"]').count(), 1);
  });

  it('come when something was copied, which the button says for a moment too', async () => {
    const chat = await suite.open();
    await chat.page.clock.install();
    await chat.show(chatView([turnView()]));
    await chat.page.getByRole('button', { name: 'Copy', exact: true }).click();
    const { id } = await chat.waitForRequest('copyAnswer');
    await chat.send({ type: 'response', id, outcome: { kind: 'done' } });
    await chat.page.getByRole('button', { name: 'Copied', exact: true }).waitFor();
    await chat.page.getByRole('status').getByText('Copied').waitFor();
    await chat.page.clock.fastForward(2_000);
    await chat.page.getByRole('button', { name: 'Copy', exact: true }).waitFor();
  });
});
