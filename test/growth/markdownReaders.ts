import { escapeLineStart, escapeText, escapeUrl } from '../../src/markdown/escape';
import { restoreLineBreaks } from '../../src/markdown/lineBreaks';
import { splitAtEastAsianGroups, splitTrailingGroups } from '../../src/markdown/markers';
import { hasOnlyGrown, outlineOf } from '../../src/markdown/outline';
import { parseMarkdown } from '../../src/markdown/parse';
import { textOf } from '../../src/markdown/text';
import type { Block, Inline } from '../../src/markdown/tree';
import { hasInvisible, visibleLine, visibleText } from '../../src/markdown/visible';
import { inlinesOf } from '../../src/markdown/walk';
import { answerDialect, writeInlines, type MarkdownDialect } from '../../src/markdown/writeInlines';
import { writeMarkdown } from '../../src/markdown/writeMarkdown';
import type { Reader, Readers } from './readers';

/** A dialect in which everything happens that only some dialects do. */
const fullestDialect: MarkdownDialect = {
  citations: (numbers) => numbers.map((number) => `[^${number}]`).join(''),
  citationsAttach: true,
  autolinks: false,
  keepsPunctuationEmphasized: false,
  formulas: 'dollars',
  runsCode: true,
  runsModules: true,
};

/** Reads what was made of a text before: `make` does not count. */
function after<Made>(make: (text: string) => Made, read: (made: Made) => unknown): Reader {
  return (text) => {
    const made = make(text);
    return () => read(made);
  };
}

const inText: Readonly<Record<string, (text: string) => Inline>> = {
  text: (text) => ({ type: 'text', text }),
  code: (text) => ({ type: 'code', text }),
  emphasis: (text) => ({ type: 'emphasis', children: [{ type: 'text', text }] }),
  link: (text) => ({ type: 'link', url: `https://a.example/${text}`, children: [{ type: 'text', text }] }),
};

/** One inline of the whole text, and one for each of its first characters, each of another kind than the one before. */
function trees(text: string): readonly Block[] {
  const kinds = Object.values(inText);
  const whole = kinds.map((make) => make(text));
  const pieces = Array.from({ length: Math.ceil(text.length / 4) }, (_, index): Inline => {
    const piece = text.slice(index * 4, index * 4 + 4);
    return index % 5 === 4 ? { type: 'marker', number: 1 } : (kinds[index % 5]?.(piece) ?? { type: 'break' });
  });
  return [
    { type: 'paragraph', children: whole },
    { type: 'paragraph', children: pieces },
    { type: 'heading', level: 1, children: pieces },
    { type: 'code', language: text, text },
    { type: 'table', alignments: [null], header: [whole], rows: [[pieces]] },
  ];
}

/** Every exported function of `src/markdown` that takes a text from outside, or what was made of one. */
export const markdownReaders: Readers = {
  visibleText: (text) => () => visibleText(text),
  visibleLine: (text) => () => visibleLine(text),
  hasInvisible: (text) => () => hasInvisible(text),
  restoreLineBreaks: (text) => () => restoreLineBreaks(text),
  parseMarkdown: (text) => () => parseMarkdown(text),
  'parseMarkdown, without sources': (text) => () => parseMarkdown(text, () => false),
  splitTrailingGroups: (text) => () => splitTrailingGroups(`${text}]`),
  splitAtEastAsianGroups: (text) => () => splitAtEastAsianGroups(text),
  escapeText: (text) => () => escapeText(text, { before: ' ', after: ' ', inLabel: true, besideDollars: true }),
  escapeLineStart: (text) => () => escapeLineStart(text, { runsModules: true }),
  escapeUrl: (text) => () => escapeUrl(text),
  'textOf and inlinesOf': after(parseMarkdown, (blocks) => textOf([...inlinesOf(blocks)])),
  'writeMarkdown of what was parsed': after(parseMarkdown, (blocks) => writeMarkdown(blocks)),
  'writeMarkdown in the fullest dialect': after(parseMarkdown, (blocks) => writeMarkdown(blocks, fullestDialect)),
  'writeMarkdown of any tree': after(trees, (blocks) => writeMarkdown(blocks, fullestDialect)),
  'writeInlines in a cell': after(trees, ([, pieces]) =>
    writeInlines(pieces?.type === 'paragraph' ? pieces.children : [], answerDialect, 'cell'),
  ),
  outlineOf: after(linesOf, (lines) => outlineOf(lines)),
  'outlineOf MDX': after(linesOf, (lines) => outlineOf(lines, { runsModules: true })),
  hasOnlyGrown: after(
    (text) => [outlineOf(linesOf(text)), outlineOf(linesOf(`${text}\n\na`))] as const,
    ([before, grown]) =>
      (['newBlocks', 'newText', 'looserList'] as const).map((allowed) =>
        hasOnlyGrown(before.structure, grown.structure, allowed),
      ),
  ),
};

function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|\n|\r/);
}
