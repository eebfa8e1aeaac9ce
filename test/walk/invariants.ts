import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { sentQuestions } from '../e2e/requestChain';
import { waitFor } from '../vscode-host/wait';
import { threadRows } from './rows';
import { notes, numberIn, type World } from './world';

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

const activeEditor = '.editor-group-container.active .monaco-editor.focused';

export const invariants: readonly Invariant[] = [
  {
    name: 'the focus is where the last action left it',
    check: async (world) => {
      const { focus, person } = world;
      if (focus === 'editor') await person.window.page.locator(activeEditor).waitFor();
      else if (focus === 'composer') await person.waitForComposerFocus();
    },
  },
  {
    name: 'every question is sent at most as often as pressed',
    check: (world) => {
      const sent = sentQuestions(world.desk.emulator).map(({ question }) => question);
      for (const question of sent) {
        const times = sent.filter((other) => numberIn(other) === numberIn(question)).length;
        const pressed = world.pressedFor(question);
        assert(times <= pressed, `“${question}” was sent ${times} times, pressed ${pressed} times`);
      }
      return Promise.resolve();
    },
  },
  {
    name: 'every question is found again',
    check: async (world) => {
      const questions = world.threads.flatMap((thread) => thread.questions);
      await becomes('', async () => {
        const records = [...(await world.stored(/threads[\\/].+/)).values()].join('\n');
        return questions.filter((question) => !records.includes(JSON.stringify(question))).join('\n');
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
    name: 'a draft survives with all its parts, and nothing else gets into the composer',
    check: async (world) => {
      const { text, attachments, engine } = world.draft;
      const edited = world.chosen?.edited ?? null;
      await becomes(JSON.stringify({ text, attachments, engine, edited }), async () => {
        const composer = (await world.chat()).locator('.composer').first();
        const aim = composer.locator('.codicon-edit');
        const place = (await world.chat()).locator('article', { has: composer });
        const isEdited = (await aim.count()) > 0;
        return JSON.stringify({
          text: await (await world.composer()).inputValue(),
          attachments: await composer.locator('.contexts .context-title .codicon-file + bdi').allTextContents(),
          engine: engine && (await world.shownEngine()),
          edited: isEdited ? await place.getAttribute('data-turn').catch(() => 'out of sight') : null,
        });
      });
    },
  },
  {
    name: 'documents change where the caret was and by Insert alone',
    check: (world) => becomes(world.text, () => textOf(world)),
  },
  {
    name: 'sums never fall',
    check: async (world) => {
      const shown = (await (await world.chat()).locator('.sending-facts').first().textContent()) ?? '';
      const of = { today: /\$([\d.]+) today/, thread: /\$([\d.]+) in this thread/ };
      const figures = [['today', of.today] as const, ...(world.chosen ? [[world.chosen, of.thread] as const] : [])];
      for (const [key, pattern] of figures) {
        const sum = pattern.exec(shown)?.[1];
        if (sum === undefined) continue;
        const before = world.sums.get(key) ?? 0;
        assert(Number(sum) >= before, `${shown}, and $${before} before`);
        world.sums.set(key, Number(sum));
      }
    },
  },
  {
    name: 'the list has every thread once, by its title',
    check: async (world) => {
      const titles = world.threads.map(({ title }) => title);
      await becomes('', async () => {
        const rows = threadRows(world.person);
        const labels = await rows.evaluateAll((all) => all.map((row) => row.getAttribute('aria-label') ?? ''));
        const times = titles.map((title) => labels.filter((label) => label.startsWith(`${title}, `)).length);
        const unknown = labels.filter((label) => !titles.some((title) => label.startsWith(`${title}, `)));
        // A list has no more rows in the page than are in sight.
        const isWhole = labels.length > 0 && labels.length < mostRowsInSight;
        const wrong = titles.filter((_, index) => (times[index] ?? 0) > 1 || (isWhole && times[index] === 0));
        return [...wrong, ...unknown.map((label) => `${label}?`)].join('\n');
      });
    },
  },
  {
    name: 'nothing is refused, and no error is told',
    check: async (world) => {
      const errors = world.person.window.page.locator('.notifications-toasts .notification-list-item .codicon-error');
      const refusals = (await world.chat()).locator('.refusal:has(.icon-warning)');
      assert.deepEqual([...(await errors.allTextContents()), ...(await refusals.allTextContents())], []);
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

/** Fewer rows than fit below each other at the list's usual height. */
const mostRowsInSight = 4;

/** What stands in the document: on the disk, when the editor has nothing more. */
async function textOf({ person, desk, text }: World): Promise<string> {
  const onDisk = await readFile(path.join(desk.folder, notes), 'utf8');
  const unsaved = await person.window.page.locator('.tab.dirty').count();
  return onDisk === text && unsaved === 0 ? onDisk : person.window.savedText(notes);
}
