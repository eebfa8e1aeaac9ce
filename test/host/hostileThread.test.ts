import assert from 'node:assert/strict';
import { commands, Uri, window, workspace } from 'vscode';
import { decodeLine, encodeRecord } from '../../src/journal/records/record';
import type { ChatSession } from '../../src/chat/chatSession';
import type { AttachedContext } from '../../src/research/thread/context';
import type { ThreadEvent } from '../../src/research/thread/events';
import { scopeOf } from '../../src/research/thread/turn';
import { ScopeChooser } from '../../src/vscode/question/scopeChooser';
import type { OwnDocuments } from '../../src/vscode/documents/ownDocuments';
import { showContext } from '../../src/vscode/question/showContext';
import { activateWithEmulator, run } from './emulated';
import { hearMessages } from './messages';
import { QuickInputs } from './quickInputs';

const threadId = '01k0000000000000000000gate';
const link = '[Fix](command:x.y?%5B%5D)';

/** What a text would have to hold for VS Code to make a link or an icon of it. */
const interpreted = /\]\(|\$\(/;

const nothingOwn = ownDocuments(() => false);

describe('A hostile thread in a real extension host', () => {
  let folder: Uri;
  let inputs: QuickInputs;

  before(async () => {
    await activateWithEmulator();
    const [workspaceFolder] = workspace.workspaceFolders ?? [];
    assert(workspaceFolder);
    folder = Uri.joinPath(workspaceFolder.uri, 'hostile');
    const file = Uri.joinPath(folder, `${threadId}.hostile.jsonl`);
    await workspace.fs.writeFile(file, hostileRecord());
    const imported = await run<{ readonly threads: readonly unknown[] }>('importThread', { files: [file.toString()] });
    assert.deepEqual(imported.threads, [{ threadId, added: 1 }]);
    await commands.executeCommand('notifications.clearAll');
  });

  after(() => workspace.fs.delete(folder, { recursive: true }));

  beforeEach(() => {
    inputs = new QuickInputs();
  });

  afterEach(async () => {
    inputs.stop();
    await commands.executeCommand('workbench.action.closeQuickOpen');
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('shows no link and no icon while its sources are chosen, and leaves out what is no site', async () => {
    const imported = decodeLine(hostileRecord().subarray(0, -1));
    assert(imported.kind === 'event' && imported.stamped.event.kind === 'asked');
    const scope = scopeOf(imported.stamped.event.request);
    const session = { scope, chooseScope: () => undefined } as unknown as ChatSession;
    const choosing = new ScopeChooser(session).choose();
    const sources = await inputs.pick('Choose Sources');
    assert.match(sources.placeholder ?? '', /only arxiv\.org · filters that can’t be read/);
    await inputs.choose('Choose Sources', 'Only these sites…');
    const input = await inputs.type('Only These Sites', `${link}, $(trash)`);
    const message = typeof input.validationMessage === 'string' ? input.validationMessage : '';
    assert.match(message, /Fix/);
    for (const text of [message, input.prompt ?? '', input.title ?? '', sources.placeholder ?? '']) {
      assert.doesNotMatch(text, interpreted);
    }
    assert.equal(input.value, `${link}, $(trash)`);
    await inputs.goBack('Only These Sites');
    await inputs.close('Choose Sources');
    await choosing;
  });

  it('opens no file outside of the workspace without asking, and says which one it is', async () => {
    const outside = ['file:///etc/passwd', `${folder.toString()}/../../../../../../../../../../etc/passwd`];
    for (const uri of outside) {
      const { dialogs, stop } = hearMessages(() => false);
      try {
        assert.deepEqual(await showContext(contextOf(uri), nothingOwn), {
          kind: 'cancelled',
        });
        assert.deepEqual(
          dialogs.map(({ message }) => message),
          ['Open /etc/passwd?'],
        );
        assert.equal(window.activeTextEditor, undefined);
      } finally {
        stop();
      }
    }
  });

  it('opens nothing of another machine, and makes no new document', async () => {
    for (const uri of ['file://evil.example/share/a.md', 'untitled:/etc/cron.d/x', 'vscode-userdata:/settings.json']) {
      const outcome = await showContext(contextOf(uri), nothingOwn);
      assert.equal(outcome.kind, 'refused');
    }
    assert.equal(window.activeTextEditor, undefined);
  });

  it('opens what is in the workspace, and what was attached here', async () => {
    const file = Uri.joinPath(folder, 'notes.md');
    await workspace.fs.writeFile(file, new TextEncoder().encode('notes\n'));
    const context = contextOf(file.toString());
    assert.deepEqual(await showContext(context, nothingOwn), { kind: 'done' });
    assert.equal(window.activeTextEditor?.document.uri.toString(), file.toString());
    const own = contextOf('file:///etc/hostname');
    assert.deepEqual(
      await showContext(
        own,
        ownDocuments((uri) => uri === own.uri),
      ),
      { kind: 'done' },
    );
    assert.equal(window.activeTextEditor.document.uri.path, '/etc/hostname');
  });
});

function ownDocuments(has: (uri: string) => boolean): OwnDocuments {
  return { note: () => undefined, has } as unknown as OwnDocuments;
}

function contextOf(uri: string): AttachedContext {
  return { label: 'notes.md', uri, languageId: 'markdown', lines: null, text: 'notes' };
}

/** A question as only a file can have one. */
function hostileRecord(): Uint8Array {
  const event = {
    kind: 'asked',
    turnId: 'turn',
    parentId: null,
    question: `${link} $(verified-filled)?`,
    context: [contextOf('file:///etc/passwd')],
    attemptId: 'attempt',
    request: {
      kind: 'research',
      processor: 'core-fast',
      scope: { include: [link, 'arxiv.org'], exclude: [], after: null, location: null },
    },
  };
  const stamp = { writer: 'hostile', sequence: 1, clock: 1, at: 0 };
  const encoded = encodeRecord({ stamp, event: event as unknown as ThreadEvent });
  assert(encoded.ok);
  return encoded.value.bytes;
}
