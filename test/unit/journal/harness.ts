import type { ThreadChange } from '../../../src/research/thread/threadStore';
import { createIdSource, type IdSource } from '../../../src/base/ids';
import type { Files } from '../../../src/journal/files';
import type { JournalProblem } from '../../../src/journal/problems';
import { ThreadJournal } from '../../../src/journal/threads/threadJournal';
import type { ThreadEvent } from '../../../src/research/thread/events';
import type { ThreadId } from '../../../src/research/thread/ids';
import type { Thread } from '../../../src/research/thread/thread';
import { FakeClock } from '../fakeClock';

/** Ids that are the same in every run of the tests. */
export function countingIds(start: number): IdSource {
  let count = start;
  return createIdSource(
    () => {
      count += 1;
      return count;
    },
    (random) => random.fill(0),
  );
}

/** One window's journal, and everything that it told. */
export interface TestWindow {
  readonly journal: ThreadJournal;
  readonly clock: FakeClock;
  readonly writer: string;
  readonly problems: readonly JournalProblem[];
  readonly changes: readonly ThreadChange[];
}

/** Windows on one storage folder; each one has a writer id and a clock of its own. */
export class TestStorage {
  readonly #files: Files;
  readonly root: string;
  #windows = 0;

  constructor(files: Files, root = '/storage/threads') {
    this.#files = files;
    this.root = root;
  }

  async open(files: Files = this.#files, hasOtherWriters?: () => Promise<boolean>): Promise<TestWindow> {
    this.#windows += 1;
    const clock = new FakeClock();
    const problems: JournalProblem[] = [];
    const changes: ThreadChange[] = [];
    const newId = countingIds(this.#windows * 1_000_000);
    const writer = newId();
    const report = (problem: JournalProblem): void => void problems.push(problem);
    const tidying = hasOtherWriters && { hasOtherWriters };
    const journal = await ThreadJournal.open({ files, root: this.root, writer, clock, newId, report, ...tidying });
    journal.onDidChange((change) => changes.push(change));
    return { journal, clock, writer, problems, changes };
  }
}

/** Appends what must be kept. */
export async function keep(
  { journal }: Pick<TestWindow, 'journal'>,
  threadId: ThreadId,
  ...events: ThreadEvent[]
): Promise<Thread> {
  let thread: Thread | null = null;
  for (const event of events) {
    const appended = await journal.append(threadId, event);
    if (!appended.ok) throw new Error(`Not kept: ${appended.failure.message}`);
    thread = appended.value;
  }
  if (!thread) throw new Error('Nothing was to be kept.');
  return thread;
}

/** Resolves with a journal's next change that `isMeant`. */
export function nextChange(
  { journal }: Pick<TestWindow, 'journal'>,
  isMeant: (change: ThreadChange) => boolean,
): Promise<ThreadChange> {
  return new Promise((resolve) => {
    const subscription = journal.onDidChange((change) => {
      if (!isMeant(change)) return;
      subscription.dispose();
      resolve(change);
    });
  });
}
