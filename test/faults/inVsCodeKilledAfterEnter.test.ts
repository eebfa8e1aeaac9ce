import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Desk, keepPicturesOfFailures, type Researcher } from '../e2e/researcher';
import { chooseSeed, seededRandom, showPromise } from './promise';

const kills = Number(process.env['KILLS'] ?? 3);
/** The longest time from Enter to the kill: milliseconds. */
const within = 80;
/** A window that begins looks several times for what others have left, the last time after ten seconds. */
const restoringTakes = 15_000;

describe('An extension host that is killed right after Enter', () => {
  let desk: Desk;
  let person: Researcher;
  const seed = chooseSeed();
  const random = seededRandom(seed);

  before(async () => {
    desk = await Desk.set();
    person = await desk.sit();
  });

  keepPicturesOfFailures(() => person);

  after(() => desk.clear());

  it('leaves the question in the journal or in the composer', async function () {
    this.timeout(60_000 + kills * 40_000);
    const found = { journal: 0, composer: 0, both: 0, neither: 0, twice: 0 };
    for (let kill = 1; kill <= kills; kill += 1) {
      const question = `Kill ${kill}: which country won the most Winter Olympics gold medals in 2026?`;
      await person.startResearch();
      const hostProcess = await person.window.extensionHostProcess();
      await person.window.page.keyboard.type(question);
      // A second of typing may be lost, and no more.
      await person.window.page.waitForTimeout(1_000);
      await person.window.page.keyboard.press('Enter');
      await person.window.page.waitForTimeout(random() * within);
      process.kill(hostProcess, 'SIGKILL');
      await person.window.reload();
      const isRecorded = journal().includes(question);
      const isWritten = await isInComposer(question, isRecorded ? 0 : restoringTakes);
      found[isRecorded ? (isWritten ? 'both' : 'journal') : isWritten ? 'composer' : 'neither'] += 1;
      if (desk.createRequests.filter(({ body }) => JSON.stringify(body).includes(question)).length > 1)
        found.twice += 1;
    }
    const failed = found.neither + found.twice;
    showPromise({ promise: 'L1', what: 'killed right after Enter', tried: kills, failed, seed, ...found });
  });

  /** Whether a question stands in the composer of an empty chat, now or within that time; it is empty afterwards. */
  async function isInComposer(question: string, patience: number): Promise<boolean> {
    await person.startResearch();
    const composer = (await person.chat()).locator('.composer-box textarea').first();
    const giveUpAt = Date.now() + patience;
    let isThere = false;
    do {
      // Looking without a pause would keep a processor busy that the window needs.
      await person.window.page.waitForTimeout(100);
      isThere = (await composer.inputValue()).includes(question);
    } while (!isThere && Date.now() < giveUpAt);
    await composer.fill('');
    return isThere;
  }

  /** All records of all threads. */
  function journal(): string {
    const { serverDataDirectory } = desk.server;
    return readdirSync(serverDataDirectory, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.includes(`${path.sep}threads${path.sep}`) && name.endsWith('.jsonl'))
      .map((name) => readFileSync(path.join(serverDataDirectory, name), 'utf8'))
      .join('\n');
  }
});
