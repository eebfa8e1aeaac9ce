import assert from 'node:assert/strict';
import { chatView, problemView, processorViews, quickModelViews, turnView } from './builders';
import { ChatSuite } from './chatSuite';

describe('the pickers', () => {
  const suite = new ChatSuite();

  it('show all processors with price and usual time, in two groups', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView()]));
    await chat.page.getByRole('combobox', { name: /^Processor/ }).click();
    const options = await chat.page.getByRole('option').allTextContents();
    assert.equal(options.length, 18);
    for (const { name, price, usualTime } of processorViews)
      assert.ok(options.includes(`${name}${price}${usualTime}`), name);
    assert.equal(await chat.page.getByRole('group', { name: 'Fast' }).getByRole('option').count(), 9);
    assert.equal(await chat.page.getByRole('group', { name: 'Standard' }).getByRole('option').count(), 9);
  });

  it('work by keyboard: arrows, letters, Home, End, Enter', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView()]));
    const picker = chat.page.getByRole('combobox', { name: /^Processor/ });
    const active = async (): Promise<string> =>
      picker.evaluate((button) => {
        const id = button.getAttribute('aria-activedescendant') ?? '';
        return document.getElementById(id)?.querySelector('.option-name')?.textContent ?? '';
      });
    await picker.press('Enter');
    assert.equal(await active(), 'core-fast');
    await picker.press('ArrowDown');
    assert.equal(await active(), 'core2x-fast');
    await picker.press('Home');
    assert.equal(await active(), 'lite-fast');
    await picker.press('End');
    assert.equal(await active(), 'ultra8x');
    await picker.press('p');
    assert.equal(await active(), 'pro-fast');
    await picker.press('Enter');
    const { request } = await chat.waitForRequest('chooseEngine');
    assert.deepEqual(request, { kind: 'chooseEngine', engine: { kind: 'research', name: 'pro-fast' } });
    assert.equal(await chat.page.getByRole('listbox').count(), 0);
    assert.match(await chat.focused(), /^combobox/);
  });

  it('close on Escape without choosing, and do not end branching by it', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView()], { aim: { kind: 'branch', question: 'A question' } }));
    const picker = chat.page.getByRole('combobox', { name: /^Processor/ });
    await picker.press('ArrowDown');
    await picker.press('ArrowDown');
    await picker.press('Escape');
    assert.equal(await chat.page.getByRole('listbox').count(), 0);
    assert.deepEqual(await chat.requests(), []);
  });

  for (const width of [200, 250, 600]) {
    it(`stay within a panel ${width} px wide`, async () => {
      const chat = await suite.open({ viewport: { width, height: 500 } });
      await chat.show(chatView([turnView()]));
      await chat.page.getByRole('combobox', { name: /^Processor/ }).click();
      const box = await chat.page.getByRole('listbox').boundingBox();
      assert.ok(box && box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= 500);
    });
  }

  it('choose what a failed turn is sent again with, and says what that costs', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView({ condition: { state: 'failed', problem: problemView() } })]));
    const turn = chat.page.getByRole('article');
    await turn.getByRole('combobox', { name: /^Processor/ }).click();
    await chat.page.getByRole('option', { name: /^ultra \$0.30/ }).click();
    await turn.getByRole('button', { name: 'Retry for $0.30' }).click();
    const { request } = await chat.waitForRequest('send');
    assert.deepEqual(request, { kind: 'send', turnId: 'turn-gold', engine: { kind: 'research', name: 'ultra' } });
  });

  it('choose between research and a quick answer, each with a note, and then among its models', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView()]));
    const kind = chat.page.getByRole('combobox', { name: 'Kind: Research' });
    await kind.press('ArrowDown');
    assert.deepEqual(await chat.page.getByRole('option').allTextContents(), [
      'ResearchReads the web, step by step. Goes on when you close the window.',
      'Quick answerWritten while you watch. Lost when its connection breaks.',
    ]);
    await kind.press('q');
    await kind.press('Enter');
    assert.deepEqual((await chat.waitForRequest('chooseKind')).request, { kind: 'chooseKind', engineKind: 'quick' });
    assert.match(await chat.focused(), /^combobox Kind/);
    await chat.show(chatView([turnView()], { engine: { kind: 'quick', name: 'lite' } }));
    await chat.page.getByRole('combobox', { name: 'Model: lite, $0.005, usually 10–60 s' }).click();
    const models = await chat.page.getByRole('option').locator('.option-name').allTextContents();
    assert.deepEqual(
      models,
      quickModelViews.map(({ name }) => name),
    );
    assert.equal(await chat.page.getByRole('button', { name: 'Choose where to look' }).count(), 0);
  });

  for (const width of [220, 250, 300, 400]) {
    for (const name of ['core-fast', 'ultra8x-fast']) {
      it(`stand in one row with Send in a panel ${width} px wide: ${name}`, async () => {
        const chat = await suite.open({ viewport: { width, height: 500 } });
        await chat.show(chatView([turnView()], { engine: { kind: 'research', name } }));
        const { tops, overflow } = await chat.page.locator('.composer-tools').evaluate((tools) => ({
          tops: [...tools.children].map((tool) => Math.round(tool.getBoundingClientRect().top)),
          overflow: tools.scrollWidth - tools.clientWidth,
        }));
        assert.ok(Math.max(...tops) - Math.min(...tops) < 16, String(tops));
        assert.ok(overflow <= 0, String(overflow));
      });
    }
  }
});
