import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseMarkdown } from '../../../src/markdown/parse';
import { GrowingSections } from '../../../webview/markdown/growingSections';
import { markdown } from './markdownArbitrary';

/** A text and the offsets at which what has come of it was looked at. */
const grown = fc
  .tuple(
    fc.oneof(markdown, fc.string({ unit: 'binary', maxLength: 3_000 })),
    fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 }),
  )
  .map(([text, cuts]) => ({
    text,
    ends: [...cuts.map((cut) => Math.round(cut * text.length)), text.length].sort((one, other) => one - other),
  }));

describe('a text that grows', () => {
  it('is all of its parts, of which those before the last never change', () => {
    fc.assert(
      fc.property(grown, ({ text, ends }) => {
        const growing = new GrowingSections();
        let before: readonly string[] = [];
        for (const end of ends) {
          const parts = growing.sectionsOf(text.slice(0, end));
          assert.equal(parts.join(''), text.slice(0, end));
          const settled = before.slice(0, -1);
          assert.deepEqual(parts.slice(0, settled.length), settled);
          before = parts;
        }
      }),
      { numRuns: 500 },
    );
  });

  it('has the same parts however it comes, unless a link is defined in it', () => {
    fc.assert(
      fc.property(grown, ({ text, ends }) => {
        fc.pre(!/^ {0,3}\[[^\]\n]+\]:/m.test(text));
        const growing = new GrowingSections();
        const parts = ends.map((end) => growing.sectionsOf(text.slice(0, end))).at(-1);
        assert.deepEqual(parts, new GrowingSections().sectionsOf(text));
      }),
      { numRuns: 500 },
    );
  });

  it('is drawn as the whole text is, once it is complete', () => {
    fc.assert(
      fc.property(fc.oneof(markdown, fc.string({ unit: 'binary', maxLength: 3_000 })), (text) => {
        assert.deepEqual(
          new GrowingSections().sectionsOf(text).flatMap((section) => parseMarkdown(section)),
          parseMarkdown(text),
        );
      }),
      { numRuns: 400 },
    );
  });

  it('begins anew when another text comes in its place', () => {
    const growing = new GrowingSections();
    growing.sectionsOf('A paragraph.\n\n'.repeat(100));
    assert.equal(growing.sectionsOf('Something else.').join(''), 'Something else.');
  });

  it('leaves less than a section to be drawn anew, in prose', () => {
    const growing = new GrowingSections();
    const text = 'A paragraph of a few words.\n\n'.repeat(2_000);
    assert.ok((growing.sectionsOf(text).at(-1) ?? text).length < 1_000);
  });
});
