import assert from 'node:assert/strict';
import { commands, Selection, Uri, window, workspace, type InputBox } from 'vscode';
import { readChosenFile } from '../../src/node/chosenFile';
import type { ChatSession } from '../../src/chat/chatSession';
import type { AttachedContext } from '../../src/research/thread/context';
import type { SourceScope } from '../../src/research/scope/sourceScope';
import type { AnswerAttachments } from '../../src/vscode/question/answerAttachments';
import { AttachmentChooser } from '../../src/vscode/question/attachmentChooser';
import { ChosenFiles } from '../../src/vscode/documents/chosenFiles';
import { LastEditor } from '../../src/vscode/documents/lastEditor';
import { activateWithEmulator, askAtLength, eventually, run, type TurnAddress } from './emulated';
import { QuickInputs } from './quickInputs';
import { isAnswered, recordedQuestion } from './recorded';

describe('Choosing natively in a real extension host', () => {
  let inputs: QuickInputs;
  let file: Uri;

  before(async () => {
    await activateWithEmulator();
    const [folder] = workspace.workspaceFolders ?? [];
    assert(folder);
    file = Uri.joinPath(folder.uri, 'chosen.md');
    await workspace.fs.writeFile(file, new TextEncoder().encode('one\ntwo\n'));
  });

  after(() => workspace.fs.delete(file));

  beforeEach(() => {
    inputs = new QuickInputs();
  });

  afterEach(async () => {
    inputs.stop();
    await commands.executeCommand('workbench.action.closeQuickOpen');
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('lists the earlier answers of all threads, those of this one first', async () => {
    const asked: TurnAddress[] = [];
    for (const question of ['Choosable first?', 'Choosable second?']) {
      const turn = await run<TurnAddress>('start', { question, processor: 'lite-fast' });
      await eventually('the answer', async () => ((await isAnswered(turn)) ? true : undefined));
      asked.push(turn);
    }
    const attaching = run('attachAnswer');
    const { items } = await inputs.pick('Attach an Earlier Answer');
    assert.deepEqual(
      items.slice(0, 4).map(({ label }) => label),
      ['this thread', 'Choosable second?', 'other threads', 'Choosable first?'],
    );
    await inputs.choose('Attach an Earlier Answer', 'Choosable first?');
    await attaching;
    const next = await run<TurnAddress>('askFollowUp', { question: 'With that?' });
    assert.equal(next.threadId, asked[1]?.threadId);
    assert.deepEqual(
      (await recordedQuestion(next)).context.map(({ label }) => label),
      ['Answer: Choosable first?'],
    );
  });

  it('asks part by part where to look, shows what holds, and goes back', async () => {
    await run('chooseSources', {});
    const choosing = run<SourceScope>('chooseSources');
    await inputs.choose('Choose Sources', 'Only these sites…');
    const input = await inputs.type('Only These Sites', 'arxiv.org, localhost');
    assert.match(problemOf(input), /“localhost”: Write a domain/);
    await inputs.type('Only These Sites', 'https://arxiv.org/abs/1 .gov');
    const sources = await inputs.pick('Choose Sources');
    assert.equal(sources.items[0]?.description, 'arxiv.org, .gov');
    assert.equal(sources.placeholder, 'Now: only arxiv.org, .gov');
    assert.match(sources.items[1]?.description ?? '', /without effect/);
    await inputs.choose('Choose Sources', 'Search from…');
    await inputs.choose('Search From', 'Germany');
    await inputs.choose('Choose Sources', 'Not before…');
    assert.match(problemOf(await inputs.type('Not Before', '2999-01-01')), /in the future/);
    await inputs.goBack('Not Before');
    await inputs.close('Choose Sources');
    assert.deepEqual(await choosing, { include: ['arxiv.org', '.gov'], exclude: [], after: null, location: 'DE' });
    const again = run<SourceScope>('chooseSources');
    await inputs.choose('Choose Sources', 'Look anywhere');
    await inputs.close('Choose Sources');
    assert.equal(await again, null);
  });

  it('offers the selection, the document, files and answers, each with its size, and goes back', async () => {
    const attached: AttachedContext[] = [];
    const session = {
      threadId: null,
      composer: () => ({ contexts: attached }),
      attach: (context: AttachedContext) => attached.push(context),
    } as unknown as ChatSession;
    const editor = await window.showTextDocument(file);
    editor.selection = new Selection(0, 0, 0, 3);
    const lastEditor = new LastEditor();
    const noAnswers: unknown = null;
    const chooser = new AttachmentChooser({
      session,
      ownDocuments: { note: () => undefined, recency: () => null },
      lastEditor,
      answers: noAnswers as AnswerAttachments,
      chosenFiles: new ChosenFiles(readChosenFile),
    });
    const title = 'Attach to the Question';
    const first = chooser.choose();
    assert.deepEqual(
      (await inputs.pick(title)).items.map(({ label, description }) => [label, description]),
      [
        ['Selection', 'chosen.md:1 · 3 characters'],
        ['Current Document', 'chosen.md · 8 characters'],
        ['File…', undefined],
        ['Earlier Answer…', undefined],
      ],
    );
    await inputs.choose(title, 'Selection');
    assert.deepEqual(await first, { kind: 'done' });
    const second = chooser.choose();
    await inputs.choose(title, 'File…');
    await inputs.goBack('Attach a File');
    await inputs.choose(title, 'File…');
    await inputs.choose('Attach a File', 'chosen.md');
    assert.deepEqual(await second, { kind: 'done' });
    const third = chooser.choose();
    await inputs.close(title);
    assert.deepEqual(await third, { kind: 'cancelled' });
    assert.deepEqual(
      attached.map(({ lines, text }) => ({ lines, text })),
      [
        { lines: [1, 1], text: 'one' },
        { lines: null, text: 'one\ntwo\n' },
      ],
    );
    lastEditor.dispose();
  });

  it('finds a note in the last of many folders, and lists nothing that git ignores or the settings exclude', async () => {
    const [folder] = workspace.workspaceFolders ?? [];
    assert(folder);
    const root = Uri.joinPath(folder.uri, 'many');
    const write = (path: string, text = 'x'): Thenable<void> =>
      workspace.fs.writeFile(Uri.joinPath(root, path), new TextEncoder().encode(text));
    for (let index = 0; index < 250; index += 1) await write(`a${index}/file.md`);
    await write('zz/deep/the-note.md');
    await write('.gitignore', 'generated/\n');
    await write('generated/the-note-ignored.md');
    await write('node_modules/the-note-excluded.md');
    const attaching = run('attachFile');
    try {
      const pick = await inputs.pick('Attach a File');
      const labels = (): readonly string[] => pick.items.map(({ label }) => label);
      assert(!labels().includes('the-note.md'));
      pick.value = 'the-note';
      await eventually('the matches', () => Promise.resolve(labels().length < 10 ? true : undefined));
      assert.deepEqual(labels(), ['the-note.md', 'Browse…']);
    } finally {
      await inputs.close('Attach a File');
      await attaching;
      await workspace.fs.delete(root, { recursive: true });
    }
  });

  it('lists the research under way, what began first in front, and shows nothing unless it is chosen', async () => {
    const asked = [await askAtLength('What takes a while?'), await askAtLength('What takes as long?')];
    const choosing = run('showRuns');
    const { items } = await inputs.pick('Research in Progress');
    assert.deepEqual(items.map(({ label, detail }) => ({ label, detail })).slice(-2), [
      { label: 'What takes a while?', detail: undefined },
      { label: 'What takes as long?', detail: undefined },
    ]);
    await inputs.close('Research in Progress');
    await choosing;
    for (const turn of asked) await run('stopWatching', turn);
  });
});

/** What an input box says is wrong; empty for nothing. */
function problemOf({ validationMessage }: InputBox): string {
  return typeof validationMessage === 'string' ? validationMessage : (validationMessage?.message ?? '');
}
