import assert from 'node:assert/strict';
import { writeMarkdown } from '../../../../src/markdown/writeMarkdown';
import type { Answer } from '../../../../src/research/answer/answer';
import { readSources, type Source, type SourcedAnswer } from '../../../../src/research/answer/sources';
import { basis, citation, structuredAnswer, textAnswer } from '../answerBuilders';

/** An answer with its text as Markdown. */
function read(answer: Answer): SourcedAnswer & { readonly body: string } {
  const sourced = readSources(answer);
  return { ...sourced, body: writeMarkdown(sourced.blocks) };
}

/** `1 cited https://… (Title)`, with `?` for a source that the basis does not know. */
function summary(sources: readonly Source[]): readonly string[] {
  return sources.map(
    ({ number, standing, url, title, inBasis }) =>
      `${number} ${standing} ${url} (${title ?? ''})${inBasis ? '' : ' ?'}`,
  );
}

const medals = citation('https://example.com/medals', 'Medal table', 'Norway 18', 'Norway 41');
const history = citation('https://example.org/history/', 'A history of the Games');

describe('Sources of a text answer with a list of references', () => {
  it('numbers them by the list, keeps the URL of the basis, and lists what was only read behind them', () => {
    const { body, sources } = read(
      textAnswer(
        [
          'Norway won 18 golds [2], more than ever [1] [2].',
          '',
          '## References',
          '',
          '1. *History of the Games*. https://example.org/history?utm_source=report',
          '2. *Medals*. https://EXAMPLE.com/medals#table',
          '3. *Blog*. https://example.net/blog',
        ].join('\n'),
        citation('https://example.com/unused', 'Unused'),
        medals,
        history,
      ),
    );
    assert.equal(body, 'Norway won 18 golds [2], more than ever [1][2].');
    assert.deepEqual(summary(sources), [
      '1 cited https://example.org/history/ (A history of the Games)',
      '2 cited https://EXAMPLE.com/medals#table (Medal table)',
      '3 read https://example.net/blog (Blog) ?',
      '4 read https://example.com/unused (Unused)',
    ]);
    assert.deepEqual(sources[1]?.excerpts, ['Norway 18', 'Norway 41']);
  });

  const lists: readonly (readonly [name: string, list: string])[] = [
    [
      'numbers in brackets',
      '## Sources\n[1] Medal table - https://example.com/medals\n[2] History: https://example.org/history',
    ],
    [
      'links',
      '### Sources:\n\n1. [Medal table](https://example.com/medals)\n2. [History](https://example.org/history) (2026)',
    ],
    ['link definitions', '[1]: https://example.com/medals "Medal table"\n[2]: <https://example.org/history>'],
    [
      'bullets',
      '**References**\n\n- [1] Medal table. <https://example.com/medals>\n- [2] History. https://example.org/history',
    ],
    [
      'bold heading with a colon',
      '**Sources:**\n1) Medals https://example.com/medals\n2) History https://example.org/history',
    ],
    ['a bare heading', 'References\n1. Medals. https://example.com/medals\n2. History. https://example.org/history'],
    [
      'two lines an entry',
      '## References\n\n1. Medals.\n   https://example.com/medals\n\n2. History.\n   https://example.org/history',
    ],
    [
      'a heading in another language',
      '## Quellen\n\n1. Medaillen. https://example.com/medals\n2. Geschichte. https://example.org/history',
    ],
    [
      'a numbered heading',
      '## 8. References\n\n1. Medals. https://example.com/medals\n2. History. https://example.org/history',
    ],
    [
      'no line breaks',
      '## References 1. *Medals*. https://example.com/medals 2. *History*. https://example.org/history',
    ],
    [
      'a rule before it',
      '---\n\n## References\n1. Medals https://example.com/medals\n2. History https://example.org/history',
    ],
  ];
  for (const [name, list] of lists) {
    it(`reads a list with ${name}`, () => {
      const { body, sources } = read(textAnswer(`Norway [1], as before [2].\n\n${list}`, history, medals));
      assert.equal(body, 'Norway [1], as before [2].');
      assert.deepEqual(
        sources.map(({ number, url, standing }) => [number, url, standing]),
        [
          [1, 'https://example.com/medals', 'cited'],
          [2, 'https://example.org/history/', 'cited'],
        ],
      );
    });
  }

  it('reads a list in the middle of a line', () => {
    const text = 'Norway won [1]. ## References 1. *Medals*. https://example.com/medals';
    const { body, sources } = read(textAnswer(text));
    assert.equal(body, 'Norway won [1].');
    assert.deepEqual(summary(sources), ['1 cited https://example.com/medals (Medals) ?']);
  });

  it('takes titles without the marks around them', () => {
    const entries = [
      '1. *How Much Does it Cost in 2025?*. https://example.com/1',
      '2. “Quoted” – https://example.com/2',
      '3. Author (2026): Title, https://example.com/3.',
      '4. https://example.com/4',
      '5. **Bold** | <https://example.com/5>',
    ];
    const { sources } = readSources(textAnswer(`a [1]\n\n## References\n${entries.join('\n')}`));
    assert.deepEqual(
      sources.map(({ title }) => title),
      ['How Much Does it Cost in 2025?', 'Quoted', 'Author (2026): Title', null, 'Bold'],
    );
    assert.deepEqual(
      sources.map(({ url }) => url),
      [1, 2, 3, 4, 5].map((number) => `https://example.com/${number}`),
    );
  });

  it('reads a URL that ends unusually as the basis has it', () => {
    const url = 'https://example.com/a?q=*x*,';
    const { sources } = readSources(textAnswer(`a [1]\n\n## References\n1. Title. ${url}`, citation(url)));
    assert.deepEqual(summary(sources), [`1 cited ${url} (Title)`]);
  });

  it('keeps what follows the list, and entries without a URL', () => {
    const { body, sources } = read(
      textAnswer('a [1] b [2]\n\n## References\n1. A. https://example.com/a\n2. A book.\n\n## Appendix\n\nMore [1].'),
    );
    assert.equal(body, 'a [1] b \\[2]\n\n## References\n\n2. A book.\n\n## Appendix\n\nMore [1].');
    assert.deepEqual(summary(sources), ['1 cited https://example.com/a (A) ?']);
  });

  it('leaves a section that is no list where it is', () => {
    const text = 'a\n\n## Sources\n\nWe used what was there.\n\n## Next steps\n\n1. Visit the site\n2. Call them';
    assert.equal(read(textAnswer(text)).body, text);
  });

  it('gives entries of the same page one number', () => {
    const { body, sources } = read(
      textAnswer(
        'a [2][3] b `[3]` c [3, 1]\n\n## References\n1. A. https://example.com/a\n2. B. https://example.com/b\n3. B again. https://example.com/b/',
      ),
    );
    assert.equal(body, 'a [2] b `[3]` c [2][1]');
    assert.deepEqual(summary(sources), ['1 cited https://example.com/a (A) ?', '2 cited https://example.com/b (B) ?']);
  });

  it('gives a marker that the list does not have to no source', () => {
    const { body, sources } = read(
      textAnswer('a [1] b [7]\n\n## References\n1. A. https://example.com/a', medals, history),
    );
    assert.equal(body, 'a [1] b \\[7]');
    assert.deepEqual(
      sources.map(({ number, standing }) => [number, standing]),
      [
        [1, 'cited'],
        [8, 'read'],
        [9, 'read'],
      ],
    );
  });
});

describe('Sources of a text answer without a list', () => {
  it('counts the different citations of the basis', () => {
    const again = citation('https://EXAMPLE.com/medals/', 'Another title', 'Norway 18', 'Norway 12');
    const { sources } = readSources(textAnswer('Norway [1], as before [3].', medals, again, history));
    assert.deepEqual(summary(sources), [
      '1 cited https://example.com/medals (Medal table)',
      '3 cited https://example.org/history/ (A history of the Games)',
    ]);
    assert.deepEqual(sources[0]?.excerpts, ['Norway 18', 'Norway 41', 'Norway 12']);
  });

  it('tells what is cited from what was only read', () => {
    const { sources } = readSources(
      textAnswer('See [the table](https://example.com/medals#gold). `[2]`', medals, history),
    );
    assert.deepEqual(
      sources.map(({ standing }) => standing),
      ['cited', 'read'],
    );
  });

  it('has the reasoning, confidence and support as the API gave them, whatever the field is called', () => {
    for (const field of ['output', 'content', '']) {
      const answer = {
        ...textAnswer('a'),
        basis: [basis([medals], { field, reasoning: 'Because.', confidence: 'HIGH' })],
      };
      const read = readSources(answer);
      assert.deepEqual(read.reasoning, [{ field, reasoning: 'Because.' }]);
      assert.deepEqual(read.confidence, [{ field, confidence: 'HIGH' }]);
      assert.deepEqual(read.sources[0]?.support, [{ field, reasoning: 'Because.', confidence: 'HIGH' }]);
    }
  });

  it('takes blank confidence, titles and reasoning for none', () => {
    const answer = { ...textAnswer('a'), basis: [basis([citation('https://example.com', ' ')], { confidence: '' })] };
    const { confidence, reasoning, sources } = readSources(answer);
    assert.deepEqual(
      [confidence, reasoning, sources[0]?.title, sources[0]?.support[0]?.confidence],
      [[], [], null, null],
    );
  });

  it('takes invisible characters out of texts, not out of URLs', () => {
    const url = 'https://example.com/\u202egpj';
    const { body, sources } = read(textAnswer('a\u200b [1]\r\nb', citation(url, 'T\u202eitle')));
    assert.equal(body, 'a [1] b');
    assert.deepEqual(summary(sources), [`1 cited ${url} (Title)`]);
  });
});

describe('Sources of a structured answer', () => {
  it('cites the citations of each field behind its value', () => {
    const { body, sources, confidence } = read(
      structuredAnswer(
        { country: 'Norway', medals: { gold: 18, silver: 12 } },
        basis([medals], { field: 'country', confidence: 'high' }),
        basis([history, medals], { field: 'medals.gold', confidence: 'low' }),
        basis([citation('https://example.net/c')], { field: 'medals.unknown_part' }),
        basis([citation('https://example.net/d')], { field: 'nothing' }),
      ),
    );
    assert.equal(body, '- **Country:** Norway [1]\n\n## Medals [3]\n\n- **Gold:** 18 [2][1]\n- **Silver:** 12');
    assert.deepEqual(
      sources.map(({ number, standing, support }) => [number, standing, support.map(({ field }) => field)]),
      [
        [1, 'cited', ['country', 'medals.gold']],
        [2, 'cited', ['medals.gold']],
        [3, 'cited', ['medals.unknown_part']],
        [4, 'read', ['nothing']],
      ],
    );
    assert.deepEqual(confidence, [
      { field: 'country', confidence: 'high' },
      { field: 'medals.gold', confidence: 'low' },
    ]);
  });
});
