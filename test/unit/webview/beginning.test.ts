import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseMarkdown } from '../../../src/markdown/parse';
import type { Block } from '../../../src/markdown/tree';
import { beginningOf } from '../../../webview/markdown/beginning';
import { markdown } from './markdownArbitrary';

/** Everything that is drawn of a block, in order. */
function leavesOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  if (typeof value !== 'object' || value === null) return [];
  const { text, number, children, items, header, rows } = value as Readonly<Record<string, unknown>>;
  const own = typeof text === 'string' ? Array.from(text) : typeof number === 'number' ? [`[${number}]`] : [];
  return [...own, ...leavesOf(children), ...leavesOf(items), ...leavesOf(header), ...leavesOf(rows)];
}

function nodesIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, part) => sum + nodesIn(part), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Object.values(value).reduce<number>((sum, part) => sum + nodesIn(part), 0);
}

describe('The beginning of a block', () => {
  const block = markdown.map((text) => parseMarkdown(text)).filter((blocks) => blocks.length > 0);

  it('is the block itself when that fits', () => {
    fc.assert(
      fc.property(block, (blocks) => {
        for (const whole of blocks) {
          assert.deepEqual(beginningOf(whole, Number.MAX_SAFE_INTEGER), { block: whole, isWhole: true });
        }
      }),
    );
  });

  it('says nothing else than the block, up to some place, and costs no more than it may', () => {
    fc.assert(
      fc.property(block, fc.integer({ min: 1, max: 3_000 }), (blocks, budget) => {
        for (const whole of blocks) {
          const { block: part, isWhole } = beginningOf(whole, budget);
          const [said, all] = [leavesOf(part), leavesOf(whole)];
          assert.deepEqual(said, all.slice(0, said.length));
          assert.ok(said.length <= budget);
          assert.ok(nodesIn(part) <= budget / 40 + depthAllowance);
          if (isWhole) assert.equal(part, whole);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('reaches the end after some steps', () => {
    fc.assert(
      fc.property(block, (blocks) => {
        for (const whole of blocks) {
          let budget = 1;
          while (!beginningOf(whole, budget).isWhole) budget *= 2;
          assert.ok(budget < 10_000_000);
        }
      }),
    );
  });

  it('does not cut a character in two', () => {
    const code: Block = { type: 'code', language: null, text: '😀'.repeat(1_000) };
    for (let budget = 41; budget < 100; budget += 1) {
      assert.doesNotMatch(leavesOf(beginningOf(code, budget).block).join(''), /\p{Surrogate}/u);
    }
  });
});

/** A part that is begun is ended: so many nodes may stand around the last leaf. */
const depthAllowance = 60;
