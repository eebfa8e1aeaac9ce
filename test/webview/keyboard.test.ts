import assert from 'node:assert/strict';
import { chatView, olympicsAnswer, runningView, turnView } from './builders';
import type { ChatPage } from './chatPage';
import { ChatSuite } from './chatSuite';

describe('the main job by keyboard alone', () => {
  const suite = new ChatSuite();

  /** Presses Tab until the wanted control has the focus, which must show. */
  async function tabTo(chat: ChatPage, wanted: RegExp): Promise<void> {
    const passed: string[] = [];
    for (let press = 0; press < 60; press += 1) {
      await chat.page.keyboard.press('Tab');
      const focused = await chat.focused();
      if (wanted.test(focused)) {
        assert.ok(await showsFocus(chat), `${focused} does not show that it has the focus`);
        return;
      }
      passed.push(focused);
    }
    assert.fail(`Tab does not lead to ${String(wanted)}, but to: ${passed.join(', ')}`);
  }

  /** Whether what has the focus, or the box that it lies in, is outlined. */
  function showsFocus(chat: ChatPage): Promise<boolean> {
    return chat.page.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      if (!element) return false;
      if (getComputedStyle(element).outlineStyle === 'solid') return true;
      const box = document.activeElement?.closest('.composer-box');
      const probe = document.createElement('span');
      probe.className = 'focus-probe';
      document.body.append(probe);
      probe.style.color = 'var(--vscode-focusBorder)';
      const focusColor = getComputedStyle(probe).color;
      probe.remove();
      return box !== null && box !== undefined && getComputedStyle(box).borderColor === focusColor;
    });
  }

  it('asks, reads, follows up, branches, inserts and opens a source', async () => {
    const chat = await suite.open();
    await chat.show(chatView());
    await tabTo(chat, /^textarea Question/);
    await chat.page.keyboard.type('Which country won the most Winter Olympics gold medals in 2026?');
    await tabTo(chat, /^combobox Processor/);
    await chat.page.keyboard.press('Enter');
    await chat.page.keyboard.press('ArrowDown');
    await chat.page.keyboard.press('Enter');
    const choice = await chat.waitForRequest('chooseEngine');
    assert.deepEqual(choice.request, { kind: 'chooseEngine', engine: { kind: 'research', name: 'ultra-fast' } });
    await chat.respond(choice.id, { kind: 'done' });
    await tabTo(chat, /^button Send/);
    await chat.page.keyboard.press('Enter');
    const ask = await chat.waitForRequest('ask');
    await chat.show(chatView([turnView({ condition: runningView() })]));
    await chat.respond(ask.id, { kind: 'done' });

    await tabTo(chat, /^button Reading 4 of 12 pages/);
    await chat.page.keyboard.press('Enter');
    await chat.page.getByText('Some of the pages read').waitFor();
    await tabTo(chat, /^button Stop watching/);
    await chat.patch({ part: 'turn', turn: turnView() });

    await tabTo(chat, /^button Source 1/);
    await chat.page.keyboard.press('Enter');
    await tabTo(chat, /^a Open/);
    await chat.page.keyboard.press('Escape');
    await tabTo(chat, /^button Confidence: high/);
    await chat.page.keyboard.press('Space');
    await tabTo(chat, /^a 2026 Winter Olympics medal table/);
    await tabTo(chat, /^button Insert citation 2/);
    await chat.page.keyboard.press('Space');
    const citation = await chat.waitForRequest('insertCitation');
    assert.deepEqual(citation.request, { kind: 'insertCitation', turnId: 'turn-gold', source: 2 });
    await tabTo(chat, /^button Insert$/);
    await chat.page.keyboard.press('Enter');
    await chat.waitForRequest('insertAnswer');
    await tabTo(chat, /^button Branch/);
    await chat.page.keyboard.press('Enter');
    await chat.waitForRequest('branch');

    await tabTo(chat, /^textarea Question/);
    await chat.forgetSent();
    await chat.page.keyboard.type('How many medals did they win?');
    await chat.page.keyboard.press('Enter');
    const followUp = await chat.waitForRequest('ask');
    assert.equal(followUp.request.kind === 'ask' && followUp.request.parentTurnId, 'turn-gold');
  });

  it('reaches actions that are quiet', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView(), turnView({ id: 'second', condition: olympicsAnswer() })]));
    const actions = chat.page.locator('[data-turn="turn-gold"] .actions');
    const opacity = (): Promise<string> => actions.evaluate((element) => getComputedStyle(element).opacity);
    assert.equal(await opacity(), '0.8');
    await tabTo(chat, /^button Insert$/);
    assert.equal(await opacity(), '1');
  });
});
