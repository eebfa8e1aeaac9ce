import assert from 'node:assert/strict';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { encodeRecord } from '../../src/journal/records/record';
import type { Answer } from '../../src/research/answer/answer';
import type { ThreadEvent } from '../../src/research/thread/events';
import { happened } from '../unit/research/builders';
import { repositoryDirectory } from '../vscode-host/repository';
import { waitFor } from '../vscode-host/wait';
import { Desk, keepPicturesOfFailures, type Researcher } from './researcher';

const extension = 'research-threads.research-threads';
/** As it is stored: a page would write it as `https://example.com/%C3%BC?a=%20b+c#%23`. */
const link = 'HTTPS://Example.com:443/x/../ü?a=%20b+c#%23';

const source = (url: string, title: string): Answer['basis'][number]['citations'][number] => ({
  url,
  title,
  excerpts: [`What ${title} says.`],
});

/** Threads as only a file can hold them: written by nobody's hand here. */
const threads: Readonly<Record<string, readonly (readonly [question: string, text: string])[]>> = {
  '01k0000000000000000000000a': [
    ['What once stopped the chat?', ' '.repeat(150_000)],
    ['And this?', '". ## a '.repeat(64_000)],
    ['And quotes?', '> '.repeat(20_000)],
    ['And a table?', '|a'.repeat(50_000)],
  ],
  '01k0000000000000000000000b': [
    [
      'How are formulas and sources written?',
      [
        'Energy is $E = mc^2$ [1], Euler is \\(e^{i\\pi}+1=0\\) 【2】, and it costs $5 or $10 [1]–[2].',
        '$$\\int_0^\\infty e^{-x^2}\\,dx = \\frac{\\sqrt{\\pi}}{2}$$',
        'CO<sub>2</sub> is measured **「重要」**です, with a 95% CI [1, 2]. Nobody knows [9].',
      ].join('\n\n'),
    ],
  ],
  '01k0000000000000000000000c': [['Where does this lead?', `To [the page](${link}).`]],
};

describe('Threads that nobody here has written', () => {
  let desk: Desk;
  let person: Researcher;
  const violations: string[] = [];

  before(async () => {
    desk = await Desk.set({ files: { 'notes.md': '# Notes\n' } });
    person = await desk.sit({ width: 1400, height: 900 });
    person.window.page.on('console', (message) => {
      if (/content security policy|trustedscript/i.test(message.text())) violations.push(message.text());
    });
    await person.startResearch();
    for (const [id, turns] of Object.entries(threads)) await place(id, turns);
  });

  keepPicturesOfFailures(() => person);

  after(async () => {
    await desk.clear();
  });

  /** Puts a thread among those of the open folder, as another program might. */
  async function place(id: string, turns: readonly (readonly [string, string])[]): Promise<void> {
    const events = turns.flatMap(([question, text], index) => eventsOf(`t${index}`, index, question, text));
    const records = events.map((event, index) => {
      const stamp = { writer: 'foreign', sequence: index + 1, clock: index + 1, at: Date.now() - 60_000 + index };
      const encoded = encodeRecord({ stamp, event });
      assert(encoded.ok);
      return encoded.value.bytes;
    });
    const folder = path.join(await storage(), 'threads', id);
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'foreign.jsonl'), Buffer.concat(records));
  }

  function storage(): Promise<string> {
    const all = path.join(desk.server.serverDataDirectory, 'data', 'User', 'workspaceStorage');
    return waitFor('the storage of the folder', async () => {
      for (const id of await readdir(all).catch(() => [])) {
        const own = path.join(all, id, extension);
        if ((await readdir(own).catch(() => [])).length > 0) return own;
      }
      return undefined;
    });
  }

  async function open(question: string): Promise<void> {
    const { page } = person.window;
    await person.window.runCommand('Research: Open Thread…');
    await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: question }).first().click();
    await person.seesTitle(question);
  }

  it('draw their formulas and tell which sources are sure, under the page’s own rules', async () => {
    await open('How are formulas and sources written?');
    const chat = await person.chat();
    await chat.locator('math').nth(2).waitFor();
    assert.equal(await chat.locator('math mfrac').count(), 1);
    assert.deepEqual(await chat.locator('.markdown .marker:not(.unresolved)').allTextContents(), [
      '[1]',
      '[2]',
      '[1]',
      '[2]',
    ]);
    assert.deepEqual(await chat.locator('.markdown .unresolved').allTextContents(), ['[1, 2]', '[9]']);
    const unresolved = chat.locator('.markdown .unresolved').last();
    await unresolved.focus();
    await person.window.page.keyboard.press('Enter');
    await chat.getByText('The answer came without a source for [9].').waitFor();
    await person.window.screenshot(path.join(repositoryDirectory(), 'out', 'pictures', 'formulas-and-markers.png'));
    await person.window.page.keyboard.press('Escape');
    assert.deepEqual(violations, []);
  });

  it('open a link byte for byte', async () => {
    await open('Where does this lead?');
    const chat = await person.chat();
    await chat.getByRole('link', { name: 'the page' }).click();
    const dialog = person.window.page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    assert.ok((await dialog.textContent())?.includes(link), (await dialog.textContent()) ?? '');
    await person.window.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  it('never take the chat with them, after a reload of the window either', async () => {
    await open('What once stopped the chat?');
    await person.sees('And a table?');
    await person.window.page.reload();
    await person.startResearch();
    await person.ask('Which country won the most Winter Olympics gold medals in 2026?');
    await person.seesAnswer(1, /Norway/);
  });
});

function eventsOf(turn: string, index: number, question: string, text: string): readonly ThreadEvent[] {
  const citations = [source('https://a.example/energy', 'Energy'), source('https://b.example/euler', 'Euler')];
  const answer: Answer = {
    type: 'text',
    text,
    basis: [{ field: 'output', reasoning: 'Both agree.', citations, confidence: 'high' }],
  };
  const asked = happened.asked(turn, index === 0 ? null : `t${index - 1}`);
  const answered = happened.answered(turn);
  return [
    { ...asked, question } as ThreadEvent,
    happened.sending(turn),
    happened.accepted(turn),
    { ...answered, answer } as ThreadEvent,
  ];
}
