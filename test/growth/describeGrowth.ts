import fc from 'fast-check';
import { assertProportional } from './exponent';
import { fragments, mixtures, repeated } from './fragments';
import type { Readers } from './readers';

/** Which fragments and mixtures are chosen where not all are tried; `GROWTH_SEED=N` repeats a choice. */
const seed = Number(process.env['GROWTH_SEED'] ?? Date.now() % 1_000_000);

const mostMixtures = 2;

/**
 * So many that the whole suite takes minutes; another choice each time tries all of them in the end. `GROWTH_FRAGMENTS=N`
 * tries no more than that.
 */
const usualFragments = 20;
const mostFragments = Number(process.env['GROWTH_FRAGMENTS'] ?? usualFragments);

export interface GrowthOptions {
  /** How many of the fragments are tried, another choice each time: fewer for readers that take long. */
  readonly fragments?: number;
  /** Fragments that are tried each time, beside those that all readers share. */
  readonly always?: readonly string[];
  /** The longest text, in characters, for work whose memory would not suffice for the usual one. */
  readonly longest?: number;
}

/** Tests that each reader takes time proportional to its text, whatever that repeats. */
export function describeGrowth(
  readers: Readers,
  { fragments: count = usualFragments, always = [], longest }: GrowthOptions = {},
): void {
  before(() => console.log(`      GROWTH_SEED=${seed}`));

  for (const [index, [name, reader]] of Object.entries(readers).entries()) {
    it(`takes time proportional to the length: ${name}`, async () => {
      // Each reader gets a choice of its own, so that one run tries every fragment somewhere.
      for (const fragment of [...always, ...chosen(Math.min(count, mostFragments), seed + index)]) {
        const what = `${name}, of ${JSON.stringify(fragment)}`;
        await assertProportional(what, (length) => reader(repeated(fragment, length)), longest);
      }
    }).timeout(300_000);
  }
}

function chosen(count: number, from: number): readonly string[] {
  const some = fc.shuffledSubarray([...fragments], { minLength: count, maxLength: count });
  const [alone = []] = fc.sample(some, { seed: from, numRuns: 1 });
  return [...alone, ...fc.sample(mixtures, { seed: from, numRuns: mostMixtures })];
}

/** Tests that no length of a text is an error. */
export function describeLongTexts(readers: Readers, length: number): void {
  for (const [name, reader] of Object.entries(readers)) {
    it(`reads ${length} characters: ${name}`, async () => {
      for (const fragment of longFragments) await reader(repeated(fragment, length))();
    }).timeout(300_000);
  }
}

/** Of which long texts have the most lines, words, marks or containers. */
const longFragments: readonly string[] = ['a\n', '\n', ' ', '"', '[', '". ## a "'];
