import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  commands,
  ConfigurationTarget,
  NotebookCellData,
  NotebookCellKind,
  NotebookData,
  NotebookRange,
  Selection,
  type TextEditor,
  Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';
import { activateWithEmulator, eventually, run, type TurnAddress } from './emulated';
import { saidOutside } from './messages';

describe('What an answer is inserted into', () => {
  let turn: TurnAddress;
  let folder: string;

  before(async () => {
    await activateWithEmulator();
    folder = await mkdtemp(path.join(tmpdir(), 'research-threads-targets-'));
    turn = await run<TurnAddress>('start', {
      question: 'Which country won the most Winter Olympics gold medals in 2026?',
      processor: 'lite-fast',
    });
    await eventually('the answer', async () => {
      const editor = await openFile('waiting.md', '');
      await run('insertAnswer', turn);
      return editor.document.getText() === '' ? undefined : true;
    });
  });

  afterEach(async () => {
    await workspace.saveAll(false);
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  after(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));

  async function openFile(name: string, content: string, viewColumn = ViewColumn.One): Promise<TextEditor> {
    const file = path.join(folder, name);
    await writeFile(file, content);
    return window.showTextDocument(Uri.file(file), { viewColumn, preview: false });
  }

  it('is the last document that can be written, though another is in front', async () => {
    const { document } = await openFile('notes.md', 'Notes\n');
    const own = await workspace.openTextDocument(
      Uri.from({ scheme: 'research-thread', path: '/Thread.md', query: turn.threadId }),
    );
    await window.showTextDocument(own, { viewColumn: ViewColumn.One, preview: false });
    const before = own.getText();
    await run('insertAnswer', turn);
    assert.match(document.getText(), /Norway won/);
    assert.equal(own.getText(), before);
    assert.equal(window.activeTextEditor?.document, document);
  });

  it('is no side of a diff', async () => {
    const notes = await openFile('target.md', 'Notes\n');
    const left = await openFile('left.md', 'Left\n', ViewColumn.Two);
    const right = await openFile('right.md', 'Right\n', ViewColumn.Two);
    await window.showTextDocument(notes.document, ViewColumn.One);
    const [leftUri, rightUri] = [left.document.uri, right.document.uri];
    for (const { tabs } of window.tabGroups.all.filter(({ viewColumn }) => viewColumn === ViewColumn.Two)) {
      await window.tabGroups.close(tabs);
    }
    await commands.executeCommand('vscode.diff', leftUri, rightUri, 'Diff', { viewColumn: ViewColumn.Two });
    await run('insertAnswer', turn);
    assert.match(notes.document.getText(), /Norway won/);
    assert.equal((await workspace.openTextDocument(rightUri)).getText(), 'Right\n');
  });

  it('keeps what is selected, unless the person wants it replaced', async () => {
    const editor = await openFile('selected.md', 'Old words\n');
    editor.selection = new Selection(0, 0, 0, 9);
    await run('insertAnswer', turn);
    assert.match(editor.document.getText(), /^Old words.*Norway won/s);
    await commands.executeCommand('undo');
    assert.equal(editor.document.getText(), 'Old words\n');
    editor.selection = new Selection(0, 0, 0, 9);
    await run('replaceSelection', turn);
    assert.doesNotMatch(editor.document.getText(), /Old words/);
    assert.match(editor.document.getText(), /Norway won/);
  });

  it('is the selected cell of a notebook, also where that has no editor of its own, and one undo takes it back', async () => {
    const cells = ['# One', '# Two', '# Three'].map(
      (text) => new NotebookCellData(NotebookCellKind.Markup, text, 'markdown'),
    );
    const notebook = await workspace.openNotebookDocument('jupyter-notebook', new NotebookData(cells));
    const editor = await window.showNotebookDocument(notebook);
    editor.selection = new NotebookRange(1, 2);
    const texts = (): readonly string[] => notebook.getCells().map(({ document }) => document.getText());
    await eventually('the second cell to be selected', () =>
      Promise.resolve(window.activeNotebookEditor?.selection.start === 1 || undefined),
    );
    assert.equal(window.visibleTextEditors.length, 0);
    await run('insertAnswer', turn);
    assert.match(texts()[1] ?? '', /^# Two\n.*Norway won/s);
    assert.deepEqual([texts()[0], texts()[2]], ['# One', '# Three']);
    await commands.executeCommand('undo');
    assert.deepEqual(texts(), ['# One', '# Two', '# Three']);
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('can be taken back by Undo at once', async () => {
    const { document } = await openFile('undone.md', 'Notes\n');
    await commands.executeCommand('researchThreads.chat.focus');
    await run('insertAnswer', turn);
    await commands.executeCommand('undo');
    assert.equal(document.getText(), 'Notes\n');
  });

  it('is known by its name where VS Code does not know its language', async () => {
    for (const name of ['report.qmd', 'report.Rmd']) {
      const { document } = await openFile(name, '');
      await run('insertAnswer', turn);
      assert.match(document.getText(), /\[\^1\]: /, name);
    }
  });

  it('is told and left as it is where the editor is read-only', async () => {
    const readOnly = workspace.getConfiguration('files', null);
    await readOnly.update('readonlyInclude', { '**/kept.md': true }, ConfigurationTarget.Global);
    try {
      const editor = await openFile('kept.md', 'Kept\n\nas it is\n');
      const said = await saidOutside(() => run('insertAnswer', turn));
      assert.equal(editor.document.getText(), 'Kept\n\nas it is\n');
      assert(editor.selection.isEqual(new Selection(0, 0, 0, 0)));
      assert.deepEqual(
        said.map((message) => /read-only/.test(message)),
        [true],
      );
    } finally {
      await readOnly.update('readonlyInclude', undefined, ConfigurationTarget.Global);
    }
  });

  it('takes no prose into data, and the command ends at once', async () => {
    for (const name of ['table.csv', 'library.bib', 'data.json']) {
      const { document } = await openFile(name, '');
      await run('insertAnswer', turn);
      assert.equal(document.getText(), '', name);
    }
    await commands.executeCommand('notifications.clearAll');
  });
});
