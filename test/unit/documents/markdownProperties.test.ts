import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applied } from '../../../src/documents/model/change';
import { planCitationInsertion } from '../../../src/documents/documents';
import type { DocumentChange, InsertionTarget } from '../../../src/documents/model/insertion';
import { outlineOf } from '../../../src/markdown/outline';
import type { SourcedAnswer } from '../../../src/research/answer/sources';
import { changeFor, details } from './documentBuilders';
import { hostileAnswers } from './hostileAnswers';
import { markdownTargets as targets } from './markdownDocuments';

function structureOf(text: string): readonly string[] {
  return outlineOf(text.split(/\r\n|\n/)).structure.map(({ part }) => part);
}

/** How many of `parts` are found in `all`, in order. */
function inOrder(parts: readonly string[], all: readonly string[]): number {
  let found = 0;
  for (const part of all) if (part === parts[found]) found += 1;
  return found;
}

/**
 * Every block of `before` is in `after`, in order. What comes within a paragraph changes the one text that it comes into, and a
 * footnote behind others the one that CommonMark, which knows no footnotes, takes them for.
 */
function assertKeepsBlocks(before: string, after: string): void {
  const parts = structureOf(before);
  const footnotes = parts.findLastIndex((part) => part.includes('[^'));
  const all = structureOf(after);
  const isKept = (kept: readonly string[]): boolean => inOrder(kept, all) === kept.length;
  const candidates = [parts, parts.toSpliced(footnotes, footnotes < 0 ? 0 : 1)];
  assert.ok(
    candidates.some((kept) => isKept(kept) || kept.some((_, index) => isKept(kept.toSpliced(index, 1)))),
    after,
  );
}

function checkAll(check: (change: DocumentChange, target: InsertionTarget, answer: SourcedAnswer) => void): void {
  fc.assert(
    fc.property(hostileAnswers, targets, (answer, target) => check(changeFor(answer, target), target, answer)),
    { numRuns: 1000 },
  );
}

describe('Markdown documents with hostile answers', () => {
  it('lose nothing: there are only insertions, in order and apart', () => {
    checkAll(({ edits, selectionAfter }, target) => {
      let last = -1;
      for (const { start, end, text } of edits) {
        assert.equal(start, end);
        assert.ok(start > last && start <= target.text.length && text !== '');
        last = start;
      }
      const length = applied(target.text, { edits }).length;
      assert.ok(selectionAfter >= 0 && selectionAfter <= length);
    });
  }).timeout(20_000);

  it('keep every block around the answer', () => {
    checkAll((change, target) => assertKeepsBlocks(target.text, applied(target.text, change)));
  }).timeout(20_000);

  it('define every footnote that they use, once', () => {
    checkAll((_, target, answer) => {
      // What looks like a footnote in the answer's own code stays what it is there.
      if (JSON.stringify(answer.blocks).includes('[^')) return;
      const change = changeFor(answer, target);
      const text = applied(target.text, change);
      const inserted = change.edits.map((edit) => edit.text).join('\n');
      const known = (label: string, where: string): number =>
        where.split(/\r?\n/).filter((line) => line.trimStart().startsWith(`[^${label}]:`)).length;
      for (const [, label = ''] of inserted.matchAll(/(?<!\\)\[\^(\d+)\]/g)) assert.equal(known(label, text), 1, text);
    });
  }).timeout(20_000);

  it('keep their line ends, and get no characters that cannot be seen', () => {
    checkAll((change, target) => {
      const text = applied(target.text, change);
      if (target.text.includes('\r\n')) assert.doesNotMatch(text, /(?<!\r)\n/);
      else assert.doesNotMatch(change.edits.map((edit) => edit.text).join(''), /\r/);
      assert.doesNotMatch(text, /[\u0000\u000b\u000c\u0085\u2028\u2029\u202e]/);
    });
  }).timeout(20_000);

  it('keep every block around a citation', () => {
    fc.assert(
      fc.property(hostileAnswers, targets, ({ sources: [cited] }, target) => {
        fc.pre(cited !== undefined);
        const planned = planCitationInsertion(cited, details, target);
        assert.ok(planned.ok);
        assertKeepsBlocks(target.text, applied(target.text, planned.value));
      }),
      { numRuns: 500 },
    );
  }).timeout(20_000);
});
