import assert from 'node:assert/strict';
import fc from 'fast-check';
import { textOf } from '../../../src/markdown/text';
import type { Inline } from '../../../src/markdown/tree';
import { inlinesOf } from '../../../src/markdown/walk';
import { readSources, type SourcedAnswer } from '../../../src/research/answer/sources';
import { GrowingSections } from '../../../webview/markdown/growingSections';
import { uncitedBlocks } from '../../../webview/markdown/markdown';
import { listedAnswers, unlistedAnswers, type GrammaticalAnswer } from './answerGrammar';

const seed = Number(process.env['FAULT_SEED'] ?? Date.now() % 2 ** 31);
const runs = Number(process.env['FAULT_RUNS'] ?? 3_000);

function read({ text, citations }: GrammaticalAnswer): SourcedAnswer {
  return readSources({ type: 'text', text, basis: [{ field: 'output', reasoning: '', citations, confidence: null }] });
}

interface Shown {
  readonly pages: Set<string>;
  unresolved: number;
}

/** What stands behind each word of a text, up to the next one: the pages of markers, and how many were left open. */
function shownBehind({ blocks, sources }: SourcedAnswer): ReadonlyMap<string, Shown> {
  const urls = new Map(sources.map(({ number, url }) => [number, url]));
  const shown = new Map<string, Shown>();
  let current: Shown = { pages: new Set(), unresolved: 0 };
  for (const inline of inlinesOf(blocks)) {
    const word = inline.type === 'text' ? [...inline.text.matchAll(/\b(?:claim|decoy)\d+/g)].at(-1)?.[0] : undefined;
    if (word !== undefined) shown.set(word, (current = { pages: new Set(), unresolved: 0 }));
    if (inline.type === 'marker') current.pages.add(urls.get(inline.number) ?? 'none');
    if (inline.type === 'unresolved') current.unresolved += 1;
  }
  return shown;
}

describe('A shown source is the one that the answer names (S8)', () => {
  const counts = { answers: 0, claims: 0, wrong: 0, unresolved: 0 };

  function check(answer: GrammaticalAnswer): void {
    const shown = shownBehind(read(answer));
    counts.answers += 1;
    for (const { word, pages } of answer.claims) {
      const found = shown.get(word);
      counts.claims += 1;
      counts.unresolved += found?.unresolved ?? 0;
      assert.ok(found, `${word} is gone from\n${answer.text}`);
      for (const page of found.pages) assert.ok(pages.has(page), `${word} shows ${page} in\n${answer.text}`);
      if (answer.isCertain) assert.deepEqual(found.pages, pages, `${word} in\n${answer.text}`);
    }
    for (const word of answer.decoys) {
      assert.deepEqual([...(shown.get(word)?.pages ?? [])], [], `${word} in\n${answer.text}`);
    }
  }

  it('with a list of references in any form, place and language, whatever the order of the basis', () => {
    fc.assert(fc.property(listedAnswers, check), { numRuns: runs, seed });
  }).timeout(120_000);

  it('without a list, by the order of the basis', () => {
    fc.assert(fc.property(unlistedAnswers, check), { numRuns: runs, seed });
  }).timeout(120_000);

  it('while an answer is being written, however it is cut', () => {
    fc.assert(
      fc.property(listedAnswers, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (answer, steps) => {
        const growing = new GrowingSections();
        for (let end = 0, step = 0; end < answer.text.length; step += 1) {
          end += steps[step % steps.length] ?? 1;
          for (const section of growing.sectionsOf(answer.text.slice(0, end)).slice(-1)) {
            const inlines: readonly Inline[] = [...inlinesOf(uncitedBlocks(section))];
            assert.ok(
              inlines.every(({ type }) => type !== 'marker'),
              textOf(inlines),
            );
          }
        }
      }),
      { numRuns: Math.ceil(runs / 20), seed },
    );
  }).timeout(120_000);

  after(() => {
    console.log(JSON.stringify({ promise: 'S8', tried: counts.claims, failed: counts.wrong, ...counts, seed }));
  });
});
