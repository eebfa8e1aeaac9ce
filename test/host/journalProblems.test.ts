import assert from 'node:assert/strict';
import type { ThreadId } from '../../src/research/thread/ids';
import { reportJournalProblem } from '../../src/vscode/diagnostics/journalProblems';

describe('Problems of the journal in a real extension host', () => {
  it('name a thousand folders that cannot be read in the log, and tell the person one sentence', () => {
    const logged: unknown[] = [];
    const told = new Set<string>();
    const log = { warn: () => assert.fail('No warning.'), error: (...line: unknown[]) => void logged.push(line[1]) };
    for (let number = 0; number < 1_000; number += 1) {
      const path = `/storage/threads/${number}`;
      const failure = { kind: 'accessDenied', detail: `EACCES: permission denied, scandir '${path}'` } as const;
      const problem = { kind: 'unreadable', threadId: String(number) as ThreadId, path, failure } as const;
      reportJournalProblem(problem, log, (text) => told.add(text));
    }
    assert.equal(new Set(logged).size, 1_000);
    assert.deepEqual([...told], ['Some threads could not be read, and are left as they are. The log names them.']);
  });
});
