import { systemClock } from '../../src/base/clock';
import { createIdSource } from '../../src/base/ids';
import { success } from '../../src/base/result';
import { threadsThatMention } from '../../src/journal/threads/findMentions';
import { OpenWindows } from '../../src/journal/windows/openWindows';
import { ThreadJournal } from '../../src/journal/threads/threadJournal';
import { NodeFiles } from '../../src/node/files';
import { createProcesses } from '../../src/node/processes';
import { createResearchApi } from '../../src/parallel/researchApi';
import { ResearchRuns } from '../../src/runs/researchRuns';

/*
 * A window without VS Code, to be killed: the journal on disk, the runs, the real adapter.
 *
 *   node killedRun.main.js ROOT URL QUESTION KIND   asks for `research` or for a `quick` answer, says `asked`, and goes on until it is killed
 */

const silent = (): void => undefined;

async function main([root = '', url = '', question = '', kind = '']: readonly string[]): Promise<void> {
  const newId = createIdSource(Date.now, (bytes) => crypto.getRandomValues(bytes));
  const files = new NodeFiles();
  const windowId = newId();
  const folder = files.join(root, '..', 'windows');
  const claims = new OpenWindows({ files, folder, windowId, clock: systemClock, processes: createProcesses() });
  const journal = await ThreadJournal.open({
    files,
    root,
    writer: windowId,
    clock: systemClock,
    newId,
    report: (problem) => console.log(`problem ${JSON.stringify(problem)}`),
  });
  const api = createResearchApi({
    apiKey: () => Promise.resolve('a-key-of-the-fault-suites'),
    baseUrl: url,
    version: '0.0.0',
    clock: systemClock,
    log: { trace: silent, debug: silent, info: silent, warn: silent, error: silent },
  });
  const runs = new ResearchRuns({
    log: journal,
    api,
    claims,
    threadsThatMention: (text) => threadsThatMention(files, root, text),
    clock: systemClock,
    newId,
    random: Math.random,
    letOut: async (_, record) => ({ kind: (await record()) ? 'recorded' : 'kept' }),
    copies: { exist: () => Promise.resolve(false), learn: () => Promise.resolve(success(undefined)) },
    reportProblem: (message) => console.log(`problem ${message}`),
  });
  const asked = await runs.ask({
    threadId: null,
    parentId: null,
    text: question,
    request: kind === 'quick' ? { kind, model: 'lite' } : { kind: 'research', processor: 'lite' },
    context: [],
  });
  console.log(asked.ok ? 'asked' : `problem ${asked.failure.kind}`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.log(`problem ${String(error)}`);
  process.exitCode = 1;
});
