import assert from 'node:assert/strict';
import { cp, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openWindow } from '../vscode-host/openWindow';
import { repositoryDirectory } from '../vscode-host/repository';
import { waitFor } from '../vscode-host/wait';
import { Desk, keepPicturesOfFailures, Researcher } from './researcher';

const question = 'Which country won the most Winter Olympics gold medals in 2026?';
const command = 'Research: Threads from Other Workspaces…';
const extension = 'research-threads.research-threads';

describe('Threads of other workspaces', () => {
  let desk: Desk;
  let person: Researcher;
  let renamed: string;

  before(async () => {
    desk = await Desk.set({ files: { 'notes.md': '# Notes\n' } });
    renamed = path.join(path.dirname(desk.folder), 'renamed');
    person = await sit(desk.folder);
  });

  keepPicturesOfFailures(() => person);

  after(async () => {
    await desk.clear();
  });

  /** Opens a window on a folder, or on none. */
  async function sit(folder?: string): Promise<Researcher> {
    const { server, browser } = desk;
    const contents = { server, browser, extensionDevelopmentPath: repositoryDirectory() };
    return new Researcher(await openWindow({ ...contents, ...(folder === undefined ? {} : { folder }) }));
  }

  const userData = (...names: readonly string[]): string =>
    path.join(desk.server.serverDataDirectory, 'data', 'User', ...names);

  /** Every file of the storages that have threads, by its path below `storage`, but for those of `except`. */
  async function filesOf(storage: string): Promise<ReadonlyMap<string, string>> {
    const entries = await readdir(storage, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
    const contents = files
      .sort()
      .map(async (file) => [path.relative(storage, file), await readFile(file, 'utf8')] as const);
    return new Map(await Promise.all(contents));
  }

  /** The storages of workspaces with threads. */
  async function storages(): Promise<readonly string[]> {
    const ids = await readdir(userData('workspaceStorage'));
    const found = await Promise.all(
      ids.map(async (id) => {
        const storage = userData('workspaceStorage', id, extension);
        const threads = await readdir(path.join(storage, 'threads')).catch(() => []);
        return threads.length > 0 ? [storage] : [];
      }),
    );
    return found.flat();
  }

  it('are offered where a folder was renamed, and brought here with one click', async () => {
    await person.startResearch();
    await person.ask(question);
    await person.seesAnswer(1, /Norway won .*18/);
    await person.window.close();
    const [before] = await storages();
    assert(before);
    const kept = await filesOf(before);
    assert([...kept.keys()].includes('workspace.json'));

    await rename(desk.folder, renamed);
    person = await sit(renamed);
    await person.window.runCommand('Research: Focus on Chat View');
    const offer = person.window.notification(
      '1 thread of “folder” can be brought here. This folder had that name before.',
    );
    await offer.getByRole('button', { name: 'Bring Here' }).click();
    await person.seesTitle(question);
    await person.seesAnswer(1, /Norway won .*18/);
    assert.deepEqual(await filesOf(before), kept);
    assert.equal((await storages()).length, 2);
  });

  it('go on with the same chain', async () => {
    await person.window.runCommand('Research: Ask Follow-up Question');
    await person.ask('How many medals did they win?');
    await person.seesAnswer(2, /41 medals/);
    const [first, second, ...more] = desk.emulator.runs();
    assert(first && second);
    assert.equal(more.length, 0);
    assert.equal(second.previousInteractionId, first.run.interaction_id);
  });

  it('are not offered again, and what is here already is left out of the list', async () => {
    await person.window.runCommand(command);
    await seesPlaceholder('All threads of other workspaces are here already.');
    assert.equal(await person.window.quickInputRows().count(), 0);
    await person.window.page.keyboard.press('Escape');
  });

  it('are kept and said where, when no folder is open', async () => {
    await person.window.close();
    person = await sit();
    await person.window.runCommand('Research: Focus on Threads View');
    const where = 'No folder is open: threads are kept for all windows without a folder.';
    await person.window.page.locator('.pane .welcome-view').getByText(where).waitFor();
    await person.startResearch();
    await person.ask('What is the capital of Norway?');
    await person.seesAnswer(1, /\w/);
    await person.window.runCommand('Research: Focus on Threads View');
    await person.window.page.locator('.pane .message').getByText(where).waitFor();
    assert.equal((await readdir(userData('globalStorage', extension, 'threads'))).length, 1);
  });

  it('are listed by workspace in a window without a folder, the longer one of two copies too', async () => {
    await keepUnderHostileName();
    await person.window.runCommand(command);
    const rows = person.window.quickInputRows();
    await rows.filter({ hasText: /^etc.*file:\/\/\/\/etc/ }).waitFor();
    await rows.filter({ hasText: /2 questions · renamed/ }).waitFor();
    await rows.filter({ hasText: /1 question · folder/ }).waitFor();
    await rows.filter({ hasText: `folder no longer there · ${desk.folder}` }).waitFor();
    assert.equal(await rows.filter({ hasText: 'no longer there' }).count(), 1);
    await person.window.page.keyboard.press('Escape');
    await person.window.close();
  });

  it('of windows without a folder can be brought into a workspace', async () => {
    person = await sit(renamed);
    await person.window.runCommand(command);
    await person.window.quickInput().fill('without a folder');
    await person.window.quickInputRows().filter({ hasText: 'What is the capital of Norway?' }).waitFor();
    await person.window.quickInput().press('ArrowDown');
    await person.window.quickInput().press('Enter');
    await person.seesTitle('What is the capital of Norway?');
    await person.window.close();
  });

  /** A copy of a storage whose workspace has an address that VS Code itself would refuse. */
  async function keepUnderHostileName(): Promise<void> {
    const [storage] = await storages();
    assert(storage);
    const copy = userData('workspaceStorage', 'hostile', extension);
    await cp(path.join(storage, 'threads'), path.join(copy, 'threads'), { recursive: true });
    await writeFile(path.join(copy, '..', 'workspace.json'), '{"folder":"file:////etc"}');
  }

  async function seesPlaceholder(text: string): Promise<void> {
    await waitFor(`"${text}" in the list`, async () =>
      (await person.window.quickInput().getAttribute('placeholder')) === text ? true : undefined,
    );
  }
});
