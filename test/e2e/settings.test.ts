import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { waitFor } from '../vscode-host/wait';
import { Desk, keepPicturesOfFailures, type Researcher } from './researcher';

const question = 'Which country won the most Winter Olympics gold medals in 2026?';

const ofWorkspace = {
  'researchThreads.processor': 'ultra2x-fast',
  'researchThreads.sources.include': ['attacker.example'],
  'researchThreads.suggestFollowUps': false,
  '[markdown]': { 'researchThreads.citations.style': 'link' },
};

const files = { '.vscode/settings.json': JSON.stringify(ofWorkspace), 'notes.md': '# Notes\n\n' };

interface TaskBody {
  readonly processor: string;
  readonly source_policy?: unknown;
}

const bodies = (desk: Desk): readonly TaskBody[] => desk.createRequests.map(({ body }) => body as TaskBody);
const draftOf = async (person: Researcher): Promise<Locator> =>
  (await person.chat()).locator('.composer-box textarea').first();

describe('Settings of a workspace that is not trusted', () => {
  let desk: Desk;
  let person: Researcher;

  before(async () => {
    desk = await Desk.set({ files, untrusted: true });
    person = await desk.sit();
  });

  keepPicturesOfFailures(() => person);

  after(async () => {
    await desk.clear();
  });

  it('decide neither the price nor the sources of a question, and research works', async () => {
    await person.window.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    await person.startResearch();
    await person.ask(question);
    await person.seesAnswer(1, /Norway won/);
    assert.deepEqual(
      bodies(desk).map(({ processor, source_policy: policy }) => [processor, policy]),
      [['core-fast', undefined]],
    );
  });

  it('decide nothing about what is written into documents', async () => {
    await person.window.openFile('notes.md');
    await person.window.goToLine(3);
    await person.window.runCommand('Research: Insert Answer');
    await person.window.waitForVisibleText('[^1]');
  });
});

describe('Settings of a trusted workspace', () => {
  let desk: Desk;
  let person: Researcher;

  before(async () => {
    desk = await Desk.set({ files });
    person = await desk.sit();
  });

  keepPicturesOfFailures(() => person);

  after(async () => {
    await desk.clear();
  });

  it('that make a question dearer are asked about, and the question is kept when the person says no', async () => {
    await person.startResearch();
    await person.ask(question);
    const dialog = person.window.modalDialog();
    await dialog
      .getByText(/set researchThreads\.processor to ultra2x-fast \(\$0\.60\)\. Without them it’s core-fast/)
      .waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await waitFor('the question in the composer', async () =>
      (await (await draftOf(person)).inputValue()) === question ? true : undefined,
    );
    assert.deepEqual(bodies(desk), []);
  });

  it('are not asked about when the person has chosen what answers', async () => {
    await person.choose('engine', 'ultra2x-f', 'ultra2x-fast');
    await person.ask(question);
    const sent = await waitFor('the question', () => Promise.resolve(bodies(desk)[0]));
    assert.equal(sent.processor, 'ultra2x-fast');
    assert.equal(await person.window.modalDialog().count(), 0);
  });
});

describe('Settings that are broken', () => {
  let desk: Desk;
  let person: Researcher;
  const names = [
    'processor',
    'quickAnswer.model',
    'sources.include',
    'sources.exclude',
    'sources.after',
    'sources.location',
    'citations.style',
    'notifyWhenDone',
    'suggestFollowUps',
  ];
  const all = (value: unknown): Readonly<Record<string, unknown>> =>
    Object.fromEntries(names.map((name) => [`researchThreads.${name}`, value]));

  before(async () => {
    desk = await Desk.set({ settings: all(42) });
    person = await desk.sit();
  });

  keepPicturesOfFailures(() => person);

  after(async () => {
    await desk.clear();
  });

  it('leave the chat as it is by default', async () => {
    for (const value of [42, null, {}, [[]]]) {
      await person.window.changeSettings(all(value));
      await person.startResearch();
      await (await person.chat()).locator('.composer [data-control="engine"]', { hasText: 'core-fast' }).waitFor();
    }
    await person.ask(question);
    await person.seesAnswer(1, /Norway won/);
  });
});

describe('An address that cannot be used', () => {
  let desk: Desk;
  let person: Researcher;

  before(async () => {
    desk = await Desk.set({ environment: { RESEARCH_THREADS_API_BASE_URL: 'http://gateway.example' }, apiKey: null });
    person = await desk.sit();
  });

  keepPicturesOfFailures(() => person);

  after(async () => {
    await desk.clear();
  });

  it('is told in the chat, which asks for no key and keeps what is written', async () => {
    await person.startResearch();
    await person.sees(/can’t be used\. It must start with https:\/\/\./);
    await person.ask(question);
    assert.equal(await (await draftOf(person)).inputValue(), question);
    const chat = await person.chat();
    assert.equal(await chat.getByRole('button', { name: /API key/i }).count(), 0);
    assert.equal(await chat.locator('article').count(), 0);
    assert.deepEqual(desk.emulator.requests, []);
  });

  it('leads to its setting', async () => {
    await (await person.chat()).getByRole('button', { name: 'Open Settings' }).click();
    await person.window.page.locator('.settings-editor').getByText('Api Base Url').first().waitFor();
  });
});
