import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeEvent } from '../../../src/journal/records/eventSchema';
import { encodeRecord } from '../../../src/journal/records/record';
import { readContext, type AttachedContext } from '../../../src/research/thread/context';
import type { StampedEvent, ThreadEvent } from '../../../src/research/thread/events';
import type { ThreadId } from '../../../src/research/thread/ids';
import { reduceThread } from '../../../src/research/thread/reduce';
import { isSendable, readScope } from '../../../src/research/scope/scopeEntry';
import type { SourceScope } from '../../../src/research/scope/sourceScope';
import type { Thread } from '../../../src/research/thread/thread';
import { attemptsOf, scopeOf, type TurnRequest } from '../../../src/research/thread/turn';
import {
  isAttemptId,
  isInteractionId,
  isRunId,
  isTurnId,
  longestText,
  readEngineName,
  readTitle,
} from '../../../src/research/answer/wellFormed';
import { checkQuestion } from '../../../src/runs/send/question';

/** Now and then a text that is well-formed somewhere, else whatever JSON can be. */
const anything = fc.oneof(
  fc.constantFrom<unknown>('arxiv.org', '.gov', '2026-01-31', 'US', 'core-fast', 'turn', '[Fix](command:x.y?%5B%5D)'),
  fc.constantFrom<unknown>('https://arxiv.org/', 'ARXIV.org', '2026-02-30', 'UK', 'x'.repeat(longestText + 1), '$(x)'),
  fc.string({ unit: 'binary' }),
  fc.jsonValue({ maxDepth: 2 }),
);
const some = <Value>(wellFormed: fc.Arbitrary<Value>): fc.Arbitrary<unknown> => fc.oneof(wellFormed, anything);
const list = (item: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> => some(fc.array(item, { maxLength: 4 }));

const scope = some(
  fc.record(
    { include: list(anything), exclude: list(anything), after: anything, location: anything },
    { requiredKeys: [] },
  ),
);
const request = fc.oneof(
  fc.record(
    { kind: fc.constant('research'), processor: fc.oneof(fc.string(), fc.constant('core')), scope },
    { requiredKeys: ['kind', 'processor'] },
  ),
  fc.record({ kind: fc.constant('quick'), model: fc.string({ unit: 'binary' }) }),
);
const context = list(
  some(
    fc.record({
      label: anything,
      uri: some(fc.constantFrom('file:///etc/passwd', 'javascript:alert(1)', 'no uri', null)),
      languageId: some(fc.constantFrom('markdown', 'a\n```')),
      lines: some(fc.array(fc.integer(), { maxLength: 3 })),
      text: some(fc.string()),
    }),
  ),
);
const id = fc.oneof(fc.constantFrom('a', 'b'), fc.string({ unit: 'binary' }));
const run = fc.record({ runId: id, interactionId: id });
const question = fc.oneof(fc.string({ unit: 'binary' }), fc.constant('x'.repeat(longestText + 1)));
const recordData = fc.oneof(
  fc.record({
    kind: fc.constant('asked'),
    turnId: id,
    parentId: fc.option(id),
    attemptId: id,
    question,
    context,
    request,
  }),
  fc.record({ kind: fc.constant('reworded'), turnId: id, question, context, request }),
  fc.record({ kind: fc.constant('askedAgain'), turnId: id, attemptId: id, request }),
  fc.record({ kind: fc.constant('accepted'), turnId: id, attemptId: id, run }),
  fc.record({ kind: fc.constant('renamed'), title: fc.string({ unit: 'binary', maxLength: 700 }) }),
);

describe('A record that anybody may have written', () => {
  it('makes a thread of nothing that a person could not have entered', () => {
    fc.assert(
      fc.property(fc.array(recordData, { maxLength: 6 }), (records) => {
        const thread = threadOf(records.flatMap(({ kind, ...data }) => decodeEvent(kind, data) ?? []));
        if (thread) assertWellFormed(thread);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is decoded as it was when it is written again', () => {
    fc.assert(
      fc.property(recordData, ({ kind, ...data }) => {
        const event = decodeEvent(kind, data);
        if (!event) return;
        const { kind: sameKind, ...again } = JSON.parse(JSON.stringify(event)) as ThreadEvent;
        assert.deepEqual(decodeEvent(sameKind, again), event);
      }),
      { numRuns: 1_000 },
    );
  });

  it('keeps its question and what is sound of its scope, which is never sent as if it were whole', () => {
    const hostile = {
      include: ['[Fix](command:x.y?%5B%5D)', 'arxiv.org'],
      exclude: 'reddit.com',
      after: '2026-02-30',
      location: 'US',
    };
    const thread = threadOf([askedIn(hostile)]);
    const [turn] = thread?.turns.values() ?? [];
    assert(turn);
    assert.equal(turn.question, 'Where?');
    const expected: SourceScope = {
      include: ['arxiv.org'],
      exclude: [],
      after: null,
      location: 'US',
      incomplete: true,
    };
    assert.deepEqual(scopeOf(turn.attempt.request), expected);
    const sent = { text: 'Where?', request: turn.attempt.request, context: [] };
    assert.deepEqual(checkQuestion(sent), { kind: 'unknownScope' });
  });

  it('with a scope of nothing sound does not look anywhere instead', () => {
    for (const scopeOfRecord of [null, [], 'x', {}, { include: [1], exclude: [], after: null, location: null }]) {
      const [turn] = threadOf([askedIn(scopeOfRecord)])?.turns.values() ?? [];
      assert(turn);
      assert.equal(scopeOf(turn.attempt.request)?.incomplete, true);
      assert.notEqual(checkQuestion({ text: 'Where?', request: turn.attempt.request, context: [] }), null);
    }
  });

  it('keeps the names of processors and models that only a later version knows', () => {
    for (const name of ['ultra16x-fast', 'later.model-2', 'org/model:beta']) assert.equal(readEngineName(name), name);
    for (const name of ['', '$(x)', '[a](command:b)', 'a\nb', ' core', 'x'.repeat(201)])
      assert.equal(readEngineName(name), '');
  });

  it('is written as it came, whatever can be read of it', () => {
    const event = askedIn({ include: ['not a site'], exclude: [], after: null, location: null });
    const raw = { ...event, request: { kind: 'research', processor: 'core', scope: { include: ['not a site'] } } };
    const stamp = { writer: 'w', sequence: 1, clock: 1, at: 0 };
    const encoded = encodeRecord({ stamp, event: raw as unknown as ThreadEvent });
    assert(encoded.ok);
    assert.match(new TextDecoder().decode(encoded.value.bytes), /"include":\["not a site"\]/);
  });
});

function askedIn(scopeOfRecord: unknown): ThreadEvent {
  const event = decodeEvent('asked', {
    turnId: 'turn',
    parentId: null,
    attemptId: 'attempt',
    question: 'Where?',
    context: [],
    request: { kind: 'research', processor: 'core', scope: scopeOfRecord },
  });
  assert(event);
  return event;
}

function threadOf(events: readonly ThreadEvent[]): Thread | null {
  const stamped = events.map((event, index): StampedEvent => ({
    stamp: { writer: 'writer', sequence: index + 1, clock: index + 1, at: index },
    event,
  }));
  return reduceThread('thread' as ThreadId, stamped);
}

function assertWellFormed(thread: Thread): void {
  if (thread.givenTitle !== null) {
    assert.equal(readTitle(thread.givenTitle), thread.givenTitle);
    assert.notEqual(thread.givenTitle, '');
  }
  for (const turn of [...thread.turns.values(), ...thread.dropped.values()]) {
    assert(isTurnId(turn.id) && (turn.parentId === null || isTurnId(turn.parentId)));
    assert((turn.question?.length ?? 0) <= longestText);
    for (const attached of turn.context) assertAttachable(attached);
    for (const { id: attemptId, request: sent, condition } of attemptsOf(turn)) {
      assert(isAttemptId(attemptId));
      assertEnterable(sent);
      if ('run' in condition && condition.run) {
        assert(isRunId(condition.run.runId) && isInteractionId(condition.run.interactionId));
      }
    }
  }
}

function assertAttachable(attached: AttachedContext): void {
  assert.deepEqual(readContext(attached), attached);
}

/** What is sendable in it is what a person who types the same gets. */
function assertEnterable(sent: TurnRequest): void {
  const name = sent.kind === 'research' ? sent.processor : sent.model;
  assert.equal(readEngineName(name), name);
  const recorded = scopeOf(sent);
  if (!recorded) return;
  const { incomplete, ...parts } = recorded;
  assert.equal(isSendable(recorded), incomplete !== true);
  const typed = readScope({ ...parts, after: parts.after ?? '', location: parts.location ?? '' }, '9999-12-31');
  assert.deepEqual(typed.problems, []);
  assert.deepEqual(typed.scope ?? { include: [], exclude: [], after: null, location: null }, parts);
}
