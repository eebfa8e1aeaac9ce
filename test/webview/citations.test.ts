import assert from 'node:assert/strict';
import { chatView, olympicsAnswer, sourceView, turnView, unresolvedAnswer } from './builders';
import type { ChatPage } from './chatPage';
import { ChatSuite } from './chatSuite';

describe('citations', () => {
  const suite = new ChatSuite();

  async function openAnswer(width = 400): Promise<ChatPage> {
    const chat = await suite.open({ viewport: { width, height: 700 } });
    await chat.show(chatView([turnView()]));
    return chat;
  }

  it('show their evidence when the pointer rests on them, and hide it when it leaves', async () => {
    const chat = await openAnswer();
    await chat.page.locator('.marker').first().hover();
    const card = chat.page.getByRole('dialog', { name: 'Source 1' });
    await card.waitFor();
    await card.getByText('Norway finished at the top of the table').waitFor();
    await card.hover();
    await chat.settle();
    assert.equal(await card.count(), 1);
    await chat.page.mouse.move(5, 5);
    await card.waitFor({ state: 'detached' });
  });

  it('show their evidence when they have the focus, and let Tab pass by', async () => {
    const chat = await openAnswer();
    const markers = chat.page.locator('.marker');
    await chat.page.keyboard.press('Tab');
    while (!(await chat.focused()).startsWith('button Source 1')) await chat.page.keyboard.press('Tab');
    await chat.page.locator('.card').getByText('2026 Winter Olympics medal table').waitFor();
    await chat.page.keyboard.press('Tab');
    assert.match(await chat.focused(), /^button Source 2/);
    await chat.page.locator('.card').getByText('sportsmole.co.uk').waitFor();
    assert.equal(await chat.page.locator('.card').count(), 1);
    assert.equal(await markers.nth(1).getAttribute('aria-expanded'), 'true');
  });

  for (const key of ['Enter', 'Space']) {
    it(`open on ${key} with the focus inside, and close on Escape with the focus back`, async () => {
      const chat = await openAnswer();
      await chat.page.locator('.marker').first().focus();
      await chat.page.keyboard.press(key);
      await chat.settle();
      assert.equal(await chat.focused(), 'dialog Source 1');
      await chat.page.keyboard.press('Tab');
      assert.equal(await chat.focused(), 'a Open');
      await chat.page.keyboard.press('Tab');
      assert.equal(await chat.focused(), 'button Insert');
      await chat.page.keyboard.press('Enter');
      const { request } = await chat.waitForRequest('insertCitation');
      assert.deepEqual(request, { kind: 'insertCitation', turnId: 'turn-gold', source: 1 });
      await chat.page.keyboard.press('Escape');
      await chat.settle();
      assert.match(await chat.focused(), /^button Source 1/);
      assert.equal(await chat.page.getByRole('dialog').count(), 0);
    });
  }

  it('close when the focus or a click goes elsewhere', async () => {
    const chat = await openAnswer();
    const card = chat.page.getByRole('dialog', { name: 'Source 1' });
    await chat.page.locator('.marker').first().click();
    await card.waitFor();
    await chat.page.locator('.facts').click();
    await card.waitFor({ state: 'detached' });
    await chat.page.locator('.marker').first().click();
    await card.waitFor();
    await chat.question.focus();
    await card.waitFor({ state: 'detached' });
  });

  for (const width of [200, 250, 600]) {
    it(`keep their evidence within a panel ${width} px wide`, async () => {
      const chat = await openAnswer(width);
      for (const number of [1, 2]) {
        await chat.page
          .locator('.marker')
          .nth(number - 1)
          .click();
        const card = chat.page.getByRole('dialog', { name: `Source ${number}` });
        const box = await card.boundingBox();
        assert.ok(box && box.x >= 0 && box.x + box.width <= width, JSON.stringify(box));
        assert.ok(box.y >= 0 && box.y + box.height <= 700);
        await chat.page.keyboard.press('Escape');
      }
    });
  }

  it('link to the exact URL, byte for byte', async () => {
    const url = 'https://example.org/a%2Fb?q=c++&x=%23#frag%20ment';
    const chat = await suite.open();
    await chat.show(chatView([turnView({ condition: olympicsAnswer({ sources: [sourceView({ url })] }) })]));
    await chat.page.locator('.evidence-line').click();
    const link = chat.page.locator('.source-title a');
    assert.equal(await link.getAttribute('href'), url);
    assert.equal(await link.getAttribute('title'), url);
  });

  it('are text where the answer has no such source', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView({ condition: olympicsAnswer({ body: 'Known [1], unknown [9].' }) })]));
    assert.equal(await chat.page.locator('.marker').count(), 1);
    assert.equal(await chat.page.locator('.markdown').textContent(), 'Known [1], unknown [9].');
  });

  it('that name no source for certain read as they are written, say why, and offer what they may mean', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView({ condition: unresolvedAnswer() })]));
    const { page } = chat;
    assert.equal(
      await page.locator('.markdown').textContent(),
      'Norway won 18 [1], with a 95% CI [1, 2] and others [9].',
    );
    const [interval, unknown] = [page.locator('.unresolved').first(), page.locator('.unresolved').last()];
    await interval.focus();
    await page.keyboard.press('Enter');
    const card = page.getByRole('dialog', { name: '[1, 2], not matched to a source' });
    await card.getByText('This may be part of the text or a citation of:').waitFor();
    assert.equal(await card.locator('.source').count(), 2);
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'detached' });
    await unknown.click();
    await page.getByText('The answer’s references don’t include [9].').waitFor();
  });

  it('tell apart what was cited and what was only read, and show confidence as the API gave it or not at all', async () => {
    const chat = await suite.open();
    const sources = [
      sourceView({ number: 1, confidence: { level: null, word: 'rather sure' } }),
      sourceView({ number: 2, standing: 'read', deceptive: true }),
      sourceView({ number: 3, inBasis: false }),
    ];
    await chat.show(chatView([turnView({ condition: olympicsAnswer({ sources, confidence: null }) })]));
    const line = chat.page.locator('.evidence-line');
    assert.equal((await line.textContent())?.trim(), '2 cited · 1 read');
    await line.click();
    await chat.page.getByRole('heading', { name: 'Cited (2)' }).waitFor();
    await chat.page.getByRole('heading', { name: 'Read, not cited (1)' }).waitFor();
    const items = await chat.page.locator('.source').allTextContents();
    assert.match(items[0] ?? '', /rather sure/);
    assert.match(items[1] ?? '', /Only named in the answer/);
    assert.match(items[2] ?? '', /This address may be deceptive/);
    assert.doesNotMatch(items.join(' '), /high|medium|low/);
  });

  it('are copied together with the text around them', async () => {
    const chat = await openAnswer();
    const copied = await chat.page.locator('.markdown').evaluate((answer) => {
      document.getSelection()?.selectAllChildren(answer);
      return String(document.getSelection());
    });
    assert.match(copied, /18 of 116 \[1\], six more than the United States with 12 \[2\]\./);
  });
});
