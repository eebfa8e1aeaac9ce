import assert from 'node:assert/strict';
import type { AttachedContext } from '../../../../src/research/thread/context';
import { anywhere, type SourceScope } from '../../../../src/research/scope/sourceScope';
import { longestQuestion, roomBeside } from '../../../../src/runs/send/input';
import { checkQuestion } from '../../../../src/runs/send/question';

describe('A question before it is recorded', () => {
  const check = (scope: SourceScope, text = 'Who won?', context: readonly AttachedContext[] = []) =>
    checkQuestion({ text, context, request: { kind: 'research', processor: 'core-fast', scope } });
  const attached = (length: number): AttachedContext => ({
    label: 'notes.md',
    uri: null,
    languageId: 'markdown',
    lines: null,
    text: 'x'.repeat(length),
  });

  it('is taken with a scope that the API takes, and with no other', () => {
    assert.equal(check({ ...anywhere, include: ['arxiv.org'], after: '2026-01-31', location: 'DE' }), null);
    assert.deepEqual(check({ ...anywhere, include: ['https://arxiv.org/'] }), { kind: 'unknownScope' });
    assert.deepEqual(check({ ...anywhere, after: '2026-02-30' }), { kind: 'unknownScope' });
  });

  it('has just as much room as is told beside what is attached', () => {
    const room = roomBeside([attached(20_000)]);
    assert.ok(room > 0 && room < longestQuestion - 20_000);
    assert.equal(check(anywhere, 'q'.repeat(room), [attached(20_000)]), null);
    assert.deepEqual(check(anywhere, 'q'.repeat(room + 1), [attached(20_000)]), {
      kind: 'tooLong',
      length: longestQuestion + 1,
      longest: longestQuestion,
    });
    assert.ok(roomBeside([attached(20_000), attached(20_000)]) < 0);
  });
});
