import assert from 'node:assert/strict';
import { commands, Uri, window, workspace } from 'vscode';
import { activateWithEmulator, eventually, run, type TurnAddress } from './emulated';
import { saidOutside } from './messages';
import { isAnswered, recordedQuestion } from './recorded';

/** What each command of the palette says when the chat is empty and no document is open. */
const refusals: Readonly<Record<string, RegExp>> = {
  askFollowUp: /^There is no thread to follow up\. Use Start Research first\.$/,
  renameThread: /^No thread is open\. Open one in the chat first\.$/,
  pinThread: /^No thread is open\./,
  unpinThread: /^No thread is open\./,
  deleteThread: /^No thread is open\./,
  insertAnswer: /^There is no answer here yet\.$/,
  replaceSelection: /^There is no answer here yet\.$/,
  copyAnswer: /^There is no answer here yet\.$/,
  insertCitation: /^There is no answer here yet\.$/,
  copyCitation: /^There is no answer here yet\.$/,
  compareAnswers: /^There is no question here yet\.$/,
  branchFromTurn: /^There is no question here yet\.$/,
  editQuestion: /^There is no question here yet\.$/,
  askAgain: /^There is no question here yet\.$/,
  retryTurn: /^There is no question here yet\.$/,
  carryContext: /^There is no question here yet\.$/,
  dropQuestion: /^There is no question here yet\.$/,
  stopWatching: /^There is no question here yet\.$/,
  watchAgain: /^There is no question here yet\.$/,
  leaveBranch: /^The next question branches from nothing\.$/,
  attachSelection: /^Select the text that the question is about in an editor first\.$/,
  startFromSelection: /^Select the text that the question is about in an editor first\.$/,
  showAttachment: /^Nothing is attached to the question\.$/,
  removeAttachment: /^Nothing is attached to the question\.$/,
};

describe('A command where there is nothing to act on', () => {
  before(async () => {
    await activateWithEmulator();
    await commands.executeCommand('workbench.action.closeAllEditors');
    await run('start');
  });

  for (const [name, refusal] of Object.entries(refusals)) {
    it(`says so: ${name}`, async () => {
      const said = await saidOutside(() => run(name));
      assert.equal(said.length, 1, said.join(' | '));
      assert.match(said[0] ?? '', refusal);
    });
  }
});

describe('The commands for the next question', () => {
  const question = 'Which country won the most Winter Olympics gold medals in 2026?';
  let first: TurnAddress;
  let second: TurnAddress;
  let file: Uri;

  before(async () => {
    await activateWithEmulator();
    first = await run<TurnAddress>('start', { question, processor: 'lite-fast' });
    await eventually('the answer', async () => ((await isAnswered(first)) ? true : undefined));
    second = await run<TurnAddress>('askFollowUp', { question: 'How many medals did they win?' });
    await eventually('the answer', async () => ((await isAnswered(second)) ? true : undefined));
    const [folder] = workspace.workspaceFolders ?? [];
    assert(folder);
    file = Uri.joinPath(folder.uri, 'along.md');
    await workspace.fs.writeFile(file, new TextEncoder().encode('# Along\n'));
  });

  after(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    await workspace.fs.delete(file);
  });

  it('choose what answers it, from a list, where the first is the cheapest, and by name', async () => {
    let isChosen = false;
    void run('chooseEngine').then(() => (isChosen = true));
    await eventually('the choice', async () => {
      await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return isChosen || undefined;
    });
    const listed = await run<TurnAddress>('askFollowUp', { question: 'Chosen from a list?' });
    assert.deepEqual((await recordedQuestion(listed)).request, { kind: 'research', processor: 'lite' });
    await run('chooseEngine', { processor: 'lite-fast' });
    const named = await run<TurnAddress>('askFollowUp', { threadId: first.threadId, question: 'Chosen by name?' });
    assert.deepEqual((await recordedQuestion(named)).request, { kind: 'research', processor: 'lite-fast' });
  });

  it('show what is attached to it, and remove it', async () => {
    await run('attachFile', file);
    await run('showAttachment');
    assert.equal(window.activeTextEditor?.document.uri.toString(), file.toString());
    await run('removeAttachment');
    const asked = await run<TurnAddress>('askFollowUp', { question: 'With nothing along?' });
    assert.deepEqual((await recordedQuestion(asked)).context, []);
  });

  it('leave a branch, so that it goes on below what is shown', async () => {
    await run('openThread', second);
    await run('branchFromTurn', first);
    await run('leaveBranch');
    const asked = await run<TurnAddress>('askFollowUp', { question: 'Further below?' });
    assert.notEqual((await recordedQuestion(asked)).parentId, first.turnId);
  });

  it('refuse to send again what has an answer, also with the earlier answers in it', async () => {
    for (const name of ['retryTurn', 'carryContext']) {
      assert.deepEqual(await saidOutside(() => run(name, second)), [
        'This question cannot be sent again: it has an answer, or is being researched.',
      ]);
    }
  });
});
