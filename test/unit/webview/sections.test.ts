import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseMarkdown } from '../../../src/markdown/parse';
import type { Block } from '../../../src/markdown/tree';
import { splitIntoSections } from '../../../webview/markdown/sections';

const filler = 'Words that fill a paragraph, so that the text becomes long enough to be cut. '.repeat(20);

/** Pieces of Markdown that could be cut in a wrong place. */
const piece = fc.oneof(
  fc.constantFrom(
    `${filler}\n\n`,
    `# Heading\n\n${filler}\n\n`,
    `Setext heading\n===\n\n`,
    `- item\n\n  still the item\n\n- another\n\n`,
    `1. one\n\n   ${filler}\n2. two\n\n`,
    '```\n\nNot a paragraph\n\n# Not a heading\n```\n\n',
    '~~~~\n```\n\nStill code\n\n~~~\n\n~~~~\n\n',
    '- ```\n\n  code in a list\n\nA paragraph after it\n\n',
    '1. list\n\n   ```js\n\n   code in a list\n   ```\n\n',
    '   ```\n\nCode in an indented fence\n\n   ```\n\n',
    '> quoted\n\nNot quoted\n\n',
    '> ```\n> code\n\nNot code\n\n',
    '    indented code\n\n    more of it\n\n',
    '| a | b |\n|---|---|\n| c | d |\n\n',
    'Ünïcode begins a paragraph\n\n',
    '***\n\n',
    '`` ` ``` not a fence ` ``\n\n',
    '```inline``` code\n\n',
    'text\n',
    '\n',
    '```\n',
    '~~~\n',
  ),
  fc.constant('lazy\n').map((line) => `> ${line}${line}\n`),
);

const markdown = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));

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
