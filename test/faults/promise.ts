import assert from 'node:assert/strict';

/** What a fault suite shows of a promise: printed as one JSON line, so that the figures can be compared. */
export interface PromiseFigure {
  /** The promise's name: `R1`. */
  readonly promise: string;
  /** What was done, in a few words: `kill -9 while appending`. */
  readonly what: string;
  /** How many kills, offsets, schedules, calls. */
  readonly tried: number;
  /** In how many of them the promise was broken. */
  readonly failed: number;
  /** What makes the same run again; null where nothing is left to chance. */
  readonly seed: number | null;
  /** Further figures, such as the records that were acknowledged. */
  readonly [figure: string]: string | number | null;
}

/** Prints a figure and fails when the promise was broken even once. */
export function showPromise(figure: PromiseFigure): void {
  console.log(JSON.stringify(figure));
  assert.equal(figure.failed, 0, `${figure.promise} is not kept: ${figure.what}, seed ${figure.seed ?? 'none'}`);
}

/** The seed of this run: that of the environment variable FAULT_SEED, to repeat one, or else a new one. */
export function chooseSeed(): number {
  const given = process.env['FAULT_SEED'];
  if (given === undefined) return Math.floor(Math.random() * 0x7fffffff);
  assert.match(given, /^\d{1,10}$/, 'FAULT_SEED is a number');
  return Number(given);
}

/** Numbers from 0 up to 1 that a seed decides (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x100000000;
  };
}
