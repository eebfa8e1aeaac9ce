import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { ChatPage } from './chatPage';
import { type ThemeName, themes } from './chatServer';
import { ChatSuite } from './chatSuite';
import { branchedChat, everyRow, mapOf, mappedChat, mapRow, shortTurn } from './mapBuilders';

describe('the map of a thread', () => {
  const suite = new ChatSuite();

  async function openMap(view = branchedChat, width = 400): Promise<ChatPage> {
    const chat = await suite.open({ viewport: { width, height: 720 } });
    await chat.show(view);
    await chat.page.locator('.map-line').click();
    await chat.page.locator('.map-row').first().waitFor();
    return chat;
  }

  const names = (chat: ChatPage): Promise<readonly (string | null)[]> =>
    chat.page.getByRole('treeitem').evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label')));

  it('is there only where directions part', async () => {
    const chat = await suite.open();
    await chat.show(mappedChat([shortTurn('a')], null));
    assert.equal(await chat.page.locator('.map').count(), 0);
    await chat.patch({ part: 'map', map: mapOf(everyRow) });
    assert.equal(await chat.page.locator('.map-line').textContent(), '3 branches · 20 questions');
    await chat.patch({ part: 'map', map: null });
    assert.equal(await chat.page.locator('.map').count(), 0);
  });

  it('is closed at first, and stays as it was left', async () => {
    const chat = await suite.open();
    await chat.show(branchedChat);
    assert.equal(await chat.page.getByRole('tree').count(), 0);
    await chat.page.locator('.map-line').click();
    await chat.page.getByRole('tree').waitFor();
    await chat.page.reload();
    await chat.waitForMessage('ready');
    await chat.show(branchedChat);
    assert.equal(await chat.page.getByRole('tree').count(), 1);
  });

  it('says of every row what it is, how far it has come and whether it is shown', async () => {
    const chat = await openMap();
    assert.deepEqual(await names(chat), [
      'Which country won the most Winter Olympics gold medals in 2026?, answered, shown',
      '12 more questions, answered, shown',
      'How many medals did they win?, answered, shown',
      'Compare that to the second place country, answered, starts a branch, shown',
      'Which cities hosted the games?, answered, shown',
      'How many nations took part?, failed, starts a branch',
      'Who carried the flag?, being answered, starts a branch',
      'Who won the biathlon?, not sent, starts a branch',
      'This question can’t be read, needs attention, starts a branch',
    ]);
    const current = chat.page.locator('[aria-current="true"]');
    assert.equal(await current.count(), 1);
    assert.match((await current.textContent()) ?? '', /Which cities/);
    const weight = (turnId: string): Promise<string> =>
      chat.page.locator(`[data-row="${turnId}"]`).evaluate((row) => getComputedStyle(row).fontWeight);
    assert.notEqual(await weight('d'), await weight('c'));
  });

  it('tells the host which turn was chosen, then shows it and puts the focus on it', async () => {
    const chat = await openMap();
    await chat.page.locator('[data-row="f"]').click();
    const { id, request } = await chat.waitForRequest('selectTurn');
    assert.deepEqual(request, { kind: 'selectTurn', turnId: 'f' });
    const after = everyRow.map((row) => ({ ...row, place: row.turnId === 'f' ? ('last' as const) : row.place }));
    await chat.patch(
      { part: 'map', map: mapOf(after) },
      { part: 'turn', turn: shortTurn('f') },
      { part: 'order', turnIds: ['a', 'f'] },
    );
    await chat.respond(id, { kind: 'done' });
    await chat.page.waitForFunction(() => document.activeElement?.getAttribute('data-turn') === 'f');
    assert.equal(await chat.page.getByRole('tree').count(), 1);
  });

  it('says why a turn cannot be shown', async () => {
    const chat = await openMap();
    await chat.page.locator('[data-row="e"]').click();
    const { id } = await chat.waitForRequest('selectTurn');
    await chat.respond(id, { kind: 'refused', message: 'This thread no longer exists.' });
    await chat.page.locator('.map').getByText('This thread no longer exists.').waitFor();
  });

  it('is one stop for Tab, at the last turn that is shown; arrows lead on from there', async () => {
    const chat = await openMap();
    await chat.page.locator('.map-line').focus();
    const press = async (...keys: readonly string[]): Promise<string> => {
      for (const key of keys) await chat.page.keyboard.press(key);
      await chat.settle();
      return (await chat.focused()).replace(/,.*/, '').replace('treeitem ', '');
    };
    assert.equal(await press('Tab'), 'Which cities hosted the games?');
    assert.equal(await press('ArrowDown'), 'How many nations took part?');
    assert.equal(await press('ArrowRight'), 'Who carried the flag?');
    assert.equal(await press('ArrowDown', 'ArrowDown', 'ArrowDown'), 'This question can’t be read');
    assert.equal(await press('ArrowLeft'), 'How many nations took part?');
    assert.equal(await press('ArrowLeft'), 'How many medals did they win?');
    assert.match(await press('Home', 'ArrowUp'), /^Which country/);
    assert.equal(await press('End', 'ArrowUp'), 'Who won the biathlon?');
    const outline = await chat.page.evaluate(() => {
      return document.activeElement && getComputedStyle(document.activeElement).outlineStyle;
    });
    assert.equal(outline, 'solid');
    await chat.page.keyboard.press('Enter');
    assert.deepEqual((await chat.waitForRequest('selectTurn')).request, { kind: 'selectTurn', turnId: 'g' });
    assert.doesNotMatch(await press('Tab'), /biathlon|flag/);
  });

  it('keeps the focus on its row when the map changes', async () => {
    const chat = await openMap();
    await chat.page.locator('[data-row="e"]').focus();
    const changed = everyRow.map((row) => ({ ...row, stage: 'answered' as const }));
    await chat.patch({ part: 'map', map: mapOf([mapRow('before'), ...changed]) });
    assert.match(await chat.focused(), /^treeitem How many nations took part\?, answered/);
  });

  it('shows hostile questions as text', async () => {
    const hostile = '<img src=x onerror="document.title=1"> $(trash) [link](command:x)';
    const chat = await openMap(mappedChat([shortTurn('a')], mapOf([mapRow('a', { question: hostile }), mapRow('b')])));
    assert.equal(await chat.page.locator('[data-row="a"] .map-question').textContent(), hostile);
    assert.equal(await chat.page.locator('.map img, .map a').count(), 0);
  });

  for (const width of [220, 250, 600]) {
    it(`has nothing for axe to complain of and moves nowhere sideways, ${width} px wide, in every theme`, async () => {
      const deep = Array.from({ length: 12 }, (_, level) => mapRow(`deep${level}`, { level, startsBranch: true }));
      const chat = await openMap(mappedChat(branchedChat.turns, mapOf([...everyRow, ...deep])), width);
      for (const theme of Object.keys(themes) as ThemeName[]) {
        await chat.setTheme(theme);
        assert.deepEqual(await violations(chat), [], theme);
      }
      assert.deepEqual(new Set(await chat.sideways()), new Set([0]));
      for (const box of await chat.page
        .locator('.map-question')
        .evaluateAll((all) => all.map((each) => each.clientWidth)))
        assert.ok(box >= 60, `a question of ${box} px`);
    });
  }

  it('keeps to few elements for a thousand turns, and opens without a long wait', async () => {
    const ids = Array.from({ length: 500 }, (_, index) => `t${index}`);
    const rows = ids.flatMap((id, level) => [
      mapRow(id, { level, startsBranch: true, place: level === 499 ? 'last' : 'shown' }),
      mapRow(`aside-${id}`, { level, startsBranch: true }),
    ]);
    const chat = await openMap(
      mappedChat(
        ids.map((id) => shortTurn(id)),
        mapOf(rows),
      ),
    );
    assert.equal(await chat.page.getByRole('treeitem').count(), 1_000);
    const elements = await chat.page.evaluate(() => document.querySelectorAll('*').length);
    assert.ok(elements <= 8_000, `${elements} elements`);
    const current = await chat.page.locator('[aria-current="true"]').boundingBox();
    const tree = await chat.page.getByRole('tree').boundingBox();
    assert.ok(current && tree && current.y >= tree.y && current.y + current.height <= tree.y + tree.height + 1);
  });

  it('is not drawn again while an answer is written', async () => {
    const chat = await openMap();
    const writing = { ...shortTurn('d'), condition: { state: 'writing', since: Date.now() } as const };
    await chat.patch({ part: 'turn', turn: writing }, { part: 'text', turnId: 'd', offset: 0, text: 'One ' });
    const changes = await chat.page.evaluateHandle(() => {
      const seen = { count: 0 };
      const map = document.querySelector('.map');
      const observer = new MutationObserver((records) => (seen.count += records.length));
      if (map) observer.observe(map, { subtree: true, childList: true, attributes: true, characterData: true });
      return seen;
    });
    for (let piece = 0; piece < 5; piece += 1)
      await chat.patch({ part: 'text', turnId: 'd', offset: 4 + piece * 5, text: 'more ' });
    await chat.page.getByText('One more more').first().waitFor();
    assert.equal(await changes.evaluate(({ count }) => count), 0);
  });
});

const axeSource = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong in the header of the chat. */
async function violations(chat: ChatPage): Promise<readonly string[]> {
  if (!(await chat.page.evaluate(() => 'axe' in window))) await chat.page.evaluate(axeSource);
  const results = await chat.page.evaluate(() => {
    const axe: unknown = Reflect.get(window, 'axe');
    return (axe as { run(selector: string): Promise<AxeResults> }).run('.header');
  });
  return results.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')}\n${node.failureSummary ?? ''}`),
  );
}
