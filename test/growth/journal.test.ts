import assert from 'node:assert/strict';
import { FileNames } from '../../src/documents/model/fileName';
import { encodeRecord } from '../../src/journal/records/record';
import { ThreadHistory } from '../../src/journal/threads/threadHistory';
import { decodeLines, orderRecords } from '../../src/journal/threads/threadRecords';
import { happened, threadId } from '../unit/research/builders';
import { describeGrowth } from './describeGrowth';
import { assertProportional, type WorkOf } from './exponent';
import { journalReaders, stamped } from './journalReaders';

const counted = <Item>(size: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: size }, (_, index) => make(index));

/** What there may be any number of. */
const numbers: Readonly<Record<string, WorkOf>> = {
  'names of files of different titles': (size) => {
    const titles = counted(size, (index) => `Title ${index}`);
    return () => {
      const names = new FileNames(['a.md']);
      return titles.map((title) => names.take(title, '.md'));
    };
  },
  'events of a thread, of which there may be more than a call takes arguments': (size) => {
    const events = counted(size, (index) => stamped({ kind: 'renamed', title: 'a' }, index + 2));
    return () => {
      const history = new ThreadHistory(threadId);
      history.add([stamped(happened.asked('turn'), 1)]);
      return history.add(events);
    };
  },
  'records in their one order': (size) => {
    const lines = counted(size, (index) => {
      const record = encodeRecord(stamped({ kind: 'renamed', title: 'a' }, index + 1));
      assert.ok(record.ok);
      return record.value.bytes.subarray(0, -1);
    });
    return async () => orderRecords((await decodeLines(lines)).records);
  },
};

describe('The journal', () => {
  describeGrowth(journalReaders, { fragments: 10 });

  for (const [name, workOf] of Object.entries(numbers)) {
    it(`takes time proportional to the number: ${name}`, () => assertProportional(name, workOf, 128 * 1024)).timeout(
      300_000,
    );
  }
});
