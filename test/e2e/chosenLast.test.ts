import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { waitFor } from '../vscode-host/wait';
import { sentQuestions } from './requestChain';
import { Desk, keepPicturesOfFailures, type Researcher } from './researcher';

const gold = 'Which country won the most Winter Olympics gold medals in 2026?';
const long = 'What takes a long time to find out?';

/** How often each is done, to measure what depends on the moment. */
const rounds = Number(process.env['ROUNDS'] ?? 1);
/** How long after Enter something else is done, in milliseconds. */
const delays = rounds === 1 ? [50] : [0, 50, 100];

describe('What was done last', () => {
  let desk: Desk;
  let person: Researcher;

  /** The row of a thread in the list. */
  const row = (title: string): Locator =>
    person.window.page.getByRole('treeitem', { name: new RegExp(`^${title.slice(0, 30)}`) }).first();

  before(async () => {
    desk = await Desk.set();
    person = await desk.sit();
    await person.startResearch();
    await person.ask(gold);
    await person.seesAnswer(1, /Norway won/);
    // A pinned thread stays where it is in the list when another one begins, so that a click lands on it.
    await person.window.runCommand('Research: Pin Thread');
    await person.window.runCommand('Research: Focus on Threads View');
    await row(gold).waitFor();
  });

  keepPicturesOfFailures(() => person);

  after(async () => {
    await desk.clear();
  });

  /** Waits until exactly that stands in the composer. */
  async function reads(text: string): Promise<void> {
    await waitFor(`“${text}” in the composer`, async () =>
      (await (await person.chat()).locator('.composer-box textarea').first().inputValue()) === text ? true : undefined,
    );
  }

  /** Types a question into an empty chat, presses Enter, and goes on after that time. */
  async function askAnd(question: string, delay: number, goOn: () => Promise<void>): Promise<void> {
    await person.startResearch();
    await person.keepPace();
    const composer = (await person.chat()).locator('.composer-box textarea').first();
    if ((await composer.inputValue()) !== '') await composer.fill('');
    await person.window.page.keyboard.type(question);
    await person.window.page.keyboard.press('Enter');
    if (delay > 0) await person.window.page.waitForTimeout(delay);
    await goOn();
    await row(question).waitFor();
  }

  for (const delay of delays) {
    it(`is a click on another thread ${delay} ms after Enter, which stays, and the question is sent`, async function () {
      this.timeout(60_000 + rounds * 30_000);
      for (let round = 1; round <= rounds; round += 1) {
        const question = `Click ${delay}.${round}: how did Germany do?`;
        const box = await row(gold).boundingBox();
        assert(box);
        await askAnd(question, delay, async () => {
          await person.window.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
        });
        await waitFor('the question', () => Promise.resolve(sendings(question) > 0 || undefined));
        await person.seesTitle(gold);
        await hasHandledAll();
        await person.seesTitle(gold);
        await reads('');
        assert.equal(sendings(question), 1);
      }
    });

    it(`is what is typed ${delay} ms after Enter, which stays in the composer`, async function () {
      this.timeout(60_000 + rounds * 30_000);
      for (let round = 1; round <= rounds; round += 1) {
        const question = `Typing ${delay}.${round}: how did Italy do?`;
        await askAnd(question, delay, () => person.window.page.keyboard.type('And the next one'));
        await person.seesTitle(question);
        await person.seesAnswer(1, /\w/);
        await reads('And the next one');
        assert.equal(sendings(question), 1);
      }
    });
  }

  it('is Start Research, in a window just opened while a turn of an earlier one is under way', async function () {
    this.timeout(60_000 + rounds * 60_000);
    desk.emulator.faults.set([
      { match: { method: 'POST', path: '/v1/tasks/runs', times: 1 }, fault: { kind: 'run-takes', milliseconds: 9e5 } },
    ]);
    await person.startResearch();
    await person.ask(long);
    await waitFor('the run', () => Promise.resolve(watchings() > 0 || undefined));
    for (let round = 1; round <= rounds; round += 1) {
      const before = watchings();
      await person.window.page.reload();
      await person.startResearch();
      await waitFor('the run to be watched again', () => Promise.resolve(watchings() > before || undefined));
      await hasHandledAll();
      assert.equal(await (await person.chat()).locator('article').count(), 0, `start ${round}`);
    }
    const question = 'How much does Slack Pro cost?';
    await (await person.chat()).locator('.composer-box textarea').first().click();
    await person.ask(question);
    await person.seesTitle(question);
    assert.equal(await (await person.chat()).locator('article').count(), 1);
    await waitFor('the question', () => Promise.resolve(sendings(question) > 0 || undefined));
    assert.equal(sentQuestions(desk.emulator).at(-1)?.buildsOn, null);
  });

  /** How often a question was sent, with nothing before or behind it. */
  function sendings(question: string): number {
    return sentQuestions(desk.emulator).filter((sent) => sent.question === question).length;
  }

  /** How often the long run was watched so far. */
  function watchings(): number {
    const run = desk.emulator.runs().find((each) => JSON.stringify(each.question).includes(long));
    return desk.emulator.requests.filter(({ path }) => run && path.endsWith(`${run.run.run_id}/events`)).length;
  }

  /** What the extension does by itself so far is done when it has answered a later command. */
  async function hasHandledAll(): Promise<void> {
    await person.window.runCommand('Research: Open Thread…');
    await person.window.page.locator('.quick-input-title').filter({ hasText: 'Open Thread' }).waitFor();
    await person.window.page.keyboard.press('Escape');
    await person.window.quickInput().waitFor({ state: 'hidden' });
  }
});
