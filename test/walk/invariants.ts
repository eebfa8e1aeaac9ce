import assert from 'node:assert/strict';
import { waitFor } from '../vscode-host/wait';
import { notes, type World } from './world';

/** What holds after every step. */
export interface Invariant {
  readonly name: string;
  check(world: World): Promise<void>;
}

/** Waits until a text is as expected, and says what it was instead. */
async function becomes(expected: string, read: () => Promise<string>): Promise<void> {
  let last = '';
  try {
    await waitFor('the expected text', async () => ((last = await read()) === expected ? true : undefined), 15_000);
  } catch {
    assert.equal(last, expected);
  }
}

export const invariants: readonly Invariant[] = [
  {
    name: 'sent at most as often as pressed',
    check: (world) => {
      assert(world.sent <= world.pressed, `sent ${world.sent} times, pressed ${world.pressed} times`);
      return Promise.resolve();
    },
  },
  {
    name: 'every question is found again',
    check: async (world) => {
      const questions = world.threads.flatMap((thread) => thread.questions);
      await becomes('', async () => {
        const records = [...(await world.stored(/threads[\\/].+/)).values()].join('\n');
        return questions.filter((question) => !records.includes(question)).join('\n');
      });
    },
  },
  {
    name: 'the thread shown is the one chosen last',
    check: async (world) => {
      await becomes(world.chosen?.title ?? '', async () => {
        const chat = await world.chat();
        return (await chat.locator('article').count()) === 0
          ? ''
          : ((await chat.getByRole('heading', { level: 1 }).first().textContent()) ?? '');
      });
    },
  },
  {
    name: 'a draft survives, and nothing else gets into the composer',
    check: (world) =>
      becomes(world.draft, async () => (await world.chat()).locator('.composer-box textarea').first().inputValue()),
  },
  {
    name: 'documents change where the caret was and by Insert alone',
    check: (world) => becomes(world.text, () => world.person.window.savedText(notes)),
  },
  {
    name: 'sums never fall',
    check: async (world) => {
      const shown = (await (await world.chat()).locator('.sending-facts').first().textContent()) ?? '';
      const today = /\$([\d.]+) today/.exec(shown)?.[1];
      if (today === undefined) return;
      const before = world.sums.get('today') ?? 0;
      assert(Number(today) >= before, `$${today} today, and $${before} before`);
      world.sums.set('today', Number(today));
    },
  },
  {
    name: 'nothing in the logs',
    check: async (world) => {
      const logs = await world.stored(/Research Threads[^\\/]*\.log$/);
      const errors = [...logs.values()].flatMap((text) => text.split('\n')).filter((line) => line.includes('[error]'));
      assert.deepEqual(errors, []);
    },
  },
];
