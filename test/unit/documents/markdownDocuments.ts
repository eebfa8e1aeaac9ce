import fc from 'fast-check';
import type { InsertionTarget } from '../../../src/documents/model/insertion';

const blocks = fc.constantFrom(
  ...[
    '# One',
    '## Two',
    'Text that goes\non here.',
    'Text.',
    '- a\n- b',
    '- a\n\n  b\n- c',
    '1. x\n2. y',
    '> quote\n> more',
    '> - deep',
  ],
  ...[
    '```js\nlet x;\n\nx();\n```',
    '| a | b |\n|---|---|\n| 1 | 2 |',
    '    code',
    '***',
    '<div>\nhtml\n</div>',
    'Setext\n======',
  ],
  ...[
    '[^1]: Note.',
    '[^2]: [Page](https://example.com/1)',
    'Uses[^1].',
    '[link]: https://example.com',
    '- [ ] task',
    '$$\nx\n$$',
    '-',
    '',
  ],
);

const documents = fc
  .tuple(
    fc.array(blocks, { maxLength: 6 }),
    fc.constantFrom('\n\n', '\n\n\n', '\n'),
    fc.constantFrom('', '\n', '\n\n'),
    fc.boolean(),
  )
  .map(([parts, between, end, isWindows]) => (parts.join(between) + end).replace(/\n/g, isWindows ? '\r\n' : '\n'));

/** Markdown documents of all kinds of blocks, with the caret anywhere. */
export const markdownTargets: fc.Arbitrary<InsertionTarget> = fc
  .record({
    text: documents,
    position: fc.nat(),
    citationStyle: fc.constantFrom('auto', 'footnote', 'link'),
    languageId: fc.constantFrom('markdown', 'quarto', 'mdx'),
  })
  .map(({ text, position, ...known }) => {
    const caret = position % (text.length + 1);
    const end = text.charAt(caret - 1) === '\r' && text.charAt(caret) === '\n' ? caret + 1 : caret;
    return { ...known, text, selection: { start: end, end }, commentSyntax: null };
  });
