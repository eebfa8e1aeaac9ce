import assert from 'node:assert/strict';
import { parseMarkdown } from '../../src/markdown/parse';
import {
  type ComparedView,
  type ComparisonView,
  decodeComparedTurns,
  type MessageToComparison,
} from '../../src/protocol/comparison';
import { sourceView } from './builders';
import type { ChatPage } from './chatPage';
import { themes, type ThemeName } from './chatServer';
import { ChatSuite } from './chatSuite';
import { englishStrings } from './englishStrings';

const question = 'Which country won the most gold medals?';

function compared(markdown: string, known: Partial<ComparedView> = {}): ComparedView {
  return {
    question,
    facts: ['core-fast', '2 hours ago'],
    blocks: parseMarkdown(markdown, () => true),
    sourcesOnlyHere: [],
    ...known,
  };
}

const table = sourceView({ number: 2, url: 'https://example.com/table', title: 'The medal table' });
const feature = sourceView({ number: 3, url: 'https://example.org/feature', title: 'Who leads?', standing: 'read' });

const view: ComparisonView = {
  left: compared(`# ${question}\n\n**Norway** won 18 [1], says [a page](https://example.net/Ünicode).`, {
    sourcesOnlyHere: [table],
  }),
  right: compared('Norway, with 18 of 116 [1][3].\n\n| Country | Gold |\n|--|--|\n| Norway | 18 |', {
    facts: ['pro', '1 hour ago', 'Confidence: high'],
    sourcesOnlyHere: [feature],
  }),
  inBoth: [{ source: sourceView(), left: 1, right: 1 }],
};

const turns = decodeComparedTurns({ threadId: '0'.repeat(26), left: '1'.repeat(26), right: '2'.repeat(26) });

/** What VS Code has kept of the page for when its window is loaded again. */
const kept = (page: ChatPage): Promise<unknown> =>
  page.page.evaluate(() => JSON.parse(sessionStorage.getItem('state of the webview') ?? 'null') as unknown);

describe('two answers that are compared', () => {
  const suite = new ChatSuite();

  async function open(width: number, shown = view): Promise<ChatPage> {
    const page = await suite.open({ viewport: { width, height: 700 } }, 'comparison');
    assert.ok(turns);
    const message: MessageToComparison = { type: 'comparison', turns, view: shown, strings: englishStrings };
    await page.send(message);
    await page.page.locator('.comparison').waitFor();
    await page.settle();
    return page;
  }

  it('stand side by side as they are read, with the sources that only one of them has first', async () => {
    const { page } = await open(900);
    const boxOf = async (text: string): Promise<{ x: number; y: number }> => {
      const box = await page.getByText(text).first().boundingBox();
      assert.ok(box, text);
      return box;
    };
    const [leftSource, rightSource] = [await boxOf('The medal table'), await boxOf('Who leads?')];
    const [left, right] = [await boxOf('says'), await boxOf('Norway, with 18')];
    assert.ok(leftSource.x < 450 && left.x < 450 && rightSource.x > 450 && right.x > 450);
    assert.ok(leftSource.y === rightSource.y && leftSource.y < left.y);
    assert.equal(await page.locator('.comparison-pair strong').textContent(), 'Norway');
    assert.equal(await page.getByRole('table').count(), 1);
    // What both rest on is there when it is asked for.
    await page.getByText('Sources in both answers: 1').click();
    await page.getByText('1 ↔ 1').waitFor();
  });

  it('show a question that both answer once, and two questions each above its answer', async () => {
    const { page } = await open(900);
    assert.equal(await page.getByRole('heading', { name: question }).count(), 1);
    const other = await open(900, { ...view, right: { ...view.right, question: 'Who came second?' } });
    assert.equal(await other.page.getByRole('heading', { level: 2, name: question }).count(), 1);
    assert.equal(await other.page.getByRole('heading', { level: 2, name: 'Who came second?' }).count(), 1);
  });

  it('follow one another in a narrow tab, and never go sideways', async () => {
    for (const width of [250, 300, 900]) {
      const { page } = await open(width);
      const sections = await page.locator('.comparison-pair').last().locator('section').all();
      const [left, right] = await Promise.all(sections.map((section) => section.boundingBox()));
      assert.ok(left && right);
      assert.equal(right.y >= left.y + left.height, width < 560);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
    }
  });

  it('have the host open what a browser would change, and show the texts as a diff', async () => {
    const chat = await open(900);
    await chat.page.getByRole('link', { name: 'a page' }).click();
    await chat.page.getByRole('button', { name: 'Show as Text Diff' }).click();
    assert.deepEqual(await chat.sent(), [
      { type: 'ready' },
      { type: 'openLink', url: 'https://example.net/Ünicode' },
      { type: 'showDifference' },
    ]);
  });

  it('are not drawn from anything that is no comparison', async () => {
    const { page } = await suite.open({}, 'comparison').then(async (chat) => {
      for (const data of [
        null,
        { type: 'comparison' },
        { type: 'comparison', turns, view: { left: 1 }, strings: englishStrings },
      ]) {
        await chat.send(data);
      }
      await chat.settle();
      return chat;
    });
    assert.equal(await page.locator('.comparison').count(), 0);
  });

  it('are kept by their names alone, and give way to the reason when they are gone', async () => {
    const chat = await open(900);
    assert.deepEqual(await kept(chat), turns);
    const gone: MessageToComparison = { type: 'nothing', reason: 'This thread no longer exists.' };
    await chat.send(gone);
    await chat.page.getByText(gone.reason).waitFor();
    assert.equal(await chat.page.locator('.comparison-pair').count(), 0);
    // What was deleted can be restored, and the tab then comes back with it.
    assert.deepEqual(await kept(chat), turns);
  });

  it('can be read in every theme', async () => {
    for (const theme of Object.keys(themes) as ThemeName[]) {
      const chat = await open(900);
      await chat.setTheme(theme);
      const colours = await chat.page
        .locator('.comparison-source a')
        .first()
        .evaluate((link) => ({
          link: getComputedStyle(link).color,
          page: getComputedStyle(document.body).backgroundColor,
        }));
      assert.notEqual(colours.link, colours.page);
    }
  });
});
