import assert from 'node:assert/strict';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { isInert } from '../../../src/markdown/inertLanguages';
import { parseMarkdown } from '../../../src/markdown/parse';
import { textOf } from '../../../src/markdown/text';
import type { Block } from '../../../src/markdown/tree';
import { visibleLine } from '../../../src/markdown/visible';
import { answerDialect, type MarkdownDialect } from '../../../src/markdown/writeInlines';
import { writeMarkdown } from '../../../src/markdown/writeMarkdown';

/** Words that some preview, notebook or site takes for more than the name of a language. */
const active = [
  'mermaid MERMAID geojson topojson stl stl3d plantuml puml uml ditaa kroki graphviz dot gv viz neato vega vega-lite vegalite',
  'wavedrom bitfield math latex tex katex asciimath tikz abc music flow flowchart sequence gantt chart chartjs echarts d2 nomnoml',
  'svgbob pikchr bytefield erd excalidraw dbml structurizr c4plantuml markmap timeline svg xml-svg html-preview embed query',
  'dataview dataviewjs tasks bases ad-note mdx rmd qmd {python} {r} {.python .numberLines} {=html} {=latex} =html',
  '{code-block} {math} {image} {include} {eval-rst} {raw} {js} {ojs} {mermaid} {dot} run exec eval playground sandpack codesandbox',
  'js-run python-exec sh-session+run __proto__ constructor toString',
]
  .join(' ')
  .split(' ');

const info = fc.oneof(
  fc.constantFrom(...active),
  fc
    .tuple(
      fc.constantFrom(...active, 'js', 'python', 'jsx', 'sh'),
      fc.constantFrom('live', '{cmd=true}', '{run}', '#x', '\ttitle=a'),
    )
    .map(([word, attributes]) => `${word} ${attributes}`),
  fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => text.replace(/[\r\n`]/g, '')),
);

/** A block of code with that info string, as answers write them. */
const written = fc
  .tuple(
    info,
    fc.constantFrom('```', '````', '~~~', '~~~~~'),
    fc.constantFrom('', ' ', '  '),
    fc.constantFrom('', '- ', '> '),
  )
  .map(([words, fence, space, container]) => {
    const lines = [`${space}${fence}${space}${words}`, 'image(url(https://evil.example))', fence];
    const indent = container === '- ' ? '  ' : container;
    return `Above:\n\n${lines.map((line, index) => (index === 0 ? container : indent) + line).join('\n')}\n\nBelow.`;
  });

const dialects: readonly MarkdownDialect[] = [
  answerDialect,
  { ...answerDialect, runsCode: true },
  { ...answerDialect, autolinks: false, runsModules: true },
];

/** Every block of code in a tree. */
function codeIn(blocks: readonly Block[]): readonly Extract<Block, { type: 'code' }>[] {
  return blocks.flatMap((block) => {
    if (block.type === 'code') return [block];
    if (block.type === 'quote') return codeIn(block.children);
    return block.type === 'list' ? codeIn(block.items.flat()) : [];
  });
}

function wordsIn(blocks: readonly Block[]): string {
  return blocks
    .map((block) => {
      if (block.type === 'paragraph') return textOf(block.children);
      if (block.type === 'quote') return wordsIn(block.children);
      return block.type === 'list' ? wordsIn(block.items.flat()) : '';
    })
    .join('\n');
}

describe('Code in what is written', () => {
  const judge = new MarkdownIt({ html: true });

  it('has the name of no language that anything might run, as a parser that is not ours reads it', () => {
    fc.assert(
      fc.property(written, fc.constantFrom(...dialects), (text, dialect) => {
        const blocks = parseMarkdown(text);
        const tokens = judge.parse(writeMarkdown(blocks, dialect), {});
        const fences = tokens.filter(({ type }) => type === 'fence');
        assert.ok(fences.every(({ info }) => info === '' || isInert(info)));
        const texts = tokens
          .filter(({ type }) => type === 'fence' || type === 'code_block')
          .map(({ content }) => content);
        assert.deepEqual(
          texts,
          codeIn(blocks).map((block) => `${block.text}\n`),
        );
      }),
      { numRuns: 3_000 },
    );
  }).timeout(60_000);

  it('keeps in sight what can be seen of the name', () => {
    fc.assert(
      fc.property(written, (text) => {
        const blocks = parseMarkdown(text);
        const again = parseMarkdown(writeMarkdown(blocks));
        for (const { language } of codeIn(blocks)) {
          const kept = codeIn(again).some((block) => block.language === language);
          assert.ok(kept || wordsIn(again).includes(visibleLine(language ?? '')));
        }
      }),
      { numRuns: 1_000 },
    );
  }).timeout(60_000);

  it('says above the code what it was called', () => {
    const text = '```mermaid {theme=x}\ngraph TD\n```';
    assert.equal(writeMarkdown(parseMarkdown(text)), 'mermaid\n\n```\ngraph TD\n```');
  });

  it('keeps the names that highlighters know, in any letter case', () => {
    for (const name of ['TypeScript', 'c++', 'c#', 'python', 'json', 'sh', 'sql', 'diff', 'html', 'cmake.in']) {
      const text = `\`\`\`${name}\ncode\n\`\`\``;
      assert.equal(writeMarkdown(parseMarkdown(text)), text);
    }
  });

  it('knows none of the names that something runs', () => {
    assert.deepEqual(active.filter(isInert), []);
  });
});
