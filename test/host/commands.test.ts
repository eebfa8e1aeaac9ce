import assert from 'node:assert/strict';
import { commands } from 'vscode';
import { isId } from '../../src/base/ids';
import { activateWithEmulator, run, type TurnAddress } from './emulated';

describe('Commands in a real extension host', () => {
  it('are all there once the extension is active, as the manifest declares them', async () => {
    const extension = await activateWithEmulator();
    const { contributes } = extension.packageJSON as { contributes: { commands: { command: string }[] } };
    const registered = await commands.getCommands(true);
    for (const { command } of contributes.commands) assert(registered.includes(command), command);
  });

  it('ask a question and say which turn it became', async () => {
    await activateWithEmulator();
    const first = await run<TurnAddress>('start', {
      question: 'Which country won the most medals?',
      processor: 'lite',
    });
    assert(isId(first.threadId) && isId(first.turnId));
    const second = await run<TurnAddress>('askFollowUp', { threadId: first.threadId, question: 'And the second?' });
    assert.equal(second.threadId, first.threadId);
    assert.notEqual(second.turnId, first.turnId);
  });

  it('refuse arguments that are not theirs, and say which', async () => {
    await activateWithEmulator();
    const refusal = async (name: string, argument: unknown): Promise<string> => {
      try {
        await run(name, argument);
        return 'taken';
      } catch (error) {
        return String(error);
      }
    };
    assert.match(await refusal('start', { processor: 'mega' }), /researchThreads\.start.*processor/);
    assert.match(await refusal('askFollowUp', { threadId: '../../etc' }), /threadId is not the id of a thread/);
    assert.match(await refusal('insertCitation', { source: 'one' }), /researchThreads\.insertCitation/);
  });
});
