import { createInterface } from 'node:readline';
import type { Clock } from '../../../src/base/clock';
import { toDisposable } from '../../../src/base/disposable';
import { createIdSource } from '../../../src/base/ids';
import { success } from '../../../src/base/result';
import { threadsThatMention } from '../../../src/journal/threads/findMentions';
import { OpenWindows } from '../../../src/journal/windows/openWindows';
import { ThreadJournal } from '../../../src/journal/threads/threadJournal';
import { NodeFiles } from '../../../src/node/files';
import { createProcesses } from '../../../src/node/processes';
import { createResearchApi } from '../../../src/parallel/researchApi';
import { ResearchRuns } from '../../../src/runs/researchRuns';

/*
 * One window as a process of its own: the journal, the heartbeat and the runs as the composition root puts them together.
 *
 *     node window.main.js STORAGE API    takes up what is there, then reads commands from its input: `ask`, `close`
 *
 * Says `ready`, `asked`, `closed` on its output. Time passes ten times as fast, so that nobody waits for heartbeats.
 */
const haste = 10;
const clock: Clock = {
  now: () => Date.now() * haste,
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds / haste);
    return toDisposable(() => clearTimeout(timer));
  },
};

async function main(storage: string, baseUrl: string): Promise<void> {
  const files = new NodeFiles();
  const root = files.join(storage, 'threads');
  const newId = createIdSource(Date.now, (bytes) => crypto.getRandomValues(bytes));
  const windowId = newId();
  const report = (problem: unknown): void => console.error(problem);
  const journal = await ThreadJournal.open({ files, root, writer: windowId, clock, newId, report });
  const folder = files.join(storage, 'windows');
  const windows = new OpenWindows({ files, folder, windowId, clock, processes: createProcesses() });
  windows.announceAfter(0);
  const quiet = { trace: noop, debug: noop, info: noop, warn: noop, error: report };
  const apiKey = (): Promise<string> => Promise.resolve('a-key-of-the-test');
  const runs = new ResearchRuns({
    log: journal,
    api: createResearchApi({ apiKey, baseUrl, version: '0', clock, log: quiet }),
    claims: windows,
    threadsThatMention: (text) => threadsThatMention(files, root, text),
    clock,
    newId,
    random: Math.random,
    letOut: async (_, record) => ({ kind: (await record()) ? 'recorded' : 'kept' }),
    copies: { exist: () => Promise.resolve(false), learn: () => Promise.resolve(success(undefined)) },
    reportProblem: report,
  });
  for (const { id, hasActiveRun } of await journal.summaries()) if (hasActiveRun) await runs.resume(id);
  console.log('ready');
  for await (const command of createInterface({ input: process.stdin })) {
    if (command === 'close') break;
    const question = {
      threadId: null,
      parentId: null,
      text: 'Who won?',
      request: { kind: 'research', processor: 'lite' } as const,
      context: [],
    };
    const asked = await runs.ask(question);
    console.log(asked.ok ? 'asked' : asked.failure.kind);
  }
  await runs.stop();
  await Promise.all([journal.flush(), windows.close()]);
  journal.dispose();
  console.log('closed');
  process.stdin.destroy();
}

function noop(): void {
  // Nobody reads the log of this window.
}

const [storage = '', baseUrl = ''] = process.argv.slice(2);
main(storage, baseUrl).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
