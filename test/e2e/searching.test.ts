import assert from 'node:assert/strict';
import { Desk, keepPicturesOfFailures, type Researcher } from './researcher';

describe('Searching all threads, by keyboard', () => {
  let desk: Desk;
  let person: Researcher;

  before(async () => {
    desk = await Desk.set();
    person = await desk.sit();
    await person.startResearch();
    await person.ask('Which country won the most Winter Olympics gold medals in 2026?');
    await person.seesAnswer(1, /Norway won .*18/);
    await person.ask('Which cities hosted the Winter Olympics in 2026?');
    await person.seesAnswer(2, /Milan/);
    const chat = await person.chat();
    await chat.locator('article').first().getByRole('button', { name: 'Branch', exact: true }).press('Enter');
    await chat.getByText('Branch from').waitFor();
    await chat.locator('.composer-box vscode-text-area').focus();
    await person.ask('How many medals did they win?');
    await person.seesAnswer(2, /41 medals/);
    await person.startResearch();
    await person.ask('How much does Slack Pro cost?');
    await person.seesAnswer(1, /corpus/);
  });

  keepPicturesOfFailures(() => person);

  after(async () => {
    await desk.clear();
  });

  /** Opens the search and types, as fast as a person can. */
  async function search(query: string): Promise<void> {
    await person.window.runCommand('Research: Search Threads…');
    await person.window.page.locator('.quick-input-title').filter({ hasText: 'Search Threads' }).waitFor();
    await person.window.quickInput().pressSequentially(query, { delay: 20 });
  }

  it('finds a word in an excerpt of a source, and shows its turn, in the branch where it stands', async () => {
    await search('Lillehammer');
    const hit = person.window.quickInputRows().filter({ hasText: 'Which cities hosted the Winter Olympics in 2026?' });
    await hit.filter({ hasText: 'Lillehammer' }).waitFor();
    assert.equal(await person.window.quickInputRows().count(), 1);
    await person.window.page.keyboard.press('Enter');
    await person.seesTitle('Which country won the most Winter Olympics gold medals in 2026?');
    await person.waitInChat('the focus on the turn', () => {
      const turn = document.activeElement;
      return turn?.querySelector('h2')?.textContent === 'Which cities hosted the Winter Olympics in 2026?';
    });
    const shown = await (
      await person.chat()
    ).evaluate(() => {
      const turn = document.activeElement;
      const scroller = turn?.closest('.scroller');
      if (!turn || !scroller) return null;
      const [inner, outer] = [turn.getBoundingClientRect(), scroller.getBoundingClientRect()];
      return {
        begins: inner.top >= outer.top - 1 && inner.top < outer.bottom,
        marked: getComputedStyle(turn).outlineStyle,
      };
    });
    assert.deepEqual(shown, { begins: true, marked: 'solid' });
    await person.sees('1 / 2');
  });

  it('filters, and says what it does not understand', async () => {
    await search('confidence:<high cost after:yesterday');
    await person.window.quickInputRows().filter({ hasText: '“after:yesterday” is not understood' }).waitFor();
    const rows = person.window.quickInputRows();
    await rows.filter({ hasText: 'How much does Slack Pro cost?' }).waitFor();
    assert.equal(await rows.filter({ hasText: 'Which cities' }).count(), 0);
    await person.window.page.keyboard.press('Enter');
    await person.seesTitle('How much does Slack Pro cost?');
  });
});
