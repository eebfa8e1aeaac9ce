import assert from 'node:assert/strict';
import { commands, env, TabInputTextDiff, TabInputWebview, Uri, window, workspace } from 'vscode';
import { activateWithEmulator, askAtLength, eventually, run, type TurnAddress } from './emulated';

describe('Branching in a real extension host', () => {
  const question = 'Which country won the most Winter Olympics gold medals in 2026?';
  let first: TurnAddress;
  let second: TurnAddress;

  before(async () => {
    await activateWithEmulator();
    first = await run<TurnAddress>('start', { question, processor: 'lite-fast' });
    await answerOf(first);
    second = await run<TurnAddress>('askFollowUp', {
      threadId: first.threadId,
      parentTurnId: first.turnId,
      question: 'How many medals did they win?',
    });
    await answerOf(second);
  });

  afterEach(async () => {
    await commands.executeCommand('workbench.action.closeQuickOpen');
    await commands.executeCommand('workbench.action.closeAllEditors');
    await commands.executeCommand('notifications.clearAll');
  });

  /** Waits until a turn has an answer; it as Markdown. */
  function answerOf(turn: TurnAddress): Promise<string> {
    return eventually('an answer', async () => {
      await env.clipboard.writeText('');
      await run('copyAnswer', turn);
      return (await env.clipboard.readText()) || undefined;
    });
  }

  /** The thread as the person can export it. */
  async function exported(): Promise<string> {
    const [folder] = workspace.workspaceFolders ?? [];
    assert(folder);
    const target = Uri.joinPath(folder.uri, 'branching.md');
    await run('exportThread', { threadId: first.threadId, format: 'markdown', target: target.fsPath });
    const text = new TextDecoder().decode(await workspace.fs.readFile(target));
    await workspace.fs.delete(target);
    return text;
  }

  async function comparison(): Promise<{
    readonly label: string;
    readonly original: string;
    readonly modified: string;
  }> {
    const tab = await eventually('the comparison', async () => {
      const { activeTab } = window.tabGroups.activeTabGroup;
      return Promise.resolve(activeTab?.input instanceof TabInputTextDiff ? activeTab : undefined);
    });
    assert(tab.input instanceof TabInputTextDiff);
    const text = async (uri: Uri): Promise<string> => {
      const document = await workspace.openTextDocument(uri);
      assert.equal(document.languageId, 'markdown');
      assert.equal(uri.scheme, 'research-answer');
      return document.getText();
    };
    return { label: tab.label, original: await text(tab.input.original), modified: await text(tab.input.modified) };
  }

  it('says that there is nothing to compare with, and opens nothing', async () => {
    await run('compareAnswers', first);
    assert.equal(window.tabGroups.activeTabGroup.activeTab, undefined);
  });

  it('branches from a turn, so that the next question stands beside what was asked below it', async () => {
    await run('branchFromTurn', first);
    const branch = await run<TurnAddress>('askFollowUp', { question: 'Which cities hosted them?' });
    assert.equal(branch.threadId, first.threadId);
    await answerOf(branch);
    assert.match(await exported(), /Another direction from question 1/);
    await run('compareAnswers', { ...second, otherTurnId: branch.turnId, asText: true });
    const { label, original, modified } = await comparison();
    assert.match(label, /^How many medals did they win\? \(lite-fast\) ↔ Which cities hosted them\? \(lite-fast\)$/);
    assert.match(original, /^# How many medals did they win\?\n\n- Answered by: lite-fast\n- Answered on: \d{4}-/);
    assert.match(modified, /^# Which cities hosted them\?\n/);
  });

  it('edits a question beside the old one, with what went along with it', async () => {
    await run('editQuestion', second);
    const edited = await run<TurnAddress>('askFollowUp', { question: 'How many silver medals did they win?' });
    assert.notEqual(edited.turnId, second.turnId);
    await answerOf(edited);
    const text = await exported();
    assert.match(text, /How many medals did they win\?/);
    assert.match(text, /Another direction from question 1.*\n\n## \d\. How many silver medals/);
  });

  it('asks again beside the answer, and lays the two side by side at once when there are no others', async () => {
    const alone = await run<TurnAddress>('start', { question, processor: 'lite-fast' });
    await answerOf(alone);
    await run('askAgain', alone);
    await eventually('the second answer', async () => {
      await run('compareAnswers', { ...alone, asText: true });
      await commands.executeCommand('notifications.clearAll');
      return window.tabGroups.activeTabGroup.activeTab;
    });
    const { label, original, modified } = await comparison();
    assert.match(label, /^Which country won .*\(lite-fast ↔ lite-fast\)$/);
    assert.match(original, /\n## Answer\n\nNorway won/);
    assert.match(original, /\n## Sources in both answers\n\n- \[[^\]]+\]\(https:/);
    assert.match(original, /\n## Sources only in this answer\n\n/);
    assert.equal(modified.split('\n').length, original.split('\n').length);
  });

  it('asks which answer to compare with when there are several', async () => {
    void run('compareAnswers', second);
    const tab = await eventually('a choice to be made', async () => {
      await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return window.tabGroups.activeTabGroup.activeTab;
    });
    assert(tab.input instanceof TabInputWebview);
    assert.match(tab.input.viewType, /researchThreads\.comparison$/);
    assert.match(tab.label, /^How many medals did they win\? \(lite-fast\) ↔ /);
  });

  it('drops a question that was not sent, and no other', async () => {
    const running = await askAtLength('A question that takes a while');
    const followUp = { threadId: running.threadId, question: 'And then?', processor: 'lite' };
    const waiting = await run<TurnAddress>('askFollowUp', followUp);
    await run('dropQuestion', waiting);
    await run('dropQuestion', running);
    const [folder] = workspace.workspaceFolders ?? [];
    assert(folder);
    const target = Uri.joinPath(folder.uri, 'dropped.md');
    await run('exportThread', { threadId: running.threadId, format: 'markdown', target: target.fsPath });
    const text = new TextDecoder().decode(await workspace.fs.readFile(target));
    await workspace.fs.delete(target);
    assert.match(text, /A question that takes a while/);
    assert.doesNotMatch(text, /And then\?/);
  });

  it('refuses arguments that are not its own', async () => {
    await assert.rejects(Promise.resolve(run('compareAnswers', { otherTurnId: 7 })), /researchThreads\.compareAnswers/);
    await assert.rejects(Promise.resolve(run('editQuestion', { turnId: '../x' })), /turnId is not the id of a turn/);
  });
});
