import assert from 'node:assert/strict';

/** Work of a given size, made ready: only what the returned function does is measured, awaited where it is asynchronous. */
export type WorkOf = (size: number) => () => unknown;

/** How the time of some work grows between two sizes. */
export interface Growth {
  /** The power of the size that the time grows with: 1 where twice the size takes twice the time, 2 where four times. */
  readonly exponent: number;
  readonly sizes: readonly [small: number, large: number];
  /** The time that each size takes, in milliseconds. */
  readonly milliseconds: readonly [small: number, large: number];
}

/** The largest exponent that passes: proportional work has 1, and this leaves room for a logarithm and for caches. */
export const steepest = 1.2;

/** The size up to which work is tried, in characters for texts. */
export const largestSize = 512 * 1024;

/** Between the two sizes that are compared: quadratic work takes 256 times as long for it, proportional work 16 times. */
const distance = 16;

/** Between one size that is tried and the next. */
const step = 4;

/** Work that takes less with the largest size passes: figures below this are those of the machine. In milliseconds. */
const shortestTime = 20;

/** Sizes are raised until the work takes as long. In milliseconds. */
const longEnough = 30;

/** How often both sizes are measured before too steep growth is believed; what no disturbance can explain, twice. */
const attempts = 5;
const attemptsWhenCertain = 2;
const certain = 1.7;
/** No cache makes work seem as steep over the whole distance, whatever a size in the middle of it takes. */
const doubtful = 1.5;

/** Work that takes longer than this has outgrown the caches already. In milliseconds. */
const longestUncertain = 500;

/**
 * Asserts that work takes time proportional to its size, whatever the speed of the machine.
 *
 * @param what names the function and its input where the assertion fails.
 * @param largest the largest size that is tried.
 */
export async function assertProportional(what: string, workOf: WorkOf, largest = largestSize): Promise<void> {
  const growth = await growthOf(workOf, largest);
  if (growth === null || growth.exponent <= steepest) return;
  const { exponent, sizes, milliseconds } = growth;
  const [small, large] = sizes.map((size, index) => `${size} take ${milliseconds[index]?.toFixed(2) ?? ''} ms`);
  assert.fail(`${what}: ${small}, ${large}: exponent ${exponent.toFixed(2)}`);
}

/**
 * How the time of some work grows; null when even the largest size takes too little time to tell.
 *
 * Where it is steep between two sizes, but not certainly, larger ones are measured: at one size or another the caches of the
 * processor and the memory at hand become too small, while work that grows faster than its size does so at every size.
 */
export async function growthOf(workOf: WorkOf, largest = largestSize): Promise<Growth | null> {
  let size = await sizeToMeasure(workOf, largest);
  if (size === null) return null;
  let growth = await measured(workOf, size);
  while (growth && isUncertain(growth) && size * step <= largest * step) {
    size *= step;
    growth = await measured(workOf, size);
  }
  return growth;
}

function isUncertain({ exponent, milliseconds: [, large] }: Growth): boolean {
  return exponent > steepest && exponent < certain && large < longestUncertain;
}

/**
 * Compares a size with a smaller one; null when it takes too little time. Everything that disturbs a measurement makes it
 * longer, so the smallest of several figures is the best one. Steep growth is measured anew up to five times, each time
 * with all garbage collected before: only what is always steep stays steep.
 */
async function measured(workOf: WorkOf, size: number): Promise<Growth | null> {
  const sizes = [Math.max(1, Math.round(size / distance)), size] as const;
  const middleSize = Math.max(1, Math.round(size / step));
  const [small, middle, large] = [workOf(sizes[0]), workOf(middleSize), workOf(sizes[1])];
  let [smallTime, middleTime, largeTime, exponent] = [Infinity, Infinity, Infinity, Infinity];
  for (let attempt = 0; attempt < attempts && exponent > steepest; attempt += 1) {
    if (attempt >= attemptsWhenCertain && exponent > certain) break;
    const kind = attempt === 0 ? 'minor' : 'major';
    // The shorter of both is measured more often: a disturbance weighs more there, and would hide steep growth.
    smallTime = Math.min(smallTime, await shortestOf(attempt + 4, small, kind));
    largeTime = Math.min(largeTime, await shortestOf(1 + attempt, large, kind));
    if (largeTime < shortestTime) return null;
    exponent = exponentOf(smallTime, largeTime, sizes[1] / sizes[0]);
    if (exponent <= steepest) break;
    // Where a cache is exceeded between two sizes, it was large enough for one of them only; what grows too fast goes on to.
    middleTime = Math.min(middleTime, await shortestOf(4 + attempt, middle, kind));
    const middleExponent = exponentOf(middleTime, largeTime, size / middleSize);
    // Something may have disturbed the middle size alone: where the whole distance is far from proportional, it has no say.
    if (exponent < doubtful) exponent = Math.min(exponent, middleExponent);
  }
  return { exponent, sizes, milliseconds: [smallTime, largeTime] };
}

function exponentOf(smallTime: number, largeTime: number, factor: number): number {
  return Math.log(largeTime / smallTime) / Math.log(factor);
}

/** The first size that takes long enough to tell, or the largest; null when that takes too little. Warms the work up. */
async function sizeToMeasure(workOf: WorkOf, largest: number): Promise<number | null> {
  const sizes = [largest];
  while ((sizes[0] ?? 0) > distance * step) sizes.unshift(Math.floor((sizes[0] ?? 0) / step));
  for (const size of sizes.slice(sizes.length > 4 ? 1 : 0)) {
    const work = workOf(size);
    let time = await timeOf(work, 'minor');
    // The first run of code is a slow one.
    if (time >= longEnough) time = Math.min(time, await timeOf(work, 'minor'));
    if (time >= longEnough || (size === largest && time >= shortestTime)) return size;
  }
  return null;
}

async function shortestOf(runs: number, work: () => unknown, garbage: Garbage): Promise<number> {
  let shortest = Infinity;
  for (let run = 0; run < runs; run += 1) shortest = Math.min(shortest, await timeOf(work, garbage));
  // The clock shows microseconds.
  return Math.max(0.001, shortest);
}

/** Which garbage is collected before a measurement: the latest, which takes no time; or all. */
type Garbage = 'minor' | 'major';

/**
 * The milliseconds that some work takes. The time of the processor counts neither other programs nor waiting, but what
 * Node.js does in other threads; the time by the clock counts it the other way round: so the shorter of both.
 */
async function timeOf(work: () => unknown, garbage: Garbage): Promise<number> {
  assert.ok(globalThis.gc, 'Measuring needs `node --expose-gc`: see `npm run test:growth`.');
  globalThis.gc({ type: garbage, execution: 'sync' });
  const startedAt = performance.now();
  const before = process.cpuUsage();
  const done = work();
  if (done instanceof Promise) await done;
  const { user, system } = process.cpuUsage(before);
  return Math.min((user + system) / 1_000, performance.now() - startedAt);
}
