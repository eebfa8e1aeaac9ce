import assert from 'node:assert/strict';
import { bibliographyOf, citationsIn } from '../../../src/documents/documents';
import { applied } from '../../../src/documents/model/change';
import type { InsertionTarget } from '../../../src/documents/model/insertion';
import { changeFor, changeForCitation, cssStyle, cStyle, hashStyle, medals, source, target } from './documentBuilders';

/** A document of a language, to be read. */
function written(languageId: string, text: string, known: Partial<InsertionTarget> = {}): InsertionTarget {
  return target(`${text}‸`, languageId, known);
}

/** What is read in a document: what stands there, the address, the title and the label. */
function read(document: InsertionTarget): readonly unknown[] {
  return citationsIn(document).map(({ start, end, url, title, label }) => [
    document.text.slice(start, end),
    url,
    title,
    label,
  ]);
}

/** The list of sources that is found in a document. */
function listIn(document: InsertionTarget): string | null {
  const range = bibliographyOf(document);
  return range && document.text.slice(range.start, range.end);
}

const page = 'https://example.com/1';

describe('The citations in a Markdown document', () => {
  it('are references to footnotes, by what these name', () => {
    const text =
      'Norway[^1] won[^b] most[^c].\n\n[^1]: [A *b*](https://example.com/1). Accessed 2026-11-21.\n[^b]: See https://example.com/2 there.\n[^c]: Nothing.\n';
    assert.deepEqual(read(written('markdown', text)), [
      ['[^1]', page, 'A b', '1'],
      ['[^b]', 'https://example.com/2', 'https://example.com/2', 'b'],
    ]);
  });

  it('are links', () => {
    assert.deepEqual(read(written('markdown', `> - It ([A \\[b\\]](${page}), <https://example.com/2>)`)), [
      [`[A \\[b\\]](${page})`, page, 'A [b]', null],
      ['<https://example.com/2>', 'https://example.com/2', 'https://example.com/2', null],
    ]);
    assert.deepEqual(read(written('markdown', `| a | b |\n|---|---|\n| [x](${page}) | \`c | d\` |`)).length, 1);
    assert.deepEqual(read(written('markdown', `[![p](https://a.example/p.png)](${page})`)).length, 1);
  });

  it('are nothing that only looks like one', () => {
    const texts = [
      ...[`\`[a](${page})\``, `\`\`\`\n[a](${page})\n\`\`\``, `    [a](${page})`, `---\na: "[a](${page})"\n---\n`],
      ...[`\\[a](${page})`, `![a](${page})`, `<!-- [a](${page}) -->`, `[a](${page} "title")`, '[a](b.md)', '[a][b]'],
      ...['[a](javascript:b)', '[a](https://user@example.com/)', 'a[^1]', '[^1]: [a](https://example.com/)'],
    ];
    for (const text of texts) assert.deepEqual(read(written('markdown', text)), [], text);
  });

  it('are listed in the footnotes, or below their heading', () => {
    const notes = '[^1]: [A](https://example.com/1). Accessed 2026-11-21.\n[^2]: https://example.com/2';
    assert.equal(listIn(written('markdown', `[^x]: Not a page.\n\nA[^1]\n\n${notes}\n\n[^y]: Neither.\n`)), notes);
    const list = 'Sources:\n\n- [A](https://example.com/1)\n- [B](https://example.com/2)';
    assert.equal(listIn(written('markdown', `A\n\n${list}\n\nB\n\n- [C](https://example.com/3)\n`)), list);
    assert.equal(listIn(written('markdown', 'A\n\nSources:\n\nB [C](https://example.com/3)\n')), null);
  });
});

describe('The citations in text without markup', () => {
  const entry = '[1] A - b - https://example.com/1 (accessed 2026-11-21)';

  it('are numbered entries, and addresses with the day', () => {
    assert.deepEqual(read(written('plaintext', `Text [1].\n\nSources:\n${entry}\n`)), [[entry, page, 'A - b', '1']]);
    assert.deepEqual(read(written('plaintext', 'It won A - https://example.com/1 (accessed 2026-11-21). Then.')), [
      ['https://example.com/1 (accessed 2026-11-21)', page, null, null],
    ]);
  });

  it('are put together where they were broken', () => {
    const broken = '[1] A long\n    title -\n    https://example.com/1 (accessed\n    2026-11-21)';
    assert.deepEqual(read(written('git-commit', `Win\n\nSources:\n${broken}\n\n# Please`)), [
      [broken, page, 'A long title', '1'],
    ]);
  });

  it('are nothing that only looks like one', () => {
    const texts = [
      ...[
        '[1] A - https://example.com/1',
        '[1] https://example.com/1 (accessed 2026-11-21)',
        '[1] A (accessed 2026-11-21)',
      ],
      ...['[1] A - https://example.com/1 x (accessed 2026-11-21)', '[1] A - b.example (accessed 2026-11-21)'],
      ...['[1] A -\n\n    https://example.com/1 (accessed 2026-11-21)'],
    ];
    for (const text of texts) assert.deepEqual(read(written('plaintext', text)), [], text);
  });

  it('are listed below their heading', () => {
    const list = `Sources:\n${entry}\n[2] B - https://example.com/2 (accessed 2026-11-21)`;
    assert.equal(listIn(written('plaintext', `Sources:\nnone\n\n${list}\n\nMore [3]\n`)), list);
    assert.equal(listIn(written('plaintext', 'Sources:\nnone\n')), null);
  });
});

describe('The citations in comments', () => {
  it('stand behind the mark of a line', () => {
    const text = `x = 1\n  # A title -\n  #     ${page} (accessed 2026-11-21)\ny = "A - ${page} (accessed 2026-11-21)"\n`;
    assert.deepEqual(read(written('python', text, { commentSyntax: hashStyle })), [
      [`A title -\n  #     ${page} (accessed 2026-11-21)`, page, 'A title', null],
    ]);
  });

  it('stand between the lines that begin and end a comment', () => {
    const entry = `[2] A - ${page} (accessed 2026-11-21)`;
    const text = `a {\n\t/*\n\tWords.\n\n\tSources:\n\t${entry}\n\t*/\n\t${entry}\n}\n`;
    const document = written('css', text, { commentSyntax: cssStyle });
    assert.deepEqual(read(document), [[entry, page, 'A', '2']]);
    assert.equal(listIn(document), `Sources:\n\t${entry}`);
  });

  it('have the address that was taken apart', () => {
    const url = 'https://example.com/$$a/@b?c=100%25';
    for (const [languageId, commentSyntax] of [
      ['bat', { line: 'REM', noIndent: false, block: null }],
      ['html', { line: null, noIndent: false, block: ['<!--', '-->'] }],
      ['perl', hashStyle],
    ] as const) {
      const into = written(languageId, '', { commentSyntax, wrapColumn: 40 });
      const text = applied(into.text, changeForCitation(source(1, { url }), into));
      const [found] = citationsIn({ languageId, text, commentSyntax });
      assert.equal(decodeURIComponent(found?.url ?? ''), decodeURIComponent(url), text);
    }
  });

  it('are none in data, and in code without comments', () => {
    for (const languageId of ['json', 'csv', 'unknown']) {
      const document = written(languageId, `[1] A - ${page} (accessed 2026-11-21)`);
      assert.deepEqual([read(document), listIn(document)], [[], null]);
    }
  });
});

describe('An answer that was inserted', () => {
  for (const [languageId, known] of [
    ['markdown', { citationStyle: 'footnote' }],
    ['markdown', { citationStyle: 'link' }],
    ['mdx', {}],
    ['plaintext', {}],
    ['git-commit', {}],
    ['typescript', { commentSyntax: cStyle }],
    ['css', { commentSyntax: cssStyle }],
  ] as const) {
    it(`is found with its sources: ${languageId}, ${JSON.stringify(known)}`, () => {
      const into = written(languageId, '', known);
      const document = { ...into, text: applied(into.text, changeFor(medals, into)) };
      assert.deepEqual(
        citationsIn(document).map(({ url, title }) => [url, title]),
        [
          ['https://example.com/1', 'Page 1'],
          ['https://example.com/2', 'Page 2'],
        ],
      );
    });
  }
});
