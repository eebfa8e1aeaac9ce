import assert from 'node:assert/strict';
import { chatView, problemView, processorViews, quickModelViews, turnView } from './builders';
import { ChatSuite } from './chatSuite';

describe('the pickers', () => {
  const suite = new ChatSuite();

  it('show a few processors in words first, each with its name, price and time, then all in two groups', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView()]));
    await chat.page.getByRole('combobox', { name: /^Processor/ }).click();
    const option = chat.page.getByRole('option');
    assert.deepEqual(await option.locator('.option-name').allTextContents(), [
      'Quick fact',
      'Careful answer',
      'Deep report',
      'Exhaustive research',
      'All Processors',
    ]);
    for (const [index, name] of ['lite-fast', 'core-fast', 'ultra-fast', 'ultra8x-fast'].entries()) {
      const facts = processorViews.find((processor) => processor.name === name);
      assert.ok(facts);
      const note = await option.nth(index).locator('.option-note').textContent();
      assert.equal(note, `${name} · ${facts.price} · ${facts.usualTime}`);
    }
    await option.last().click();
    const options = await option.allTextContents();
    assert.equal(options.length, 18);
    for (const { name, price, usualTime } of processorViews)
      assert.ok(options.includes(`${name}${price}${usualTime}`), name);
    assert.equal(await chat.page.getByRole('group', { name: 'Fast' }).getByRole('option').count(), 9);
    assert.equal(await chat.page.getByRole('group', { name: 'Standard' }).getByRole('option').count(), 9);
    await option.filter({ hasText: 'base-fast' }).click();
    const { request } = await chat.waitForRequest('chooseEngine');
    assert.deepEqual(request, { kind: 'chooseEngine', engine: { kind: 'research', name: 'base-fast' } });
  });

  it('show the chosen processor, too, when it is not among the few', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView()], { engine: { kind: 'research', name: 'pro' } }));
    await chat.page.getByRole('combobox', { name: /^Processor/ }).click();
    assert.match((await chat.page.getByRole('option', { selected: true }).textContent()) ?? '', /^pro/);
    assert.equal(await chat.page.getByRole('option').count(), 6);
  });

  it('work by keyboard: arrows, Home, End, Enter, and typing, which leaves what begins so of all', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView()]));
    const picker = chat.page.getByRole('combobox', { name: /^Processor/ });
    const names = chat.page.getByRole('option').locator('.option-name');
    const active = async (): Promise<string> =>
      picker.evaluate((button) => {
        const id = button.getAttribute('aria-activedescendant') ?? '';
        return document.getElementById(id)?.querySelector('.option-name')?.textContent ?? '';
      });
    await picker.press('Enter');
    assert.equal(await active(), 'Careful answer');
    await picker.press('ArrowDown');
    assert.equal(await active(), 'Deep report');
    await picker.press('Home');
    assert.equal(await active(), 'Quick fact');
    await picker.press('End');
    await picker.press('Enter');
    assert.equal(await active(), 'core-fast');
    await picker.press('End');
    assert.equal(await active(), 'ultra8x');
    await picker.pressSequentially('pro');
    assert.deepEqual(await names.allTextContents(), ['pro-fast', 'pro']);
    // A letter that would leave nothing changes nothing.
    await picker.press('z');
    assert.deepEqual(await names.allTextContents(), ['pro-fast', 'pro']);
    await picker.press('Backspace');
    await picker.press('Backspace');
    await picker.press('Backspace');
    assert.equal(await names.count(), 18);
    await picker.pressSequentially('deep');
    assert.deepEqual(await names.allTextContents(), ['ultra-fast']);
    for (let left = 'deep'.length; left > 0; left -= 1) await picker.press('Backspace');
    await picker.pressSequentially('pro-f');
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
    await turn.getByRole('combobox', { name: /^Processor/ }).pressSequentially('ultra');
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
      'ResearchReads the web step by step. Continues after you close the window.',
      'Quick answerWritten while you watch. Lost if the connection breaks.',
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
