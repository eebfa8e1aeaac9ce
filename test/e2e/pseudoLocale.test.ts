import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { repositoryDirectory } from '../vscode-host/repository';
import { waitFor } from '../vscode-host/wait';
import { englishIn } from './englishIn';
import { pseudoLocale, type PseudoTexts, writeLanguagePack, writePseudoLocalized } from './pseudoLocale';
import { Desk, keepPicturesOfFailures, type Researcher } from './researcher';

const create = { method: 'POST', path: '/v1/tasks/runs' } as const;
const question = 'How does that compare to the second place country?';

describe('In another language', () => {
  let folder: string;
  let desk: Desk;
  let person: Researcher;
  let pseudo: PseudoTexts;
  let english: readonly string[];

  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'research-threads-pseudo-'));
    pseudo = await writePseudoLocalized(folder);
    const bundle = await readFile(path.join(repositoryDirectory(), 'l10n', 'bundle.l10n.json'), 'utf8');
    english = Object.keys(JSON.parse(bundle) as Record<string, string>);
    desk = await Desk.set({ extension: folder, locale: pseudoLocale, prepare: writeLanguagePack });
    person = await desk.sit();
  });

  keepPicturesOfFailures(() => person);

  after(async () => {
    await desk.clear();
    await rm(folder, { recursive: true, force: true });
  });

  /** A text of the bundle in the pseudo locale; fails for one that there is none of. */
  function text(message: string): string {
    const translated = pseudo.bundle[message];
    assert.ok(translated !== undefined && translated !== message, message);
    return translated;
  }

  /** Runs a command by its title in the pseudo locale, as the palette shows it. */
  async function run(name: string): Promise<void> {
    const title = pseudo.manifest[`command.${name}`];
    assert.ok(title, name);
    await person.window.runCommand(`Research: ${title}`);
  }

  async function seesNoEnglish(): Promise<void> {
    assert.deepEqual(englishIn(await textsOf(await person.chat()), english), []);
  }

  it('shows its commands, its first words and the composer, and nothing of it in English', async () => {
    await run('start');
    await person.sees(text('Research the web'));
    await person.waitForComposerFocus();
    const chat = await person.chat();
    const placeholder = await chat.locator('.composer-box textarea').first().getAttribute('placeholder');
    assert.equal(placeholder, text('Ask a question'));
    await seesNoEnglish();
    await picture('welcome');
  });

  it('says what went wrong, with what helps', async () => {
    desk.emulator.faults.set([{ match: create, fault: { kind: 'status', status: 402, message: 'No credit left' } }]);
    await person.ask(question);
    await person.sees(text('Not enough credit'));
    await (await person.chat()).getByRole('button', { name: text('Add Credit') }).waitFor();
    await seesNoEnglish();
    await picture('problem');
  });

  it('shows an answer with its sources, in a narrow and in a wide side bar', async () => {
    desk.emulator.faults.clear();
    await run('start');
    await person.ask(question);
    await person.seesAnswer(1, /\w/);
    const chat = await person.chat();
    await chat.locator('.evidence button[aria-expanded="false"]').first().click();
    await seesNoEnglish();
    for (const width of [300, 700]) {
      await person.window.setSecondarySideBarWidth(width);
      await waitFor('nothing that is wider than the chat', async () =>
        (await sidewaysIn(await person.chat())).length === 0 ? true : undefined,
      );
      await picture(`answer-${width}`);
    }
  });

  it('asks in pickers and names threads in the list', async () => {
    await run('chooseSources');
    await person.window.page
      .locator('.quick-input-title')
      .filter({ hasText: text('Choose Sources') })
      .waitFor();
    const rows = await person.window.quickInputRows().allTextContents();
    assert.ok(rows.length > 0);
    assert.deepEqual(englishIn(rows, english), []);
    await person.window.page.keyboard.press('Escape');
    await run('openThread');
    await person.window.page
      .locator('.quick-input-title')
      .filter({ hasText: text('Open Thread') })
      .waitFor();
    await person.window.page.keyboard.press('Escape');
  });

  async function picture(name: string): Promise<void> {
    const file = path.join(repositoryDirectory(), 'out', 'pictures', `pseudo-locale-${name}.png`);
    await person.window.screenshot(file);
  }
});

/** The texts that a person sees in a chat, and what a screen reader reads of its controls. */
function textsOf(chat: Frame): Promise<readonly string[]> {
  return chat.evaluate(() => {
    const read = (root: Document | ShadowRoot): readonly string[] =>
      [...root.querySelectorAll('body *, :host *')]
        .filter(({ localName }) => localName !== 'script' && localName !== 'style')
        .flatMap((element) => [
          ...[...element.childNodes].filter(({ nodeType }) => nodeType === 3).map((node) => node.textContent ?? ''),
          ...['aria-label', 'title', 'placeholder'].map((attribute) => element.getAttribute(attribute) ?? ''),
          ...(element.shadowRoot ? read(element.shadowRoot) : []),
        ]);
    return read(document)
      .map((text) => text.trim())
      .filter((text) => text !== '');
  });
}

/** What is wider than the chat, by its class. */
function sidewaysIn(chat: Frame): Promise<readonly string[]> {
  return chat.evaluate(() =>
    [...document.querySelectorAll('.panel *')]
      .filter((element) => element.getClientRects().length > 0 && !element.closest('.table, pre, .formula'))
      .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
      .map(({ className }) => className),
  );
}
