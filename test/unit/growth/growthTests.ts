import fc from 'fast-check';
import { assertProportional, type GrowthLimits } from './exponent';
import { combinations, fragments, repeated } from './fragments';
import type { Readers } from './readers';

/** Tests that each reader takes time proportional to its text, whatever that repeats. */
export function describeGrowth(readers: Readers, limits: GrowthLimits = {}): void {
  for (const [name, reader] of Object.entries(readers)) {
    it(`takes time proportional to the length: ${name}`, () => {
      for (const fragment of fragments) {
        assertProportional((length) => reader(repeated(fragment, length)), JSON.stringify(fragment), limits);
      }
    }).timeout(300_000);

    it(`takes time proportional to the length of any mixture: ${name}`, () => {
      fc.assert(
        fc.property(combinations, (fragment) =>
          assertProportional((length) => reader(repeated(fragment, length)), JSON.stringify(fragment), limits),
        ),
        { numRuns: 8, endOnFailure: true },
      );
    }).timeout(300_000);
  }
}

/** Tests that no length of a text is an error. */
export function describeLongTexts(readers: Readers, length: number): void {
  for (const [name, reader] of Object.entries(readers)) {
    it(`reads ${length} characters: ${name}`, () => {
      for (const fragment of longFragments) reader(repeated(fragment, length))();
    }).timeout(300_000);
  }
}

/** Of which long texts have the most lines, words, marks or containers. */
const longFragments: readonly string[] = ['a\n', '\n', ' ', '"', '[', '". ## a "'];
