import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { truncate } from 'node:fs/promises';
import { promisify } from 'node:util';
import { commands, Uri, window, workspace } from 'vscode';
import { activateWithEmulator, eventually, run, type TurnAddress } from './emulated';

interface Imported {
  readonly threads: readonly { readonly threadId: string; readonly added: number }[];
  readonly damaged: number;
  readonly refused: readonly { readonly message: string }[];
}

describe('Export and import in a real extension host', () => {
  const question = 'Which country won the most Winter Olympics gold medals in 2026?';
  let thread: TurnAddress;
  let folder: Uri;

  before(async () => {
    await activateWithEmulator();
    const [workspaceFolder] = workspace.workspaceFolders ?? [];
    assert(workspaceFolder);
    folder = Uri.joinPath(workspaceFolder.uri, 'exported');
    thread = await run<TurnAddress>('start', { question, processor: 'lite-fast' });
    await eventually('the answer', async () => {
      await exportTo('waiting.md', 'markdown');
      return (await read('waiting.md')).includes('[^1]') ? true : undefined;
    });
  });

  after(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    await workspace.fs.delete(folder, { recursive: true });
  });

  async function exportTo(name: string, format: string): Promise<readonly string[]> {
    const target = Uri.joinPath(folder, name).fsPath;
    return run<readonly string[]>('exportThread', { threadId: thread.threadId, format, target });
  }

  async function read(name: string): Promise<string> {
    return new TextDecoder().decode(await workspace.fs.readFile(Uri.joinPath(folder, name)));
  }

  async function write(name: string, text: string): Promise<Uri> {
    const file = Uri.joinPath(folder, name);
    await workspace.fs.writeFile(file, new TextEncoder().encode(text));
    return file;
  }

  it('writes a thread as Markdown, with its sources as footnotes', async () => {
    assert.deepEqual(await exportTo('thread.md', 'markdown'), [Uri.joinPath(folder, 'thread.md').toString()]);
    const text = await read('thread.md');
    assert.match(text, /^# Which country won[^\n]*\n\n\*\d{4}-\d\d-\d\d · 1 question\*\n\n## 1\. Which country won/);
    assert.match(text, /Norway won[^\n]*\[\^1\]/);
    assert.match(text, /\n\[\^1\]: \[[^\n]*\]\(https:\/\/[^\n]*\)\. Accessed \d{4}-\d\d-\d\d\.\n/);
  });

  it('writes a thread as one HTML file that loads nothing', async () => {
    await exportTo('thread.html', 'html');
    const text = await read('thread.html');
    assert.match(text, /^<!doctype html>/);
    assert.match(text, /content="default-src [^"]*none/);
    assert.doesNotMatch(text, /<script|<img|<link|<iframe/);
    assert.match(text, /Norway won/);
  });

  it('brings a thread back from JSON under another id, which makes the same file again', async () => {
    await exportTo('thread.json', 'json');
    const text = await read('thread.json');
    const otherId = thread.threadId.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    const file = await write('other.json', text.replace(thread.threadId, otherId));
    const imported = await run<Imported>('importThread', file);
    assert.equal(imported.threads[0]?.threadId, otherId);
    assert.ok(imported.threads[0].added > 3);
    await run('exportThread', {
      threadId: otherId,
      format: 'json',
      target: Uri.joinPath(folder, 'again.json').toString(),
    });
    assert.equal((await read('again.json')).replace(otherId, thread.threadId), text);
    assert.equal((await run<Imported>('importThread', { files: [file.fsPath] })).threads[0]?.added, 0);
  });

  it('adds nothing twice, and leaves a deleted thread deleted', async () => {
    const [file] = await exportTo('thread.json', 'json');
    await run('deleteThread', { threadId: thread.threadId });
    const imported = await run<Imported>('importThread', file);
    assert.deepEqual(imported.threads, [{ threadId: thread.threadId, added: 0 }]);
    const [all = ''] = await run<readonly string[]>('exportAllThreads', {
      format: 'json',
      target: Uri.joinPath(folder, 'all.json').fsPath,
    });
    assert.match(all, /all\.json$/);
    assert.doesNotMatch(await read('all.json'), new RegExp(thread.threadId));
    await commands.executeCommand('notifications.clearAll');
  });

  it('writes all threads into a folder, each into a file of its own, and replaces none', async () => {
    const target = Uri.joinPath(folder, 'all').fsPath;
    const first = await run<readonly string[]>('exportThread', { all: true, format: 'markdown', target });
    const second = await run<readonly string[]>('exportThread', { all: true, format: 'markdown', target });
    assert.ok(first.length > 0);
    assert.equal(new Set([...first, ...second].map((name) => name.toLowerCase())).size, first.length + second.length);
    const entries = await workspace.fs.readDirectory(Uri.joinPath(folder, 'all'));
    assert.equal(entries.length, first.length + second.length);
  });

  it('refuses files that hold no threads, and says why', async () => {
    const files = await Promise.all([
      write('package.json', '{"name":"x"}'),
      write('cut.json', '{"format":"research-threads","version":1,"threads":['),
      write('hostile.json', '{"format":"research-threads","version":1,"threads":[{"id":"../../x","records":[]}]}'),
    ]);
    const { threads, refused } = await run<Imported>('importThread', files);
    assert.deepEqual(threads, []);
    const messages = refused.map(({ message }) => message);
    assert.match(messages[0] ?? '', /isn’t a Research Threads export/);
    assert.match(messages[1] ?? '', /ends too early/);
    assert.match(messages[2] ?? '', /has an invalid thread ID/);
    await commands.executeCommand('notifications.clearAll');
  });

  it('refuses at once what is no file, and a file that is too large to be read', async () => {
    const large = await write('large.json', '');
    await truncate(large.fsPath, 20 * 2 ** 30);
    const pipe = Uri.joinPath(folder, 'pipe.json');
    const hasPipes = process.platform !== 'win32';
    if (hasPipes) await promisify(execFile)('mkfifo', [pipe.fsPath]);
    const { threads, refused } = await run<Imported>('importThread', [folder, large, ...(hasPipes ? [pipe] : [])]);
    assert.deepEqual(threads, []);
    const messages = refused.map(({ message }) => message);
    assert.match(messages[0] ?? '', /This is a folder/);
    assert.match(messages[1] ?? '', /too large to import: it has 21,474,836,480 bytes/);
    if (hasPipes) assert.match(messages[2] ?? '', /isn’t a regular file/);
    await commands.executeCommand('notifications.clearAll');
  });

  it('opens a thread as a Markdown document that follows its changes', async () => {
    const other = await run<TurnAddress>('start', { question: 'Who was second?', processor: 'lite-fast' });
    await run('openAsMarkdown', { threadId: other.threadId });
    const document = window.activeTextEditor?.document;
    assert.equal(document?.uri.scheme, 'research-thread');
    assert.equal(document.languageId, 'markdown');
    await run('askFollowUp', { threadId: other.threadId, question: 'And who was third?' });
    await eventually('the follow-up in the document', async () => {
      await Promise.resolve();
      return document.getText().includes('## 2. And who was third?') ? true : undefined;
    });
  });
});
