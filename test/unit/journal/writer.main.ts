// A window that is nothing but a journal: writes what its parent sends it into the folder that it is given.
import { randomFillSync } from 'node:crypto';
import { systemClock } from '../../../src/base/clock';
import { createIdSource } from '../../../src/base/ids';
import { ThreadJournal } from '../../../src/journal/threads/threadJournal';
import { NodeFiles } from '../../../src/node/files';
import type { ThreadEvent } from '../../../src/research/thread/events';
import type { ThreadId } from '../../../src/research/thread/ids';
import { keep } from './harness';

async function main(): Promise<void> {
  const [root = ''] = process.argv.slice(2);
  const newId = createIdSource(Date.now, (bytes) => void randomFillSync(bytes));
  const journal = await ThreadJournal.open({
    files: new NodeFiles(),
    root,
    writer: newId(),
    clock: systemClock,
    newId,
    report: (problem) => console.error(problem),
  });
  process.on('message', ({ threadId, event }: { threadId: ThreadId; event: ThreadEvent }) => {
    void keep({ journal }, threadId, event).then(() => process.send?.('kept'));
  });
  process.once('disconnect', () => {
    journal.dispose();
    void journal.flush();
  });
  process.send?.('ready');
}

void main();
