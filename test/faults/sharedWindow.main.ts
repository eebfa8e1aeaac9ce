import { createInterface } from 'node:readline';
import { systemClock as clock } from '../../src/base/clock';
import { createIdSource } from '../../src/base/ids';
import { localizeWith } from '../../src/base/localize';
import { success } from '../../src/base/result';
import { adoptThread } from '../../src/journal/workspaces/copyThreads';
import { threadsThatMention } from '../../src/journal/threads/findMentions';
import { OpenWindows } from '../../src/journal/windows/openWindows';
import { OtherStorages } from '../../src/journal/workspaces/otherStorages';
import { SendingLease } from '../../src/journal/windows/sendingLease';
import { StoredCharges } from '../../src/journal/workspaces/storedCharges';
import { ThreadCopies } from '../../src/journal/threads/threadCopies';
import { ThreadJournal } from '../../src/journal/threads/threadJournal';
import { NodeFiles } from '../../src/node/files';
import { createProcesses } from '../../src/node/processes';
import { createResearchApi } from '../../src/parallel/researchApi';
import type { Limits } from '../../src/spending/budget';
import type { ThreadId, TurnId } from '../../src/research/thread/ids';
import { ResearchRuns } from '../../src/runs/researchRuns';
import { SendingGate } from '../../src/runs/send/sendingGate';
import { SpendingGuard } from '../../src/spending/spendingGuard';
import { TodaysCharges } from '../../src/spending/todaysCharges';

/*
 * One window as a process of its own, with everything that keeps an eye on money, on one of several folders.
 *
 *     node sharedWindow.main.js HOME FOLDER API DAILY PER-THREAD
 *
 * `DAILY` and `PER-THREAD` are mills, or `none`. Each command on the input is answered by one line of JSON:
 *
 *     ask [THREAD PARENT]      asks for a lite run; the address of the turn
 *     state THREAD TURN        the state of its last attempt, and how many it has
 *     bring FOLDER THREAD      brings a thread of another folder here
 *     send THREAD TURN         the person presses Send
 */
const extension = 'publisher.name';

async function main([user = '', folder = '', baseUrl = '', daily = '', perThread = '']: string[]): Promise<void> {
  const files = new NodeFiles();
  const workspaces = files.join(user, 'workspaceStorage');
  const own = files.join(workspaces, folder, extension);
  const global = files.join(user, 'globalStorage', extension);
  const newId = createIdSource(Date.now, (bytes) => crypto.getRandomValues(bytes));
  const root = files.join(own, 'threads');
  const windowId = newId();
  const processes = createProcesses();
  const report = (problem: unknown): void => console.error(problem);
  const journal = await ThreadJournal.open({ files, root, writer: windowId, clock, newId, report });
  const windows = new OpenWindows({ files, folder: files.join(own, 'windows'), windowId, clock, processes });
  windows.announceAfter(0);
  const home = { workspaces, extension, global, own };
  const storages = new OtherStorages(files, home);
  const stored = new StoredCharges(files, storages, clock);
  const limits: Limits = { confirmAbove: null, daily: millsOf(daily), perThread: millsOf(perThread) };
  const guard = new SpendingGuard({
    threads: journal,
    charges: new TodaysCharges({ journal, elsewhere: () => Promise.resolve(stored), clock }),
    limits: () => success(limits),
    confirm: () => Promise.resolve(true),
    clock,
    localize: localizeWith({}),
  });
  const copies = new ThreadCopies({ files, home, journal });
  const gate = new SendingGate({
    lease: new SendingLease({ files, folder: files.join(global, 'sending'), windowId, clock, processes }),
    copies,
    reportProblem: report,
    localize: localizeWith({}),
    hasBudget: () => guard.hasBudget,
    checkBudget: (...question) => guard.checkBudget(...question),
  });
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
    letOut: (...question) => gate.letOut(...question),
    copies,
    reportProblem: report,
  });
  for (const { id, hasActiveRun } of await journal.summaries()) if (hasActiveRun) await runs.resume(id);
  const request = { kind: 'research', processor: 'lite' } as const;
  const ask = async (threadId?: string, parentId?: string): Promise<unknown> => {
    const about = { threadId: (threadId ?? null) as ThreadId | null, parentId: (parentId ?? null) as TurnId | null };
    // As the chat asks before it records anything.
    const asking = { question: 'Why?', mayBePaidTwice: false, agreed: null, foreign: null };
    const may = await guard.mayPay(about.threadId, request, asking);
    if (may.kind !== 'done') return may;
    return runs.ask({ ...about, text: 'Why?', request, context: [] });
  };
  const state = async (threadId = '', turnId = ''): Promise<unknown> => {
    const turn = (await journal.loadFresh(threadId as ThreadId))?.turns.get(turnId as TurnId);
    return turn ? [turn.attempt.condition.state, turn.earlierAttempts.length + 1] : null;
  };
  const bring = async (from = '', threadId = ''): Promise<unknown> => {
    const other = (await storages.find()).storages.find(({ id }) => id === from);
    const brought = other && (await adoptThread(journal, storages, other, threadId as ThreadId));
    await runs.resume(threadId as ThreadId);
    return brought?.ok ?? false;
  };
  const send = (threadId = '', turnId = ''): Promise<unknown> =>
    runs.send({ threadId: threadId as ThreadId, turnId: turnId as TurnId }, { kind: 'research', name: 'lite' });
  const commands = new Map(Object.entries({ ask, state, bring, send }));
  say('ready');
  for await (const line of createInterface({ input: process.stdin })) {
    const [command = '', ...words] = line.split(' ');
    say(await commands.get(command)?.(...words));
  }
}

function millsOf(text: string): number | null {
  return text === 'none' ? null : Number(text);
}

function say(value: unknown): void {
  console.log(JSON.stringify(value));
}

function noop(): void {
  // Nobody reads the log of this window.
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
