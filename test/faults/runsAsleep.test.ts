import assert from 'node:assert/strict';
import type { TurnAddress } from '../../src/runs/send/question';
import { MemoryFiles } from '../unit/journal/memoryFiles';
import { chooseSeed, seededRandom, showPromise } from './promise';
import { SimulatedClock } from './simulatedClock';
import { faultlessCreate, requestLatency, SimulatedService } from './simulatedService';
import { WindowProcess } from './windowProcess';

const tries = 100;
const runsWatched = 10;
const minute = 60_000;
const hour = 60 * minute;
/** Requests in any second: a run whose stream breaks tries again after up to half a second, and then after up to one. */
const mostInASecond = 3 * runsWatched;
/** Requests a minute while nothing can be reached: the delay between two tries is two seconds on average. */
const mostInAMinute = runsWatched * 45;

interface Watched {
  readonly clock: SimulatedClock;
  readonly service: SimulatedService;
  readonly window: WindowProcess;
  readonly addresses: readonly TurnAddress[];
}

/** A window that watches ten runs, each of which takes so long. */
async function watchTenRuns(seed: number, runSeconds: number): Promise<Watched> {
  const clock = new SimulatedClock();
  const fates = Array.from({ length: runsWatched }, () => ({ ...faultlessCreate, runSeconds }));
  const service = new SimulatedService(clock, fates);
  const window = await WindowProcess.start(
    { files: new MemoryFiles(), clock, api: service, seed, living: new Set() },
    0,
  );
  const addresses: TurnAddress[] = [];
  for (let number = 1; number <= runsWatched; number += 1) {
    const question = {
      threadId: null,
      parentId: null,
      text: `Question ${number}?`,
      request: { kind: 'research', processor: 'lite' } as const,
      context: [],
    };
    const asked = await window.runs.ask(question);
    assert.ok(asked.ok);
    addresses.push(asked.value);
  }
  await clock.advance(5_000);
  return { clock, service, window, addresses };
}

/** The most requests within any span of that length; `times` in their order. */
function mostWithin(times: readonly number[], span: number): number {
  let first = 0;
  return times.reduce((most, time, place) => {
    while ((times[first] ?? time) <= time - span) first += 1;
    return Math.max(most, place - first + 1);
  }, 0);
}

function answeredAmong({ window: { journal }, addresses }: Watched): number {
  const states = addresses.map(
    (address) => journal.get(address.threadId)?.turns.get(address.turnId)?.attempt.condition.state,
  );
  return states.filter((state) => state === 'answered').length;
}

interface Tried {
  readonly inASecond: number;
  readonly inAMinute: number;
  readonly back: number;
  readonly answered: number;
  readonly creates: number;
}

/** The network goes away for a while, or the machine sleeps, or both; then everything is back. */
async function goAwayAndComeBack(seed: number): Promise<Tried> {
  const random = seededRandom(seed);
  const watched = await watchTenRuns(seed, 3_600 * (1 + Math.floor(random() * 4)));
  const { clock, service } = watched;
  service.isOffline = true;
  // Connections break, or they are left open with nobody at the other end.
  if (random() < 0.5) service.cutConnections();
  const sleeps = random() < 0.7;
  if (!sleeps || random() < 0.7) await clock.advance((1 + Math.floor(random() * 10)) * minute);
  if (sleeps) await clock.sleep(minute + Math.floor(random() * 5 * hour));
  service.isOffline = false;
  const backAt = clock.now();
  await clock.advance(10_000);
  // A request that was on its way when the network came back gets through.
  const looks = service.looks.filter((time) => time >= backAt - requestLatency);
  await clock.advance(6 * hour);
  return {
    inASecond: mostWithin(service.looks, 1_000),
    inAMinute: mostWithin(service.looks, minute),
    back: Math.max(0, ((looks[runsWatched - 1] ?? Infinity) - backAt) / 1000),
    answered: answeredAmong(watched),
    creates: service.arrivals.length,
  };
}

describe('Watched runs whose machine sleeps or is offline', () => {
  it('are watched again within seconds, without a storm of requests', async function () {
    this.timeout(300_000);
    const seed = chooseSeed();
    const outcomes: Tried[] = [];
    for (let number = 0; number < tries; number += 1) outcomes.push(await goAwayAndComeBack(seed + number));
    const broken = outcomes.filter(
      ({ inASecond, inAMinute, back, answered, creates }) =>
        inASecond > mostInASecond ||
        inAMinute > mostInAMinute ||
        back > 5 ||
        answered !== runsWatched ||
        creates !== runsWatched,
    );
    if (broken[0]) console.log(broken[0]);
    showPromise({
      promise: 'L5',
      what: 'offline and asleep with ten watched runs, then back',
      tried: tries,
      failed: broken.length,
      seed,
      mostInASecond: Math.max(...outcomes.map(({ inASecond }) => inASecond)),
      mostInAMinute: Math.max(...outcomes.map(({ inAMinute }) => inAMinute)),
      slowestBack: Math.max(...outcomes.map(({ back }) => back)),
    });
  });
});
