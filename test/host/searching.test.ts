import assert from 'node:assert/strict';
import { commands } from 'vscode';
import { activateWithEmulator, eventually, run, type TurnAddress } from './emulated';

describe('Searching in a real extension host', () => {
  let asked: TurnAddress;

  before(async () => {
    await activateWithEmulator();
    asked = await run<TurnAddress>('start', {
      question: 'What of quokkas on Rottnest Island?',
      processor: 'lite-fast',
    });
  });

  afterEach(async () => {
    await commands.executeCommand('workbench.action.closeQuickOpen');
  });

  /** Chooses what stands first. The chat takes the focus a moment after it was asked in, which closes a search. */
  function chooseFirst(query: string): Promise<unknown> {
    return eventually('something to be chosen', () => chooseOnce(query));
  }

  /** Chooses what stands first until the search has ended; undefined when something closed it. */
  async function chooseOnce(query: string): Promise<unknown> {
    let ended: { readonly chosen: unknown } | undefined;
    void run<unknown>('search', { query }).then((chosen) => (ended = { chosen }));
    return eventually('the end of the search', async () => {
      await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return ended;
    }).then(({ chosen }) => chosen);
  }

  it('finds a question that was just asked, and says which turn was chosen', async () => {
    assert.deepEqual(await chooseFirst('quokkas rottn'), asked);
    assert.deepEqual(await chooseFirst('QUOKKAS processor:lite after:1d'), asked);
  });

  it('says that nothing was chosen when it is closed', async () => {
    const searching = run<unknown>('search', { query: 'quokkas -rottnest' });
    await eventually('the search to open', async () => {
      await commands.executeCommand('workbench.action.closeQuickOpen');
      return Promise.race([searching.then(() => true), new Promise<undefined>((resolve) => setTimeout(resolve, 200))]);
    });
    assert.equal(await searching, undefined);
  });

  it('refuses an argument that is not its own', async () => {
    await assert.rejects(Promise.resolve(run('search', { query: 7 })), /researchThreads\.search/);
  });
});
