import assert from 'node:assert/strict';
import type { ChatView, ComposerView, TurnView } from '../../src/protocol/viewState';
import { chatView, turnView } from './builders';
import { ChatSuite } from './chatSuite';

describe('sources and attached texts in the chat', () => {
  const suite = new ChatSuite();
  const context = { id: 'c1', title: 'notes.md' };

  function view(composer: Partial<ComposerView> = {}, turn: Partial<TurnView> = {}): ChatView {
    const engine = { kind: 'research', name: 'core-fast' } as const;
    const settled = chatView([turnView({ engine, scope: null, notes: [], ...turn })], {
      engine,
      aim: { kind: 'continue' },
      quickModels: [],
      scope: null,
      room: 24_000,
      spent: null,
      contextNote: null,
      ...composer,
    });
    return { ...settled, writing: {} };
  }

  it('says at once when what is attached leaves no room for a question, and blocks sending', async () => {
    const chat = await suite.open();
    const facts = chat.page.locator('.sending-facts');
    await chat.show(view({ contexts: [context], room: -500 }));
    await facts.getByText('501 characters too long. Remove an attachment to make room').waitFor();
    await chat.question.fill('Who won?');
    await facts.getByText('508 characters too long. Remove').waitFor();
    assert.equal(await chat.page.getByRole('button', { name: 'Send' }).isDisabled(), true);
    await chat.question.press('Enter');
    assert.deepEqual(await chat.requests(), []);
  });

  it('says what helps: to shorten the question, or to remove what is attached', async () => {
    const chat = await suite.open();
    const facts = chat.page.locator('.sending-facts');
    await chat.show(view({ contexts: [context], room: 10 }));
    await chat.question.fill('0123456789A');
    await facts.getByText('1 character too long. Shorten the question or remove an attachment.').waitFor();
    await chat.show(view({ contexts: [], room: 10 }));
    await facts.getByText('1 character too long. Shorten the question.').waitFor();
    await chat.question.fill('0123456789');
    await facts.getByText('0 characters left').waitFor();
    // The toolkit's button takes a moment to look as it is told.
    await chat.page.locator('[data-control="send"]:not([disabled])').waitFor();
  });

  it('shows where a turn looked shortened, and all of it when that is asked for with the keyboard', async () => {
    const chat = await suite.open();
    const scopeInFull = `only ${Array.from({ length: 200 }, (_, index) => `site${index}.com`).join(', ')}`;
    await chat.show(view({}, { scope: 'only site0.com, site1.com, site2.com and 197 more', scopeInFull }));
    const facts = chat.page.locator('.facts');
    await facts.getByText('and 197 more').waitFor();
    const all = facts.getByRole('button', { name: 'Show all' });
    await all.focus();
    await all.press('Enter');
    await facts.getByText('site199.com').waitFor();
    const overflows = await chat.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    assert.equal(overflows, false);
    await facts.getByRole('button', { name: 'Show less' }).press('Enter');
    await facts.getByText('and 197 more').waitFor();
  });

  it('shows where the next question looks, and lets it be changed and removed', async () => {
    const chat = await suite.open();
    await chat.show(
      view({ scope: 'only a.com, b.com, c.com and 1 more', scopeInFull: 'only a.com, b.com, c.com, d.com' }),
    );
    const chip = chat.page.getByRole('button', { name: 'only a.com, b.com, c.com and 1 more' });
    assert.equal(await chip.getAttribute('title'), 'only a.com, b.com, c.com, d.com');
    await chip.click();
    await chat.waitForRequest('chooseScope');
    await chat.page.getByRole('button', { name: 'Look anywhere' }).click();
    await chat.waitForRequest('clearScope');
  });
});
