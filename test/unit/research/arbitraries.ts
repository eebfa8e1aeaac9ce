import fc from 'fast-check';
import type { JsonObject } from '../../../src/base/json';
import type { Answer } from '../../../src/research/answer/answer';
import type { AttachedContext } from '../../../src/research/thread/context';
import type { StampedEvent, ThreadEvent } from '../../../src/research/thread/events';
import type { Failure } from '../../../src/research/thread/failure';
import type { AttemptId, InteractionId, RunId, TurnId } from '../../../src/research/thread/ids';
import type { SourceScope } from '../../../src/research/scope/sourceScope';
import { readLabel, readTitle } from '../../../src/research/answer/wellFormed';
import type { AcceptedRun, Progress, TraceEntry, TurnRequest } from '../../../src/research/thread/turn';

/** A record as decoders make them: an ordinary object. */
function record<Members>(members: { [Name in keyof Members]: fc.Arbitrary<Members[Name]> }): fc.Arbitrary<Members> {
  return fc.record(members, { noNullPrototype: true });
}

// Few of each, so that events meet.
const turnId = fc.constantFrom('a', 'b', 'c', 'd').map((name) => name as TurnId);
const attemptId = fc.constantFrom('1', '2', '3').map((name) => name as AttemptId);
const about = { turnId, attemptId };

/** Any text, with what breaks lines, quotes and encodings more often than chance has it. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '\n', '\r\n', '\u2028', '\0', '"}', '{"v":1}', '\ud800', '\ufeff', ',"sum":"00000000"}'),
);
const nullableText = fc.option(text);
const nullableNumber = fc.option(fc.nat(1_000));
const site = fc.constantFrom('arxiv.org', '.gov', 'example.com/blog', 'xn--bcher-kva.de');
const soundScope = {
  include: fc.uniqueArray(site, { maxLength: 2 }),
  exclude: fc.uniqueArray(site, { maxLength: 2 }),
  after: fc.option(fc.constantFrom('2026-01-31', '2024-02-29')),
  location: fc.option(fc.constantFrom('US', 'DE')),
};
const scope: fc.Arbitrary<SourceScope> = fc.oneof(
  record(soundScope),
  record({ ...soundScope, incomplete: fc.constant(true as const) }),
);
const processor = fc.constantFrom('core-fast', 'pro', 'later');
const request: fc.Arbitrary<TurnRequest> = fc.oneof(
  record({ kind: fc.constant('research' as const), processor }),
  record({ kind: fc.constant('research' as const), processor, scope }),
  record({ kind: fc.constant('quick' as const), model: fc.constantFrom('lite', 'base', 'later') }),
);

const run: fc.Arbitrary<AcceptedRun> = fc.nat(5).map((number) => ({
  runId: `run-${number}` as RunId,
  interactionId: `interaction-${number}` as InteractionId,
}));

const interactionId = run.map(({ interactionId: id }) => id);

const context: fc.Arbitrary<AttachedContext> = record({
  label: text.map(readLabel),
  uri: fc.option(fc.constantFrom('file:///a/notes.md', 'untitled:Untitled-1', 'research-thread:/a.md?b')),
  languageId: fc.constantFrom('', 'markdown', 'c++'),
  lines: fc.option(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 9, max: 99 }))),
  text,
});

const failure: fc.Arbitrary<Failure> = record({
  reason: fc.constantFrom('runFailed' as const, 'noCredit' as const, 'unreachable' as const),
  detail: nullableText,
  reference: nullableText,
  retryAfterSeconds: nullableNumber,
});

const httpStatus = fc.integer({ min: 100, max: 599 });

const traceEntry: fc.Arbitrary<TraceEntry> = record({
  kind: fc.constantFrom('plan', 'search'),
  message: fc.oneof(fc.constantFrom('one', 'two'), text),
  timestamp: fc.option(fc.constantFrom('2026-02-23T10:00:00Z', '2026-02-23T10:00:01Z')),
});

const progress: fc.Arbitrary<Progress> = record({
  meter: nullableNumber,
  sourcesConsidered: nullableNumber,
  sourcesRead: nullableNumber,
  readSample: fc.array(text, { maxLength: 3 }),
});

const basis = fc.array(
  record({
    field: text,
    reasoning: text,
    citations: fc.array(record({ url: text, title: nullableText, excerpts: fc.array(text, { maxLength: 2 }) }), {
      maxLength: 2,
    }),
    confidence: nullableText,
  }),
  { maxLength: 2 },
);

/** JSON as it comes out of text: members called `__proto__` and `v` among it, negative zero not. */
const content: fc.Arbitrary<JsonObject> = fc
  .dictionary(fc.oneof(text, fc.constantFrom('v', '__proto__', 'sum')), fc.jsonValue({ maxDepth: 3 }), {
    maxKeys: 4,
    noNullPrototype: true,
  })
  .map((value) => JSON.parse(JSON.stringify(value)) as JsonObject);

const answer: fc.Arbitrary<Answer> = fc.oneof(
  record({ type: fc.constant('text' as const), text, basis }),
  record({ type: fc.constant('json' as const), content, basis }),
);

/** Any event, as text from the network and the person could make it. */
export const anyEvent: fc.Arbitrary<ThreadEvent> = fc.oneof(
  record({
    kind: fc.constant('asked' as const),
    turnId,
    parentId: fc.option(turnId),
    question: text,
    context: fc.array(context, { maxLength: 2 }),
    attemptId,
    request,
  }),
  record({ kind: fc.constant('askedAgain' as const), ...about, request }),
  record({
    kind: fc.constant('reworded' as const),
    turnId,
    question: text,
    context: fc.array(context, { maxLength: 1 }),
    request,
  }),
  record({ kind: fc.constant('dropped' as const), turnId }),
  record({ kind: fc.constant('sending' as const), ...about, previousInteractionId: fc.option(interactionId) }),
  record({
    kind: fc.constant('sending' as const),
    ...about,
    previousInteractionId: fc.constant(null),
    carried: fc.array(record({ turnId, whole: fc.boolean() }), { maxLength: 2 }),
  }),
  record({ kind: fc.constant('accepted' as const), ...about, run }),
  record({
    kind: fc.constant('progressed' as const),
    ...about,
    trace: fc.array(traceEntry, { maxLength: 4 }),
    progress: fc.option(progress),
  }),
  record({ kind: fc.constant('answered' as const), ...about, run, answer }),
  record({ kind: fc.constant('wrote' as const), ...about, offset: fc.nat(12), text }),
  record({ kind: fc.constant('completed' as const), ...about, interactionId: fc.option(interactionId), answer }),
  fc.oneof(
    record({ kind: fc.constant('lost' as const), ...about, detail: nullableText }),
    record({ kind: fc.constant('lost' as const), ...about, detail: nullableText, status: httpStatus }),
  ),
  record({ kind: fc.constant('failed' as const), ...about, failure }),
  fc.oneof(
    record({ kind: fc.constant('unconfirmed' as const), ...about, detail: nullableText }),
    record({ kind: fc.constant('unconfirmed' as const), ...about, detail: nullableText, status: httpStatus }),
  ),
  record({ kind: fc.constant('detached' as const), ...about, failure: fc.option(failure) }),
  record({ kind: fc.constant('reattached' as const), ...about }),
  record({
    kind: fc.constant('adopted' as const),
    ...about,
    parentId: fc.option(turnId),
    question: text,
    request,
    previousInteractionId: fc.option(interactionId),
    run,
    startedAt: nullableNumber,
    endedAt: nullableNumber,
    earlierMissing: fc.boolean(),
  }),
  record({ kind: fc.constant('carriesContext' as const), carries: fc.boolean() }),
  record({ kind: fc.constant('renamed' as const), title: text.map(readTitle) }),
  record({ kind: fc.constant('pinned' as const), pinned: fc.boolean() }),
  fc.constant({ kind: 'deleted' as const }),
  fc.constant({ kind: 'restored' as const }),
);

/** Any event under any stamp. Few clocks and writers, so that stamps tie and even collide. */
export const anyStampedEvent: fc.Arbitrary<StampedEvent> = record({
  event: anyEvent,
  stamp: record({
    writer: fc.constantFrom('w1', 'w2', 'w3'),
    sequence: fc.integer({ min: 1, max: 20 }),
    clock: fc.integer({ min: 1, max: 40 }),
    at: fc.integer({ min: 0, max: 4_000_000_000_000 }),
  }),
});

/** What several writers recorded: numbered by each from 1, with clocks that grow within each. */
export const anySegments: fc.Arbitrary<readonly (readonly StampedEvent[])[]> = fc
  .array(fc.array(fc.tuple(anyEvent, fc.integer({ min: 1, max: 3 }), fc.nat(1_000_000)), { maxLength: 8 }), {
    maxLength: 4,
  })
  .map((writers) =>
    writers.map((records, index) => {
      let clock = 0;
      return records.map(([event, ahead, at], position) => {
        clock += ahead;
        return { event, stamp: { writer: `writer${index}`, sequence: position + 1, clock, at } };
      });
    }),
  );

/** A list and the same items in another order. */
export function shuffled<Item>(items: fc.Arbitrary<Item[]>): fc.Arbitrary<[Item[], Item[]]> {
  return items.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })));
}
