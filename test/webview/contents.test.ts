import assert from 'node:assert/strict';
import { answeredView, chatView, olympicsAnswer, sourceView, turnView } from './builders';
import type { ChatPage } from './chatPage';
import { ChatSuite } from './chatSuite';
import { endOfHugeReport, hugeReport, longReport } from './longReport';

describe('the contents of a long report', () => {
  const suite = new ChatSuite();

  function opener(chat: ChatPage): ReturnType<ChatPage['page']['getByRole']> {
    return chat.page.getByRole('button', { name: /^Contents/ });
  }

  /** How far below the top of the scroll container what has the focus stands. */
  async function topOfFocused(chat: ChatPage): Promise<number> {
    await chat.settle();
    return chat.page.evaluate(() => {
      const scroller = document.querySelector('.scroller');
      const top = document.activeElement?.getBoundingClientRect().top ?? 0;
      return Math.round(top - (scroller?.getBoundingClientRect().top ?? 0));
    });
  }

  it('are there for a long answer with headings, closed, and not for a short one', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView({ condition: longReport })]));
    assert.equal(await opener(chat).getAttribute('aria-expanded'), 'false');
    assert.equal(await chat.page.locator('.contents-entry').count(), 0);
    await chat.show(chatView([turnView({ condition: olympicsAnswer() })]));
    assert.equal(await opener(chat).count(), 0);
  });

  it('show and focus the heading that is chosen by keyboard, and stay open', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView(), turnView({ id: 'report', condition: longReport })]));
    await opener(chat).focus();
    await chat.page.keyboard.press('Enter');
    await chat.page.getByRole('button', { name: 'Wayve', exact: true }).focus();
    await chat.page.keyboard.press('Enter');
    await chat.settle();
    assert.equal(await chat.focused(), 'h3 Wayve');
    assert.equal(await topOfFocused(chat), 8);
    await chat.page.reload();
    await chat.waitForMessage('ready');
    await chat.show(chatView([turnView(), turnView({ id: 'report', condition: longReport })]));
    assert.equal(await opener(chat).getAttribute('aria-expanded'), 'true');
  });

  it('lead to a heading that is not drawn yet', async () => {
    const chat = await suite.open();
    const turn = turnView({ condition: hugeReport(200_000, 300) });
    await chat.show(chatView([turn]));
    await opener(chat).click();
    await chat.page.reload();
    await chat.waitForMessage('ready');
    // Chosen before anything but the first section is drawn.
    await chat.page.evaluate(() => {
      const observer = new MutationObserver(() => {
        const last = [...document.querySelectorAll<HTMLElement>('.contents-entry')].at(-1);
        if (!last) return;
        observer.disconnect();
        Object.assign(window, { drawnBefore: document.querySelectorAll('.section').length });
        last.click();
      });
      observer.observe(document.body, { childList: true, subtree: true });
    });
    await chat.show(chatView([turn]));
    await chat.page.getByText(endOfHugeReport).waitFor();
    await chat.page.waitForFunction(() => document.activeElement?.classList.contains('heading'));
    assert.ok(Number(await chat.page.evaluate((): unknown => Reflect.get(window, 'drawnBefore'))) < 5);
    const place = await chat.page.evaluate(() => {
      const headings = [...document.querySelectorAll('.heading')];
      return document.activeElement ? headings.length - headings.indexOf(document.activeElement) : -1;
    });
    assert.equal(place, 1);
    const top = await topOfFocused(chat);
    assert.ok(top >= 0 && top < 800, String(top));
  });

  it('let go of the heading as soon as the person scrolls', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView({ condition: longReport })]));
    await opener(chat).click();
    await chat.page.getByRole('button', { name: 'Aurora', exact: true }).click();
    await chat.settle();
    await chat.page.mouse.move(200, 300);
    await chat.page.mouse.wheel(0, 200);
    await chat.page.waitForFunction(() => (document.activeElement?.getBoundingClientRect().top ?? 0) < 0);
  });

  it('are text, whatever the headings are, and one for each that is drawn', async () => {
    const chat = await suite.open();
    const names = [
      '<img src=x onerror="window.attacked = true">',
      '[x](javascript:window.attacked=true)',
      '`code` [1]',
    ];
    const filler = 'Words that make the answer long. '.repeat(40);
    const body = `> # Quoted\n\n- # In a list\n\n\`\`\`\n# Code\n\`\`\`\n\n${[...names, 'Last', '']
      .map((name) => `## ${name}\n\n${filler}\n`)
      .join('\n')}`;
    await chat.show(chatView([turnView({ condition: answeredView({ body, sources: [sourceView()] }) })]));
    await opener(chat).click();
    assert.deepEqual(await chat.page.locator('.contents-entry').allTextContents(), [
      names[0],
      'x',
      'code',
      'Last',
      'Untitled section',
    ]);
    await chat.page.getByRole('button', { name: 'Last', exact: true }).click();
    await chat.settle();
    assert.equal(await chat.focused(), 'h3 Last');
    assert.equal(await chat.page.evaluate(() => 'attacked' in window), false);
  });
});
