import fc from 'fast-check';
import type { QuickFate } from './simulatedChat';
import type { CreateFate, WatchFate } from './simulatedService';

/** What happens at a moment of a schedule; windows and turns are counted from 0, over what there is. */
export type Act =
  | { readonly kind: 'ask'; readonly window: number; readonly below: number | null; readonly quick: boolean }
  | { readonly kind: 'send'; readonly window: number; readonly turn: number; readonly quick: boolean }
  | { readonly kind: 'reword'; readonly window: number; readonly turn: number; readonly quick: boolean }
  | { readonly kind: 'drop'; readonly window: number; readonly turn: number }
  | Contention
  /** `turns` turns of the microtask queue after the service has begun to tell of the answer that the question waits for. */
  | { readonly kind: 'reword late'; readonly window: number; readonly turn: number; readonly turns: number }
  | { readonly kind: 'stop watching'; readonly window: number; readonly turn: number }
  | { readonly kind: 'watch again'; readonly window: number; readonly turn: number }
  | { readonly kind: 'kill'; readonly window: number; readonly operation: number; readonly tornBytes: number }
  | { readonly kind: 'close'; readonly window: number }
  | { readonly kind: 'open'; readonly window: number }
  | { readonly kind: 'look'; readonly window: number }
  | { readonly kind: 'disk full'; readonly window: number; readonly writes: number; readonly leavesBytes: boolean }
  | { readonly kind: 'disk full for a while'; readonly window: number; readonly seconds: number }
  | { readonly kind: 'offline' | 'online' }
  | { readonly kind: 'sleep'; readonly minutes: number };

/** Two windows do something with one turn, in the same moment. */
export interface Contention {
  readonly kind: 'at once';
  readonly window: number;
  readonly other: number;
  readonly turn: number;
  readonly does: readonly [first: ContendingAct, second: ContendingAct];
}

type ContendingAct = 'send' | 'reword' | 'drop';

export interface Step {
  /** Milliseconds since the step before. */
  readonly after: number;
  readonly act: Act;
}

/** Everything that chance decides in one run of the product. */
export interface Schedule {
  readonly seed: number;
  /** Whether windows hear of each other's writes at once, or only when somebody looks at them. */
  readonly watchesFolders: boolean;
  readonly creates: readonly CreateFate[];
  readonly watches: readonly WatchFate[];
  readonly quick: readonly QuickFate[];
  readonly steps: readonly Step[];
}

const windows = 3;
const window = fc.nat(windows - 1);
const turn = fc.nat(5);

const anyCreate: fc.Arbitrary<CreateFate> = fc.record({
  fault: fc.oneof(
    { weight: 6, arbitrary: fc.constant('none' as const) },
    {
      weight: 5,
      arbitrary: fc.constantFrom(
        ...(['refused', 'rate limited', 'not taken', 'lost before', 'lost after', 'hangs', 'hangs accepted'] as const),
      ),
    },
  ),
  latency: fc.constantFrom(1, 40, 900, 20_000),
  runSeconds: fc.constantFrom(1, 12, 90, 300),
  runEnds: fc.oneof(
    { weight: 5, arbitrary: fc.constant('completed' as const) },
    { weight: 1, arbitrary: fc.constant('failed' as const) },
  ),
});

const anyWatch: fc.Arbitrary<WatchFate> = fc.record({
  fault: fc.constantFrom<WatchFate['fault']>(
    'none',
    'none',
    'unavailable',
    'unavailable',
    'rate limited',
    'hangs',
    'key refused',
    'not found',
    'breaks',
    'breaks',
    'ends without a state',
    'falls silent',
    'planned close',
    'comments only',
    'replays',
    'completes without an answer',
  ),
  afterEvents: fc.nat(6),
});

const anyQuick: fc.Arbitrary<QuickFate> = fc.record({
  fault: fc.constantFrom<QuickFate['fault']>(
    'none',
    'none',
    'none',
    'refused',
    'not taken',
    'lost before',
    'breaks',
    'breaks',
    'falls silent',
    'hangs',
    'without an interaction',
  ),
  latency: fc.constantFrom(1, 40, 900, 8_000),
  afterWords: fc.nat(7),
});

/** Whether a question is for a quick answer. */
const quick = fc.oneof({ weight: 2, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });

const contending = fc.constantFrom('send' as const, 'reword' as const, 'reword' as const, 'drop' as const);

const anyAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 10, arbitrary: fc.record({ kind: fc.constant('ask' as const), window, below: fc.option(turn), quick }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('send' as const), window, turn, quick }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('reword' as const), window, turn, quick }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('drop' as const), window, turn }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('reword late' as const), window, turn, turns: fc.nat(60) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('at once' as const),
      window,
      other: window,
      turn,
      does: fc.tuple(contending, contending),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('stop watching' as const), window, turn }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('watch again' as const), window, turn }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('kill' as const),
      window,
      operation: fc.integer({ min: 1, max: 9 }),
      tornBytes: fc.nat(400),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('close' as const), window }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('open' as const), window }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('look' as const), window }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('disk full' as const),
      window,
      writes: fc.integer({ min: 1, max: 3 }),
      leavesBytes: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('disk full for a while' as const),
      window,
      seconds: fc.constantFrom(2, 20, 120, 1_000),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('offline' as const, 'online' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('sleep' as const), minutes: fc.constantFrom(1, 30, 600) }) },
);

/** Schedules of up to two dozen acts in three windows, and a fate for each of the first requests. */
export const anySchedule: fc.Arbitrary<Schedule> = fc.record({
  seed: fc.nat(),
  watchesFolders: fc.boolean(),
  creates: fc.array(anyCreate, { maxLength: 8, size: 'max' }),
  watches: fc.array(anyWatch, { maxLength: 16, size: 'max' }),
  quick: fc.array(anyQuick, { maxLength: 6, size: 'max' }),
  steps: fc.array(fc.record({ after: fc.constantFrom(0, 1, 30, 60, 1_000, 7_000, 45_000, 200_000), act: anyAct }), {
    minLength: 1,
    maxLength: 24,
    size: 'max',
  }),
});

/** A schedule in words, to be read when it has broken a promise. */
export function describeSchedule({ seed, watchesFolders, creates, watches, quick: answers, steps }: Schedule): string {
  return [
    `ids and jitter of ${seed}; windows ${watchesFolders ? 'hear of each other at once' : 'hear of each other when they look'}`,
    ...creates.map(
      ({ fault, latency, runSeconds, runEnds }, place) =>
        `create request ${place + 1}: ${fault}, ${latency} ms each way; its run is ${runEnds} after ${runSeconds} s`,
    ),
    ...watches.map(
      ({ fault, afterEvents }, place) => `watching request ${place + 1}: ${fault}, after ${afterEvents} events`,
    ),
    ...answers.map(
      ({ fault, latency, afterWords }, place) =>
        `quick answer ${place + 1}: ${fault}, after ${afterWords} words; ${latency} ms for each`,
    ),
    ...steps.map(({ after, act }) => `${after} ms later: ${describeAct(act)}`),
  ].join('\n');
}

function describeAct(act: Act): string {
  switch (act.kind) {
    case 'ask':
      return `window ${act.window} asks ${act.below === null ? 'a first question' : `below turn ${act.below}`}${quickly(act)}`;
    case 'send':
    case 'reword':
      return `window ${act.window}: ${act.kind}, turn ${act.turn}${quickly(act)}`;
    case 'reword late':
      return `window ${act.window}: reword, turn ${act.turn}, ${act.turns} turns after the answer that it waits for`;
    case 'at once':
      return `at once with turn ${act.turn}: window ${act.window} ${act.does[0]}, window ${act.other} ${act.does[1]}`;
    case 'drop':
    case 'stop watching':
    case 'watch again':
      return `window ${act.window}: ${act.kind}, turn ${act.turn}`;
    case 'kill':
      return `window ${act.window} is killed at its ${act.operation}. operation from now (a write after ${act.tornBytes} bytes)`;
    case 'disk full':
      return `${act.writes} writes of window ${act.window} will fail${act.leavesBytes ? ', and leave bytes behind' : ''}`;
    case 'disk full for a while':
      return `all writes of window ${act.window} fail for ${act.seconds} s`;
    case 'sleep':
      return `the machine sleeps for ${act.minutes} minutes`;
    case 'offline':
    case 'online':
      return `the network is ${act.kind}`;
    default:
      return `window ${act.window}: ${act.kind}`;
  }
}

function quickly(act: { readonly quick: boolean }): string {
  return act.quick ? ', for a quick answer' : '';
}
