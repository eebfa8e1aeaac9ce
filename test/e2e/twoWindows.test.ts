import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import type { Locator } from 'playwright-core';
import { rateLimits } from '../../src/spending/sendingRate';
import { waitFor } from '../vscode-host/wait';
import { Desk, keepPicturesOfFailures, type Researcher } from './researcher';

const gold = 'Which country won the most Winter Olympics gold medals in 2026?';
const total = 'How many medals did they win?';
const silver = 'How many silver medals did they win?';
const bronze = 'How many bronze medals did they win?';

/** How long questions sent before count as a burst, of which more would have to be confirmed. */
const burst = Math.min(...rateLimits.map(({ seconds }) => seconds)) * 1_000;

/** How often one question is sent from both windows at once. */
const rounds = Number(process.env['ROUNDS'] ?? 2);

describe('Two windows on one folder', () => {
  let desk: Desk;
  let here: Researcher;
  let there: Researcher;

  before(async () => {
    desk = await Desk.set();
    here = await desk.sit();
    // So low that a thread of two answers is taller than the view.
    there = await desk.sit({ width: 1200, height: 600 });
    await here.startResearch();
    await here.ask(gold);
    await here.seesAnswer(1, /Norway won/);
    await openThread(there);
    await there.seesAnswer(1, /Norway won/);
  });

  keepPicturesOfFailures(() => here);
  keepPicturesOfFailures(() => there, 'there');

  after(async () => {
    await desk.clear();
  });

  async function openThread(person: Researcher): Promise<void> {
    await person.window.runCommand('Research: Open Thread…');
    await person.window
      .quickInputRows()
      .filter({ hasText: gold.slice(0, 24) })
      .first()
      .click();
    await person.seesTitle(gold);
    await person.waitForComposerFocus();
  }

  const composer = async (person: Researcher): Promise<Locator> =>
    (await person.chat()).locator('.composer-box textarea').first();

  /** Waits until exactly that stands in the composer. */
  async function reads(person: Researcher, text: string): Promise<void> {
    await waitFor(`“${text}” in the composer`, async () =>
      (await (await composer(person)).inputValue()) === text ? true : undefined,
    );
  }

  it('the other goes along at the end of the thread', async () => {
    await toTheEnd(there);
    await here.ask(total);
    await here.seesAnswer(2, /41 medals/);
    await there.seesAnswer(2, /41 medals/);
    assert.equal(await (await there.chat()).getByText('Another window asked:').count(), 0);
  });

  it('elsewhere in the thread it says that there is more, with a link', async () => {
    await (await there.chat()).locator('.scroller').evaluate((scroller) => (scroller.scrollTop = 0));
    await (await there.chat()).getByRole('button', { name: 'Jump to the latest' }).waitFor();
    await here.ask(silver);
    await here.seesAnswer(3, /12 silver/);
    await there.sees('Another window asked:');
    assert.equal(await (await there.chat()).locator('article').count(), 2);
    await (await there.chat()).getByRole('button', { name: 'Show', exact: true }).click();
    await there.seesAnswer(3, /12 silver/);
  });

  it('does the same while a question is being written, which is not asked above what is new', async () => {
    await (await composer(there)).click();
    await there.window.page.keyboard.type('And who');
    await here.ask(bronze);
    await here.seesAnswer(4, /11 bronze/);
    await there.sees('Another window asked:');
    await reads(there, 'And who');
    await (await there.chat()).getByRole('button', { name: 'Show', exact: true }).click();
    await there.seesAnswer(4, /11 bronze/);
    await reads(there, 'And who');
  });

  it('says that the thread was deleted, keeps the draft and what is typed on, and comes back with Undo', async () => {
    await (await composer(there)).click();
    await there.window.page.keyboard.press('End');
    await here.window.runCommand('Research: Delete Thread');
    await there.window.page.keyboard.type(' came');
    await there.sees('This thread was deleted. Your draft is kept.');
    await there.window.page.keyboard.type(' third?');
    await reads(there, 'And who came third?');
    assert.equal(await (await there.chat()).locator('article').count(), 4);
    await (await here.chat()).getByRole('button', { name: 'Undo' }).click();
    await (await there.chat()).getByText('This thread was deleted').waitFor({ state: 'detached' });
    await reads(there, 'And who came third?');
    await here.seesTitle(gold);
  });

  it('comes back with Restore Thread in the window that did not delete it', async () => {
    await here.window.runCommand('Research: Delete Thread');
    await there.sees('This thread was deleted. Your draft is kept.');
    await (await there.chat()).getByRole('button', { name: 'Restore Thread' }).click();
    await (await there.chat()).getByText('This thread was deleted').waitFor({ state: 'detached' });
    await reads(there, 'And who came third?');
    await (await composer(there)).fill('');
    await openThread(here);
  });

  it('one of them sends what is sent again in both at once, and the other follows', async function () {
    this.timeout(60_000 + rounds * (30_000 + burst));
    const said: string[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      await delay(burst);
      const question = `Round ${round}: how did the hosts Italy do?`;
      desk.emulator.faults.set([
        { match: { method: 'POST', path: '/v1/tasks/runs', times: 1 }, fault: { kind: 'run-fails' } },
      ]);
      await here.startResearch();
      await here.ask(question);
      await here.sees('The run failed');
      desk.emulator.faults.clear();
      await there.window.runCommand('Research: Open Thread…');
      await there.window
        .quickInputRows()
        .filter({ hasText: question.slice(0, 24) })
        .first()
        .click();
      await there.seesTitle(question);
      const before = desk.createdRuns;
      const retry = async (person: Researcher): Promise<Locator> =>
        (await person.chat()).getByRole('button', { name: /^Retry/ });
      const buttons = await Promise.all([here, there].map(async (person) => (await retry(person)).elementHandle()));
      // At the same moment, which a pointer that first looks whether the button stands still would miss.
      await Promise.all(buttons.map((button) => button.evaluate((element) => (element as HTMLElement).click())));
      await Promise.all([here, there].map((person) => person.seesAnswer(1, /\w/)));
      assert.equal(desk.createdRuns - before, 1);
      for (const person of [here, there]) {
        const refusals = (await person.chat()).locator('.refusal');
        said.push(...(await refusals.allTextContents()));
      }
    }
    console.log(JSON.stringify({ rounds, said }));
  });

  async function toTheEnd(person: Researcher): Promise<void> {
    await (
      await person.chat()
    )
      .locator('.scroller')
      .evaluate((scroller) => (scroller.scrollTop = scroller.scrollHeight));
    await person.waitInChat('the end of the thread', () => {
      const scroller = document.querySelector('.scroller');
      return scroller !== null && scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 8;
    });
  }
});
