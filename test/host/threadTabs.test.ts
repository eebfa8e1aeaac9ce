import assert from 'node:assert/strict';
import { commands, TabInputWebview, window, type Tab } from 'vscode';
import { activateWithEmulator, eventually, run, type TurnAddress } from './emulated';
import { saidOutside } from './messages';

const question = 'Which birds live on Heligoland?';

describe('A thread in a tab, in a real extension host', () => {
  let asked: TurnAddress;

  before(async () => {
    await activateWithEmulator();
    await commands.executeCommand('workbench.action.closeAllEditors');
    asked = await run<TurnAddress>('start', { question, processor: 'lite-fast' });
    await run('start');
  });

  after(() => commands.executeCommand('workbench.action.closeAllEditors'));

  const tabs = (): readonly Tab[] =>
    window.tabGroups.all
      .flatMap((group) => group.tabs)
      .filter(({ input }) => input instanceof TabInputWebview && input.viewType.endsWith('researchThreads.thread'));

  it('is opened by its id, and once, also where it is opened again at a turn', async () => {
    await run('openInEditor', { threadId: asked.threadId });
    await run('openInEditor', { threadId: asked.threadId, turnId: asked.turnId });
    const [tab, ...others] = await eventually('the tab', () => Promise.resolve(tabs().length > 0 ? tabs() : undefined));
    assert.equal(tab?.label, question);
    assert.deepEqual(others, []);
  });

  it('is called as the thread is called, cut where that is long', async () => {
    const title = 'Birds that live on Heligoland, and those that only rest there';
    await run('renameThread', { threadId: asked.threadId, title });
    await eventually('the title', () =>
      Promise.resolve(tabs()[0]?.label === 'Birds that live on Heligoland, and…' ? true : undefined),
    );
  });

  it('is not opened where there is no such thread', async () => {
    const said = await saidOutside(() => run('openInEditor', { threadId: '0'.repeat(26) }));
    assert.deepEqual(said, ['This thread no longer exists.']);
    assert.equal(tabs().length, 1);
  });
});
