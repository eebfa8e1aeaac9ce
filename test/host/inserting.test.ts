import assert from 'node:assert/strict';
import {
  commands,
  ConfigurationTarget,
  languages,
  Position,
  Selection,
  type TextEditor,
  Uri,
  window,
  workspace,
} from 'vscode';
import { activateWithEmulator, eventually, run, type TurnAddress } from './emulated';

describe('Inserting in a real extension host', () => {
  let turn: TurnAddress;
  let opened = 0;

  before(async () => {
    await activateWithEmulator();
    turn = await run<TurnAddress>('start', {
      question: 'Which country won the most Winter Olympics gold medals in 2026?',
      processor: 'lite-fast',
    });
    // The first insertion waits for the answer; there is none to insert before.
    await eventually('the answer', async () => {
      const editor = await openDocument('plaintext', '');
      await run('insertAnswer', turn);
      return editor.document.getText() === '' ? undefined : true;
    });
  });

  afterEach(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  /**
   * Opens an unsaved document under a name of its own: VS Code may bring what a closed one of the same name held back from
   * its backups.
   */
  async function openDocument(language: string, content: string, caret = new Position(0, 0)): Promise<TextEditor> {
    opened += 1;
    const unsaved = await workspace.openTextDocument(Uri.from({ scheme: 'untitled', path: `inserting-${opened}` }));
    const document = await languages.setTextDocumentLanguage(unsaved, language);
    const editor = await window.showTextDocument(document);
    await editor.edit((builder) => builder.insert(new Position(0, 0), content));
    editor.selection = new Selection(caret, caret);
    assert.equal(document.languageId, language);
    assert.equal(window.activeTextEditor, editor);
    return editor;
  }

  async function undo(): Promise<void> {
    await commands.executeCommand('workbench.action.focusActiveEditorGroup');
    await commands.executeCommand('undo');
  }

  it('writes footnotes into Markdown, and one undo takes all of it back', async () => {
    const text = '# Medals\n\n\n\n## Cities\n';
    const editor = await openDocument('markdown', text, new Position(2, 0));
    await run('insertAnswer', turn);
    assert.match(editor.document.getText(), /^# Medals\n\nNorway won[^\n]*18\[\^1\]/);
    assert.match(editor.document.getText(), /\n\[\^1\]: [^\n]*https:\/\//);
    await undo();
    assert.equal(editor.document.getText(), text);
  });

  it('follows the citation style that is set for the language', async () => {
    const settings = workspace.getConfiguration('researchThreads', { languageId: 'markdown' });
    await settings.update('citations.style', 'link', ConfigurationTarget.Global, true);
    try {
      const editor = await openDocument('markdown', '');
      await run('insertAnswer', turn);
      assert.match(editor.document.getText(), /\]\(https:\/\/en\.wikipedia\.org/);
      assert.doesNotMatch(editor.document.getText(), /\[\^1\]/);
    } finally {
      await settings.update('citations.style', undefined, ConfigurationTarget.Global, true);
    }
  });

  for (const { language, sign, code } of [
    { language: 'python', sign: /^#/, code: 'total = 41\n' },
    { language: 'typescript', sign: /^\/\//, code: 'const total = 41;\n' },
    { language: 'shellscript', sign: /^#/, code: 'total=41\n' },
    { language: 'lua', sign: /^--/, code: 'total = 41\n' },
  ]) {
    it(`writes a comment into ${language}, in the syntax that VS Code knows for it`, async () => {
      const editor = await openDocument(language, code);
      await run('insertAnswer', turn);
      const lines = editor.document.getText().split('\n');
      const inserted = lines.filter((line) => line !== '' && line !== code.trim());
      assert(inserted.length > 2);
      for (const line of inserted) assert.match(line, sign);
      assert(lines.includes(code.trim()));
      await undo();
      assert.equal(editor.document.getText(), code);
    });
  }

  it('comes whole into a document that is changed while the language is looked up', async () => {
    const code = ['first = 1', 'second = 2', 'third = 3'];
    const editor = await openDocument('ruby', code.join('\n'), new Position(2, 0));
    const inserting = run('insertAnswer', turn);
    await editor.edit((builder) => builder.insert(new Position(0, 0), 'zeroth = 0\n'));
    await inserting;
    const lines = editor.document.getText().split('\n');
    const inserted = lines.filter((line) => line.startsWith('#'));
    assert(inserted.length > 2);
    assert.deepEqual(
      lines.filter((line) => line !== '' && !line.startsWith('#')),
      ['zeroth = 0', ...code],
    );
    assert.equal(lines.indexOf('third = 3') - lines.indexOf('second = 2'), inserted.length + 1);
  });

  it('leaves a JSON file as it is and offers a new document', async () => {
    const editor = await openDocument('json', '{ "total": 41 }');
    // The command waits for the person's word, which nobody gives here.
    void run('insertAnswer', turn);
    await commands.executeCommand('notifications.clearAll');
    assert.equal(editor.document.getText(), '{ "total": 41 }');
  });

  it('inserts a single citation behind the words that it supports', async () => {
    const editor = await openDocument('markdown', 'Norway won most.\n', new Position(0, 15));
    await run('insertCitation', { ...turn, source: 1 });
    assert.match(editor.document.getText(), /^Norway won most\[\^1\]\.\n/);
  });

  it('opens a new Markdown document when no editor is open', async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    await run('insertAnswer', turn);
    const document = await eventually('a new document', async () => {
      await Promise.resolve();
      return workspace.textDocuments.find(({ isUntitled, languageId }) => isUntitled && languageId === 'markdown');
    });
    await eventually('the answer in it', async () => {
      await Promise.resolve();
      return document.getText().includes('Norway won') ? true : undefined;
    });
  });
});
