import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseMarkdown } from '../../../src/markdown/parse';
import type { Block } from '../../../src/markdown/tree';
import { splitIntoSections } from '../../../webview/markdown/sections';
import { filler, markdown } from './markdownArbitrary';

function parsedInParts(text: string): readonly Block[] {
  return splitIntoSections(text).flatMap((section) => parseMarkdown(section));
}

describe('sections of Markdown', () => {
  it('are the whole text', () => {
    fc.assert(fc.property(markdown, (text) => splitIntoSections(text).join('') === text));
  });

  it('give the same blocks as the whole text', () => {
    fc.assert(
      fc.property(markdown, (text) => {
        assert.deepEqual(parsedInParts(text), parseMarkdown(text));
      }),
      { numRuns: 400 },
    );
  });

  it('are about as long as what can be drawn in a frame', () => {
    const sections = splitIntoSections(`${filler}\n\n`.repeat(100));
    assert.ok(sections.length > 10);
    assert.ok(sections.every((section) => section.length < 10_000));
  });

  it('keep a text with link definitions whole', () => {
    const text = `${`${filler}\n\n`.repeat(20)}See [there].\n\n[there]: https://example.org\n`;
    assert.deepEqual(splitIntoSections(text), [text]);
  });

  it('are found within the time of a test also in a text made to be slow', () => {
    const hostile = '['.repeat(200_000) + '\n['.repeat(200_000) + '\n```'.repeat(100_000);
    assert.equal(splitIntoSections(hostile).join(''), hostile);
  });
});
