import assert from 'node:assert/strict';
import { chatView, problemView, processorViews, turnView } from './builders';
import { ChatSuite } from './chatSuite';

describe('the processor picker', () => {
  const suite = new ChatSuite();

  it('shows all processors with price and usual time, in two groups', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView()]));
    await chat.page.getByRole('combobox').click();
    const options = await chat.page.getByRole('option').allTextContents();
    assert.equal(options.length, 18);
    for (const { name, price, usualTime } of processorViews)
      assert.ok(options.includes(`${name}${price}${usualTime}`), name);
    assert.equal(await chat.page.getByRole('group', { name: 'Fast' }).getByRole('option').count(), 9);
    assert.equal(await chat.page.getByRole('group', { name: 'Standard' }).getByRole('option').count(), 9);
  });

  it('works by keyboard: arrows, letters, Home, End, Enter', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView()]));
    const picker = chat.page.getByRole('combobox');
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
    const { request } = await chat.waitForRequest('chooseProcessor');
    assert.deepEqual(request, { kind: 'chooseProcessor', processor: 'pro-fast' });
    assert.equal(await chat.page.getByRole('listbox').count(), 0);
    assert.match(await chat.focused(), /^combobox/);
  });

  it('closes on Escape without choosing, and does not end branching by it', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView()], { branchFrom: 'A question' }));
    const picker = chat.page.getByRole('combobox');
    await picker.press('ArrowDown');
    await picker.press('ArrowDown');
    await picker.press('Escape');
    assert.equal(await chat.page.getByRole('listbox').count(), 0);
    assert.deepEqual(await chat.requests(), []);
  });

  for (const width of [200, 250, 600]) {
    it(`stays within a panel ${width} px wide`, async () => {
      const chat = await suite.open({ viewport: { width, height: 500 } });
      await chat.show(chatView([turnView()]));
      await chat.page.getByRole('combobox').click();
      const box = await chat.page.getByRole('listbox').boundingBox();
      assert.ok(box && box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= 500);
    });
  }

  it('chooses what a failed turn is sent again with, and says what that costs', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView({ condition: { state: 'failed', problem: problemView() } })]));
    const turn = chat.page.getByRole('article');
    await turn.getByRole('combobox').click();
    await chat.page.getByRole('option', { name: /^ultra \$0.30/ }).click();
    await turn.getByRole('button', { name: 'Retry for $0.30' }).click();
    const { request } = await chat.waitForRequest('send');
    assert.deepEqual(request, { kind: 'send', turnId: 'turn-gold', processor: 'ultra' });
  });
});
