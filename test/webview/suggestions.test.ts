import assert from 'node:assert/strict';
import { chatView, olympicsAnswer, turnView } from './builders';
import { ChatSuite } from './chatSuite';

const suggestions = ['How do Norway and Italy differ?', 'What would confirm this answer?'];
const suggesting = chatView([turnView({ condition: olympicsAnswer({ suggestions }) })]);

describe('follow-up suggestions', () => {
  const suite = new ChatSuite();

  it('go into the composer, with the caret behind them, and are not sent', async () => {
    const chat = await suite.open();
    await chat.show(suggesting);
    await chat.page.getByRole('button', { name: suggestions[0] ?? '' }).click();
    await chat.settle();
    assert.equal(await chat.focused(), 'textarea Question');
    await chat.page.keyboard.type(' In gold?');
    assert.equal(await chat.question.inputValue(), 'How do Norway and Italy differ? In gold?');
    assert.deepEqual(await chat.requests(), []);
  });

  it('leave what was written already', async () => {
    const chat = await suite.open();
    await chat.show(suggesting);
    await chat.question.fill('In one sentence:');
    await chat.page.getByRole('button', { name: suggestions[1] ?? '' }).press('Enter');
    await chat.settle();
    assert.equal(await chat.question.inputValue(), 'In one sentence:\nWhat would confirm this answer?');
  });

  it('go at once when they are not wanted any more', async () => {
    const chat = await suite.open();
    await chat.show(suggesting);
    await chat.page.getByRole('list', { name: 'Follow-up suggestions' }).waitFor();
    await chat.patch({ part: 'turn', turn: turnView() });
    assert.equal(await chat.page.getByRole('list', { name: 'Follow-up suggestions' }).count(), 0);
  });
});
