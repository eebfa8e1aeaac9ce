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
  Selection,
  Uri,
  window,
  workspace,
  type TextDocument,
} from 'vscode';
import { DocumentChanges } from '../../src/documents/model/documentChanges';
import { eventually } from './emulated';
import { applyChanges } from '../../src/vscode/documents/applyChanges';

describe('Changes to several documents in a real extension host', () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'research-threads-changes-'));
  });

  afterEach(async () => {
    await workspace.saveAll(false);
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  after(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));

  async function file(name: string, content: string): Promise<Uri> {
    const place = path.join(folder, name);
    await writeFile(place, content);
    return Uri.file(place);
  }

  /** Changes that put `+` in front of each document and replace its last character by `!`. */
  function marked(...documents: readonly { readonly uri: Uri; readonly text: string }[]): DocumentChanges {
    const changes = DocumentChanges.of(
      documents.map(({ uri, text }) => ({
        uri: uri.toString(),
        text,
        edits: [
          { start: text.length - 1, end: text.length, text: '!' },
          { start: 0, end: 0, text: '+' },
        ],
      })),
    );
    assert(changes.ok);
    return changes.value;
  }

  const said = (document: TextDocument): { readonly uri: Uri; readonly text: string } => ({
    uri: document.uri,
    text: document.getText(),
  });

  it('are one edit of what is shown, what is not open, and what has no file, and one undo takes it back', async () => {
    const closed = await file('closed.bib', 'closed');
    const untitled = await workspace.openTextDocument({ language: 'markdown', content: 'untitled' });
    const shown = await window.showTextDocument(await file('shown.md', 'shown'));
    shown.selection = new Selection(0, 1, 0, 3);
    const changes = marked(said(shown.document), { uri: closed, text: 'closed' }, said(untitled));
    assert.equal(await applyChanges(changes, shown), 'applied');
    const opened = await workspace.openTextDocument(closed);
    const texts = (): readonly string[] => [shown.document, opened, untitled].map((document) => document.getText());
    assert.deepEqual(texts(), ['+show!', '+close!', '+untitle!']);
    // What is selected has moved with its text, and the focus is where it was.
    await eventually('the selection to follow', () =>
      Promise.resolve(shown.selection.isEqual(new Selection(0, 2, 0, 4)) || undefined),
    );
    assert.equal(window.activeTextEditor, shown);
    await commands.executeCommand('undo');
    assert.deepEqual(texts(), ['shown', 'closed', 'untitled']);
  });

  it('reach cells of a notebook and files together', async () => {
    const cells = ['one', 'two'].map((text) => new NotebookCellData(NotebookCellKind.Markup, text, 'markdown'));
    const notebook = await workspace.openNotebookDocument('jupyter-notebook', new NotebookData(cells));
    await window.showNotebookDocument(notebook);
    const documents = notebook.getCells().map(({ document }) => document);
    const list = await workspace.openTextDocument(await file('list.txt', 'list'));
    const all = [...documents, list];
    assert.equal(await applyChanges(marked(...all.map(said)), null), 'applied');
    assert.deepEqual(
      all.map((document) => document.getText()),
      ['+on!', '+tw!', '+lis!'],
    );
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await eventually('the notebook to be closed', () =>
      Promise.resolve(window.visibleNotebookEditors.length === 0 || undefined),
    );
  });

  it('change nothing anywhere when one document says something else by now', async () => {
    const [first, second] = await Promise.all(
      [await file('first.md', 'first'), await file('second.md', 'second')].map((uri) =>
        workspace.openTextDocument(uri),
      ),
    );
    assert(first && second);
    const stale = marked(said(first), { uri: second.uri, text: 'secant' });
    assert.equal(await applyChanges(stale, null), 'changed');
    assert.deepEqual([first.getText(), second.getText()], ['first', 'second']);
  });

  it('change nothing anywhere when a person is writing in one of them', async () => {
    const shown = await window.showTextDocument(await file('writing.md', 'writing'));
    const other = await workspace.openTextDocument(await file('other.md', 'other'));
    const changes = marked(said(shown.document), said(other));
    const typing = shown.edit((builder) => builder.insert(shown.document.positionAt(0), 'still '));
    assert.equal(await applyChanges(changes, shown), 'changed');
    assert.equal(await typing, true);
    assert.deepEqual([shown.document.getText(), other.getText()], ['still writing', 'other']);
  });

  it('change nothing anywhere when one document is read-only', async () => {
    const readOnly = workspace.getConfiguration('files', null);
    await readOnly.update('readonlyInclude', { '**/kept.bib': true }, ConfigurationTarget.Global);
    try {
      const kept = await workspace.openTextDocument(await file('kept.bib', 'kept'));
      const shown = await window.showTextDocument(await file('free.md', 'free'));
      assert.equal(await applyChanges(marked(said(shown.document), said(kept)), shown), 'refused');
      assert.deepEqual([shown.document.getText(), kept.getText()], ['free', 'kept']);
      await readOnly.update('readonlyExclude', { '**/kept.bib': true }, ConfigurationTarget.Global);
      assert.equal(await applyChanges(marked(said(shown.document), said(kept)), shown), 'applied');
    } finally {
      await readOnly.update('readonlyInclude', undefined, ConfigurationTarget.Global);
      await readOnly.update('readonlyExclude', undefined, ConfigurationTarget.Global);
    }
  });
});
