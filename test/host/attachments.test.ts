import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { commands, type Memento, Selection, Uri, window, workspace } from 'vscode';
import type { AttachedContext } from '../../src/research/thread/context';
import { OwnDocuments } from '../../src/vscode/documents/ownDocuments';
import { showContext } from '../../src/vscode/question/showContext';
import { activateWithEmulator, askAtLength, eventually, run, type TurnAddress } from './emulated';
import { saidOutside } from './messages';
import { isAnswered, recordedQuestion } from './recorded';

describe('Attaching in a real extension host', () => {
  let folder: Uri;
  let thread: TurnAddress;

  before(async () => {
    await activateWithEmulator();
    const [workspaceFolder] = workspace.workspaceFolders ?? [];
    assert(workspaceFolder);
    folder = Uri.joinPath(workspaceFolder.uri, 'attached');
    const question = 'Which country won the most Winter Olympics gold medals in 2026?';
    thread = await run<TurnAddress>('start', { question, processor: 'lite-fast' });
    await eventually('the answer', async () => ((await isAnswered(thread)) ? true : undefined));
  });

  afterEach(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  after(async () => {
    await workspace.fs.delete(folder, { recursive: true });
  });

  async function write(name: string, content: string | Uint8Array): Promise<Uri> {
    const file = Uri.joinPath(folder, name);
    await workspace.fs.writeFile(file, typeof content === 'string' ? new TextEncoder().encode(content) : content);
    return file;
  }

  /** What goes along with a question that is asked now. */
  async function sentAlong(): Promise<readonly AttachedContext[]> {
    const asked = await run<TurnAddress>('askFollowUp', { threadId: thread.threadId, question: 'What of this?' });
    return (await recordedQuestion(asked)).context;
  }

  async function refusals(attach: () => Thenable<unknown>): Promise<string> {
    return (await saidOutside(attach)).join('\n');
  }

  it('takes a file by its URI, its path, or as the explorer passes it, once', async () => {
    const first = await write('first.md', '# First\n');
    const second = await write('second.py', 'total = 41\n');
    await run('attachFile', first);
    await run('attachFile', { uri: first.toString() });
    await run('attachFile', { uri: first.fsPath });
    await commands.executeCommand('researchThreads.attachFile', second, [first, second]);
    assert.deepEqual(await sentAlong(), [
      { label: 'attached/first.md', uri: null, languageId: 'markdown', lines: null, text: '# First\n' },
      { label: 'attached/second.py', uri: null, languageId: 'python', lines: null, text: 'total = 41\n' },
    ]);
    assert.deepEqual(await sentAlong(), []);
  });

  it('takes what was not saved', async () => {
    const file = await write('dirty.txt', 'old');
    const editor = await window.showTextDocument(file);
    await editor.edit((builder) => builder.insert(editor.selection.active, 'new and '));
    await run('attachFile', file);
    const untitled = await workspace.openTextDocument({ language: 'markdown', content: 'never saved' });
    await run('attachFile', { uri: untitled.uri.toString() });
    assert.deepEqual(
      (await sentAlong()).map(({ text }) => text),
      ['new and old', 'never saved'],
    );
    await window.showTextDocument(file);
    await commands.executeCommand('workbench.action.files.revert');
  });

  it('says and records nothing of where a file outside of the workspace lies, and finds it again', async () => {
    const outside = await mkdtemp(path.join(tmpdir(), 'outside-'));
    try {
      const file = Uri.file(path.join(outside, 'private.md'));
      await workspace.fs.writeFile(file, new TextEncoder().encode('Nobody’s business.'));
      await run('attachFile', file);
      const [context] = await sentAlong();
      assert(context);
      assert.equal(context.label, 'private.md');
      assert(!JSON.stringify(context).includes(path.basename(outside)));
      const within = await write('within.md', '# Within\n');
      const own = new OwnDocuments(memory());
      own.note({ uri: file.toString() });
      for (const [label, uri] of [
        ['private.md', file],
        ['attached/within.md', within],
      ] as const) {
        assert.deepEqual(await showContext({ ...context, label, uri: null }, own), { kind: 'done' });
        assert.equal(window.activeTextEditor?.document.uri.toString(), uri.toString());
      }
      const elsewhere = { ...context, label: '../../../../../../etc/hostname', uri: null };
      assert.equal((await showContext(elsewhere, own)).kind, 'refused');
    } finally {
      await rm(outside, { recursive: true });
    }
  });

  it('takes the selection', async () => {
    const editor = await window.showTextDocument(await write('lines.txt', 'one\ntwo\nthree\n'));
    editor.selection = new Selection(1, 0, 2, 0);
    await run('attachSelection');
    assert.deepEqual(
      (await sentAlong()).map(({ lines, text }) => ({ lines, text })),
      [{ lines: [2, 2], text: 'two\n' }],
    );
  });

  it('takes all of several selections, in the order of the document', async () => {
    const editor = await window.showTextDocument(await write('several.txt', 'one\ntwo\nthree\n'));
    editor.selections = [new Selection(2, 0, 2, 5), new Selection(1, 0, 1, 0), new Selection(0, 0, 0, 3)];
    await run('attachSelection');
    assert.deepEqual(
      (await sentAlong()).map(({ lines, text }) => ({ lines, text })),
      [
        { lines: [1, 1], text: 'one' },
        { lines: [3, 3], text: 'three' },
      ],
    );
  });

  it('takes a notebook as what it says, without its pictures', async () => {
    const picture = { output_type: 'display_data', data: { 'image/png': 'iVBORw0KGgo'.repeat(20_000) } };
    const cells = [
      { cell_type: 'markdown', source: '# Medals' },
      { cell_type: 'code', source: 'plot()', outputs: [picture] },
    ];
    await run('attachFile', await write('medals.ipynb', JSON.stringify({ cells, metadata: {} })));
    assert.deepEqual(
      (await sentAlong()).map(({ label, languageId, text }) => ({ label, languageId, text })),
      [
        {
          label: 'attached/medals.ipynb',
          languageId: 'markdown',
          text: '# Medals\n\n```python\nplot()\n```\n\n[picture]',
        },
      ],
    );
  });

  it('takes an earlier answer with its sources, and shows it as a document', async () => {
    await run('attachAnswer', thread);
    const [context, ...others] = await sentAlong();
    assert(context?.uri);
    assert.deepEqual(others, []);
    assert.match(context.label, /^Answer: Which country won/);
    assert.match(context.text, /Norway won[^]*\[1\][^]*Sources:\n\n\[1\] [^\n]*: https:\/\//);
    const document = await workspace.openTextDocument(Uri.parse(context.uri, true));
    assert.match(document.getText(), /^# Which country won[^]*## 1\. Which country won[^]*Norway won/);
    assert.doesNotMatch(document.getText(), /What of this\?/);
  });

  it('says that a turn has no answer', async () => {
    const asked = await askAtLength('Not answered yet?');
    assert.match(await refusals(() => run('attachAnswer', asked)), /no answer here/);
    await run('openThread', thread);
  });

  it('refuses what leaves no room, with figures, and cuts nothing', async () => {
    const long = await write('long.txt', 'x'.repeat(24_000));
    assert.match(
      await refusals(() => run('attachFile', long)),
      /“attached\/long\.txt” is too long to attach: it takes 24,\d{3} characters, and of the 24,000 .* 24,000 are left/,
    );
    await run('attachFile', await write('half.txt', 'y'.repeat(15_000)));
    const half = await write('other-half.txt', 'z'.repeat(15_000));
    assert.match(await refusals(() => run('attachFile', half)), /takes 15,\d{3} characters, .* 8,\d{3} are left/);
    assert.deepEqual(
      (await sentAlong()).map(({ text }) => text.length),
      [15_000],
    );
  });

  it('refuses what is no text, empty, a folder, too large or not there, and says which', async () => {
    const file = (name: string, content: string | Uint8Array) => async (): Promise<unknown> =>
      run('attachFile', await write(name, content));
    assert.match(
      await refusals(file('picture.png', new Uint8Array([137, 80, 0, 1, 2]))),
      /“picture\.png” isn’t a text file/,
    );
    assert.match(await refusals(file('empty.txt', ' \n')), /“attached\/empty\.txt” is empty/);
    assert.match(await refusals(file('huge.txt', 'x'.repeat(200_000))), /it has 200,000 bytes, .* 24,000 characters/);
    assert.match(await refusals(() => run('attachFile', folder)), /is a folder/);
    if (process.platform !== 'win32') {
      const pipe = Uri.joinPath(folder, 'pipe.txt');
      await promisify(execFile)('mkfifo', [pipe.fsPath]);
      assert.match(await refusals(() => run('attachFile', pipe)), /“pipe\.txt” isn’t a regular file/);
    }
    assert.match(
      await refusals(() => run('attachFile', Uri.joinPath(folder, 'missing.txt'))),
      /“missing\.txt” could not be read/,
    );
    assert.deepEqual(await sentAlong(), []);
  });

  it('refuses an argument that is not its own', async () => {
    await assert.rejects(Promise.resolve(run('attachFile', { uri: 7 })), /researchThreads\.attachFile/);
    await assert.rejects(Promise.resolve(run('attachAnswer', { turnId: '../x' })), /turnId is not the id of a turn/);
  });
});

/** What VS Code remembers of a workspace, in memory. */
function memory(): Memento {
  const kept = new Map<string, unknown>();
  return {
    keys: () => [...kept.keys()],
    get: <Value>(key: string, otherwise?: Value) => (kept.get(key) as Value | undefined) ?? otherwise,
    update: (key, value) => {
      kept.set(key, value);
      return Promise.resolve();
    },
  };
}
