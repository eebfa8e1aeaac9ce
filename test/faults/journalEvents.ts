import type { ThreadEvent } from '../../src/research/thread/events';
import type { AttemptId, InteractionId, RunId, ThreadId, TurnId } from '../../src/research/thread/ids';
import type { AcceptedRun } from '../../src/research/thread/turn';
import { readTitle } from '../../src/research/answer/wellFormed';

/** Something that happened in one of several threads. */
export interface Happening {
  readonly threadId: ThreadId;
  readonly event: ThreadEvent;
}

/** What is going on in one thread. */
interface Course {
  readonly threadId: ThreadId;
  /** What happens next to the latest turn, in this order. */
  next: readonly ThreadEvent[];
  latestTurn: TurnId | null;
  turns: number;
}

/**
 * A person's research in several threads at once, without an end: questions, runs with their steps, answers of up to
 * 200 KB, failures, and now and then a new title. The same random numbers make the same research.
 * @param name goes into the ids, so that the research of two writers does not meet
 */
export function* research(
  random: () => number,
  threads: readonly ThreadId[],
  name: string,
): Generator<Happening, never> {
  const courses = threads.map((threadId): Course => ({ threadId, next: [], latestTurn: null, turns: 0 }));
  for (;;) {
    const course = pick(random, courses);
    const [event = aside(random), ...rest] = course.next.length > 0 ? course.next : nextTurn(random, course, name);
    course.next = rest;
    yield { threadId: course.threadId, event };
  }
}

function nextTurn(random: () => number, course: Course, name: string): readonly ThreadEvent[] {
  if (random() < 0.1) return [aside(random)];
  course.turns += 1;
  const turnId = `${name}/${course.turns}` as TurnId;
  const ids = { turnId, attemptId: `${turnId}/1` as AttemptId };
  const request = { kind: 'research', processor: 'core-fast' } as const;
  const run: AcceptedRun = { runId: `run ${turnId}` as RunId, interactionId: `interaction ${turnId}` as InteractionId };
  const question = text(random, 200);
  const parentId = random() < 0.2 ? null : course.latestTurn;
  course.latestTurn = turnId;
  return [
    { kind: 'asked', ...ids, parentId, question, context: [], request },
    { kind: 'sending', ...ids, previousInteractionId: null },
    { kind: 'accepted', ...ids, run },
    ...Array.from({ length: Math.floor(random() * 5) }, (_, step) => progressed(random, ids, step)),
    ending(random, ids, run),
  ];
}

type Ids = Readonly<{ turnId: TurnId; attemptId: AttemptId }>;

function progressed(random: () => number, ids: Ids, step: number): ThreadEvent {
  const entry = { kind: 'search', message: text(random, 2_000), timestamp: `2026-02-23T10:00:0${step}Z` };
  const sample = [`https://example.org/${Math.floor(random() * 1_000)}`];
  const progress = { meter: step * 10, sourcesConsidered: step * 7, sourcesRead: step, readSample: sample };
  return { kind: 'progressed', ...ids, trace: [entry], progress };
}

function ending(random: () => number, ids: Ids, run: AcceptedRun): ThreadEvent {
  if (random() < 0.1) {
    const failure = {
      reason: 'runFailed',
      detail: text(random, 100),
      reference: null,
      retryAfterSeconds: null,
    } as const;
    return { kind: 'failed', ...ids, failure };
  }
  const longest = random() < 0.1 ? 200_000 : random() < 0.3 ? 20_000 : 4_000;
  const citations = [{ url: 'https://example.org/', title: text(random, 80), excerpts: [text(random, 400)] }];
  const basis = [{ field: 'output', reasoning: text(random, 300), citations, confidence: 'high' }];
  return { kind: 'answered', ...ids, run, answer: { type: 'text', text: text(random, longest), basis } };
}

function aside(random: () => number): ThreadEvent {
  return random() < 0.5
    ? { kind: 'renamed', title: readTitle(text(random, 60)) }
    : { kind: 'pinned', pinned: random() < 0.5 };
}

/** Prose of up to `longest` UTF-16 code units, with what is hard on encodings and on readers of lines. */
export function text(random: () => number, longest: number): string {
  const length = 1 + Math.floor(random() * longest);
  const from = Math.floor(random() * sample.length);
  return (sample.slice(from) + sample.repeat(Math.ceil(length / sample.length))).slice(0, length);
}

const sample = [
  'Durable storage acknowledges nothing that a power failure could take back.',
  'Überall sonst gilt: 「確認」 kommt vor dem Schreiben, 🧪 also zu früh.\r\n',
  '| a | b |\n| - | - |\n| {"v":1,"writer":"x"} | ,"sum":"00000000"} |\u2028\0\ufeff',
].join(' ');

function pick<Item>(random: () => number, items: readonly Item[]): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('Nothing to pick from.');
  return item;
}

/** What an event says, the same for the same event in whatever order its members stand. */
export function contentOf(event: ThreadEvent): string {
  return JSON.stringify(event, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)))
      : value,
  );
}
