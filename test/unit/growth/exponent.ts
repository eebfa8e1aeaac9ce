import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Makes the work for a text of about a length; only the work is measured, not making it. */
export type WorkFor = (length: number) => () => unknown;

/** How the time of some work grows with the length of its text. */
export interface Growth {
  /** The power of the length that the time grows with: 1 where twice the text takes twice the time. */
  readonly exponent: number;
  /** The two lengths that were compared, and the milliseconds that each took. */
  readonly lengths: readonly [small: number, large: number];
  readonly milliseconds: readonly [small: number, large: number];
}

export interface GrowthLimits {
  /** The longest text that is tried. */
  readonly longest?: number;
  /** Proportional work has 1; this leaves room for a logarithm and for what a busy machine adds. */
  readonly steepest?: number;
}

/** Between the two lengths that are compared. */
const step = 4;

/** Times below this say more about the machine than about the work. */
const shortestTime = 3;

/** Times above this say enough. */
const longestTime = 80;

/** Growth up to this time may be that of the memory that the work takes. */
const shortestSteepTime = 40;

/** How often two lengths are measured again before they are believed to be too far apart. */
const mostMeasurements = 5;

/**
 * Asserts that work takes time proportional to the length of its text. Lengths are raised until the time can be measured, so
 * that the machine's speed does not matter; work that is too fast for it even with the longest text passes.
 *
 * @param what names the text where the assertion fails.
 */
export function assertProportional(
  workFor: WorkFor,
  what: string,
  { longest = 256_000, steepest = 1.2 }: GrowthLimits = {},
): void {
  const growth = growthOf(workFor, longest, steepest);
  if (!growth) return;
  const { exponent, lengths, milliseconds } = growth;
  const [small, large] = milliseconds.map((time) => `${time.toFixed(1)} ms`);
  const message = `${what}: ${lengths[0]} take ${small}, ${lengths[1]} take ${large}: exponent ${exponent.toFixed(2)}`;
  assert.ok(exponent <= steepest, message);
}

/** How the time of some work grows; null when even the longest text takes too little time to tell. */
export function growthOf(workFor: WorkFor, longest: number, steepest: number): Growth | null {
  let length = Math.max(1, Math.floor(longest / step ** 5));
  warmUp(workFor(length));
  let small = timeOf(workFor(length));
  while (length * step <= longest) {
    let large = timeOf(workFor(length * step));
    // A step can be steep because a cache or the memory at hand is too small from there on; growth is steep at every step.
    const isLast = length * step * step > longest || large > longestTime;
    if (small >= shortestTime && (exponentOf(small, large) <= steepest || isLast)) {
      for (let again = 0; again < mostMeasurements && exponentOf(small, large) > steepest; again += 1) {
        collectGarbage();
        large = Math.min(large, timeOf(workFor(length * step)));
        small = Math.min(small, timeOf(workFor(length)));
      }
      if (large < shortestSteepTime) return null;
      return { exponent: exponentOf(small, large), lengths: [length, length * step], milliseconds: [small, large] };
    }
    length *= step;
    small = large;
  }
  return null;
}

function exponentOf(small: number, large: number): number {
  return Math.log(large / Math.max(small, shortestTime)) / Math.log(step);
}

/** Code that has not run yet is slow, which would make the shorter text seem to take long. */
function warmUp(work: () => unknown): void {
  for (let run = 0; run < 3 && timeOf(work) < shortestTime;) run += 1;
}

/** Milliseconds of the processor, so that what else the machine does hardly counts. */
function timeOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Node.js gives this function to those who ask for it while they run. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') Reflect.apply(collect, undefined, []);
}
