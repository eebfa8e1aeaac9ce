import assert from 'node:assert/strict';
import type { UnresolvedInline } from '../../../src/markdown/tree';
import { inlinesOf } from '../../../src/markdown/walk';
import { writeMarkdown } from '../../../src/markdown/writeMarkdown';
import { readSources, type SourcedAnswer } from '../../../src/research/answer/sources';
import { citation, textAnswer } from './answerBuilders';

const a = citation('https://a.example/', 'A report on tea');
const b = citation('https://b.example/', 'B report on coffee');

function unresolved({ blocks }: SourcedAnswer): readonly UnresolvedInline[] {
  return [...inlinesOf(blocks)].filter((inline) => inline.type === 'unresolved');
}

/** `[7] notListed 1,2`: what is not resolved, why, and what it may mean. */
function open(answer: SourcedAnswer): readonly string[] {
  return unresolved(answer).map(({ text, reason, candidates }) =>
    [text, reason, candidates.join()].filter((part) => part !== '').join(' '),
  );
}

/** `[1]→https://a.example/`: the page of each marker. */
function shown({ blocks, sources }: SourcedAnswer): readonly string[] {
  const urls = new Map(sources.map(({ number, url }) => [number, url]));
  return [...inlinesOf(blocks)].flatMap((inline) =>
    inline.type === 'marker' ? [`[${inline.number}]→${urls.get(inline.number) ?? ''}`] : [],
  );
}

describe('A marker that names no source for certain stays as it is written, with its reason', () => {
  it('where the list of references does not have its number', () => {
    const answer = readSources(textAnswer('x [1] y [7]\n\n## References\n1. A. https://a.example/', a, b));
    assert.deepEqual([shown(answer), open(answer)], [['[1]→https://a.example/'], ['[7] notListed']]);
  });

  it('where the list gives no page for it', () => {
    const list = '## References\n1. A. https://a.example/\n2. A book, printed in 1962.';
    assert.deepEqual(open(readSources(textAnswer(`x [1] y [2]\n\n${list}`, a, b))), ['[2] noPage']);
  });

  it('where the list names pages by words that the basis does not have', () => {
    for (const heading of ['## References', '**Quellen:**', '## Viited']) {
      const answer = readSources(textAnswer(`x [1] y [2]\n\n${heading}\n\n1. Harvests of 2026\n2. Roasters`, a, b));
      assert.deepEqual([shown(answer), open(answer)], [[], ['[1] noPage', '[2] noPage']], heading);
    }
  });

  it('where the answer breaks off before its list, or within it', () => {
    assert.deepEqual(open(readSources(textAnswer('x [1] y [2]\n\n## References', a, b))), ['[1] noPage', '[2] noPage']);
    const cut = 'x [1] y [2]\n\n## References\n1. B. https://b.example/\n2. A. htt';
    assert.deepEqual(open(readSources(textAnswer(cut, a, b))), ['[2] noPage']);
  });

  it('where a number is given twice, to different pages', () => {
    const lists = '## References\n1. A. https://a.example/\n\n## Sources\n1. B. https://b.example/';
    const answer = readSources(textAnswer(`x [1]\n\n${lists}`, a, b));
    assert.deepEqual([shown(answer), open(answer)], [[], ['[1] ambiguous 2,3']]);
  });

  it('where a list that may be meant and the basis disagree', () => {
    const answer = readSources(
      textAnswer(
        'Two tools:\n\n1. [Foo](https://foo.example/)\n2. [Bar](https://bar.example/)\n\nFoo is faster [1].',
        a,
        b,
      ),
    );
    assert.deepEqual(shown(answer), []);
    assert.deepEqual(
      unresolved(answer).map(({ reason }) => reason),
      ['ambiguous'],
    );
  });

  it('where the basis has the same page twice, so that numbers may count pages or citations', () => {
    const answer = readSources(textAnswer('x [1] y [2]', a, a, b));
    assert.deepEqual([shown(answer), open(answer)], [['[1]→https://a.example/'], ['[2] ambiguous 1,3']]);
  });

  it('where there is no list, and fewer sources', () => {
    const answer = readSources(textAnswer('x [1] y [9]', a, b));
    assert.deepEqual([shown(answer), open(answer)], [['[1]→https://a.example/'], ['[9] noSource']]);
    assert.deepEqual(open(readSources(textAnswer('x [1]'))), ['[1] noSource']);
  });

  it('and no figure of the text vanishes', () => {
    const text = 'Mean 3 [1–5], 95% CI [1, 2], scale [1–2], [2020] UKSC 5 at [1] and [2], x [1, 9], Figure [2].';
    const written = writeMarkdown(readSources(textAnswer(text, a, b)).blocks).replaceAll('\\', '');
    for (const figure of ['[1–5]', 'CI [1, 2]', '[1–2]', 'at [1] and [2]', '[9]', 'Figure [2]']) {
      assert.ok(written.includes(figure), `${figure} is not in ${written}`);
    }
  });
});

describe('What is no citation for certain', () => {
  const doubtful = [
    ...[
      '95% CI [1, 2]',
      '95 % KI: [1; 2]',
      'a confidence interval of [1, 2]',
      'rated on a scale of [1–2]',
      'Skala [1-2]',
    ],
    ...['置信区间 [1, 2]', 'интервал [1, 2]', 'x ∈ [1, 2]', 'median 1.5 [1–2]', 'about [1, 2] mm', 'échelle [1–2]'],
    ...['[2020] UKSC 5 at [1]', '(2015) 255 CLR 46, [1]', 'para [2]', 'Rn. [1]', '¶ [2]', 'A[1]', 'argv[1]', 'x_i[2]'],
    ...['m[0][1]', 'f(x)[1]', 'total = [1]', 'the vector [1, 2]', 'see Figure [1]', 'Eq. [2]', '配列 [1, 2]', '图[1]'],
  ];
  for (const words of doubtful) {
    it(`is kept as text, and offers its sources: ${words}`, () => {
      const answer = readSources(textAnswer(`It says ${words} in all.`, a, b));
      assert.deepEqual(shown(answer), []);
      assert.ok(unresolved(answer).some(({ candidates }) => candidates.length > 0));
    });
  }

  const certain = [
    ...[
      'Norway won 18 [1].',
      'Norway won 18[1].',
      'according to [1] and [2],',
      'per [2].',
      'the [1]',
      '([1])',
      'by [2]',
    ],
    ...[
      'rose in 2026 [1, 2].',
      'GDP of $5 [1]',
      'won gold [1][2]',
      'won gold[1][2].',
      'GPT-4 [1]',
      'CO2[1]',
      'H1N1[2]',
    ],
    ...[
      'between both [1]',
      'in the medal table [1]',
      'a record figure [2]',
      'data from [1, 2]',
      'in [1, 2]',
      'a range of studies [1, 2]',
    ],
    ...[
      'at this point [1]',
      'iPhone[1]',
      'vitamin C [1]',
      '增长[1]。',
      '成长了【1】。',
      '“quoted”[2]',
      '*emphasis*[1]',
    ],
  ];
  for (const words of certain) {
    it(`is not seen in a citation: ${words}`, () => {
      const answer = readSources(textAnswer(`It says ${words}`, a, b));
      assert.deepEqual(unresolved(answer), []);
      assert.ok(shown(answer).length > 0);
    });
  }

  it('is left alone in code, links and years', () => {
    for (const text of [
      '`[1]`',
      '[the [1] note](https://c.example/)',
      '[1](https://c.example/)',
      '[2026]',
      '[0, 1]',
      '[1.5]',
      '\\[1]',
    ]) {
      const answer = readSources(textAnswer(text, a, b));
      assert.deepEqual([shown(answer), unresolved(answer)], [[], []], text);
    }
  });
});

describe('Markers in every form', () => {
  const forms: readonly (readonly [text: string, pages: string])[] = [
    ...(
      [
        '[1]',
        '[^1]',
        '【1】',
        '［1］',
        '〔1〕',
        '【1†source】',
        '[1†L3-L9]',
        '【１】',
        '^[1]^',
        '[1](#ref-1)',
        '*[1]*',
      ] as const
    ).map((text) => [text, 'a'] as const),
    ...(
      [
        ...[
          '[1][2]',
          '[1] [2]',
          '[1, 2]',
          '[1,2]',
          '[1; 2]',
          '[1–2]',
          '[1-2]',
          '[1]–[2]',
          '[1]-[2]',
          '[^1][^2]',
          '[^1, ^2]',
        ],
        ...[
          '【1】【2】',
          '【1, 2】',
          '［1，2］',
          '[1、2]',
          '[1 and 2]',
          '[1 & 2]',
          '[1 und 2]',
          '^[1]^^[2]^',
          '[1~2]',
          '[1和2]',
        ],
      ] as const
    ).map((text) => [text, 'ab'] as const),
    ['[[1]](https://b.example/)', 'b'],
    ['[[2]](https://a.example/?gclid=x)', 'a'],
  ];
  for (const [text, pages] of forms) {
    it(`names what it says: ${text}`, () => {
      const answer = readSources(textAnswer(`x ${text} y`, a, b));
      const found = shown(answer).map((page) => /\/\/(.)/.exec(page)?.[1]);
      assert.deepEqual([found.join(''), open(answer)], [pages, []]);
      const left = [...inlinesOf(answer.blocks)].map((inline) => ('text' in inline ? inline.text : ''));
      assert.doesNotMatch(left.join(''), /[\^–[\]【】]/);
    });
  }
});
