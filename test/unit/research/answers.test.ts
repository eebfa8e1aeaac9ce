import assert from 'node:assert/strict';
import { answerAsMarkdown } from '../../../src/documents/exports/copy';
import { inlinesOf } from '../../../src/markdown/walk';
import { writeMarkdown } from '../../../src/markdown/writeMarkdown';
import { readSources, type SourcedAnswer } from '../../../src/research/answer/sources';
import { citation, textAnswer } from './answerBuilders';

/** The address that each marker opens, in the order of the text. */
function opened({ blocks, sources }: SourcedAnswer): readonly (string | undefined)[] {
  const urls = new Map(sources.map(({ number, url }) => [number, url]));
  return [...inlinesOf(blocks)].flatMap((inline) => (inline.type === 'marker' ? [urls.get(inline.number)] : []));
}

const [a, b, c] = ['https://a.example/', 'https://b.example/', 'https://c.example/'] as const;

/** Answers as services write them. */
describe('Answers as services write them', () => {
  it('are resolved by a list in another language, with a line behind it, whatever the order of the basis', () => {
    const list = '## Quellen\n\n1. B. https://b.example/\n2. A. https://a.example/\n\n*Abgerufen am 3. März 2026.*';
    const answer = readSources(textAnswer(`Eins [1]. Zwei [2].\n\n${list}`, citation(a), citation(b)));
    assert.deepEqual(opened(answer), [b, a]);
    assert.equal(writeMarkdown(answer.blocks), 'Eins [1]. Zwei [2].\n\n*Abgerufen am 3. März 2026.*');
  });

  it('keep intervals, scales and paragraphs of judgments as text, beside what cites', () => {
    const text = '95% CI [1, 5], scale [1–5], [2020] UKSC 5 at [3], proven [1].';
    const sources = Array.from({ length: 5 }, (_, index) => citation(`https://s.example/${index + 1}`));
    const answer = readSources(textAnswer(text, ...sources));
    assert.deepEqual(opened(answer), ['https://s.example/1']);
    assert.equal(writeMarkdown(answer.blocks), '95% CI \\[1, 5], scale \\[1–5], \\[2020] UKSC 5 at \\[3], proven [1].');
    assert.deepEqual(
      answer.sources.map(({ standing }) => standing),
      ['cited', 'read', 'read', 'read', 'read'],
    );
  });

  it('keep a list of works that is the answer itself, with its annotations', () => {
    const text = [
      'Two works stand out.\n\n## Bibliography\n',
      '1. [Silent Spring](https://example.com/a) – argues that DDT accumulates.',
      '2. [Our Stolen Future](https://example.com/b) – extends it.',
    ].join('\n');
    const answer = readSources(textAnswer(text, citation('https://example.com/a')));
    assert.equal(writeMarkdown(answer.blocks), text);
    assert.match(answerAsMarkdown(answer), /argues that DDT accumulates[^]*extends it/);
    const bare = text.replace(/ – .*$/gm, '');
    assert.equal(writeMarkdown(readSources(textAnswer(bare)).blocks), bare);
  });

  it('keep the annotations of a list that markers lead to', () => {
    const text =
      'DDT accumulates [1].\n\n## References\n\n1. [Silent Spring](https://example.com/a) – the first to say so.';
    const answer = readSources(textAnswer(text));
    assert.deepEqual(opened(answer), ['https://example.com/a']);
    assert.match(writeMarkdown(answer.blocks), /the first to say so/);
  });

  it('keep a code block that holds a list of references whole, and do not count by it', () => {
    const code = '```markdown\n# ADR\n## References\n1. Spec. https://example.com/spec\n```';
    const answer = readSources(textAnswer(`Use this.\n\n${code}\n\nKeep it short [1].`, citation(a)));
    assert.equal(writeMarkdown(answer.blocks), `Use this.\n\n${code}\n\nKeep it short [1].`);
    assert.deepEqual(opened(answer), [a]);
  });

  it('cite in the brackets of East Asian texts, and all that lies between two brackets', () => {
    assert.deepEqual(opened(readSources(textAnswer('挪威赢得18枚【1】。美国［2］。', citation(a), citation(b)))), [
      a,
      b,
    ]);
    const range = readSources(textAnswer('a [1]–[3].', citation(a), citation(b), citation(c)));
    assert.deepEqual(opened(range), [a, b, c]);
    assert.ok(range.sources.every(({ standing }) => standing === 'cited'));
  });

  it('open two places of one page where they should, with what the basis says of the page', () => {
    const list =
      '## References\n1. R p12. https://example.com/r.pdf#page=12\n2. R p40. https://example.com/r.pdf#page=40';
    const known = citation('https://example.com/r.pdf', 'A report', 'Tea grew.');
    for (const citations of [[], [known]]) {
      const answer = readSources(textAnswer(`p12 [1], p40 [2].\n\n${list}`, ...citations));
      assert.deepEqual(opened(answer), ['https://example.com/r.pdf#page=12', 'https://example.com/r.pdf#page=40']);
      assert.equal(answer.sources.length, 2);
      assert.deepEqual(
        answer.sources.map(({ excerpts }) => excerpts.length),
        Array(2).fill(citations.length),
      );
    }
  });

  it('have one source for a page under several addresses, which opens as it is stored', () => {
    const page = 'https://x.example/p';
    const urls = [`${page}?gclid=B`, page, `${page}?fbclid=C`, `${page}#:~:text=abc`, `${page}?srsltid=D&utm_id=E`];
    const answer = readSources(textAnswer('x [1]', ...urls.map((url) => citation(url))));
    assert.deepEqual(
      answer.sources.map(({ url }) => url),
      [`${page}?gclid=B`],
    );
  });

  it('have titles without the codes of HTML', () => {
    const answer = readSources(textAnswer('x [1]', citation(a, 'AT&amp;T &ndash; results &#8217;26')));
    assert.equal(answer.sources[0]?.title, 'AT&T – results ’26');
  });

  it('resolve markers that are nouns by far numbers, and know the same page percent-encoded for another', () => {
    const lines = [
      '6. *Group | Home*. https://a.example/group',
      '18. *Council votes ...*. https://b.example/votes_(2027)',
      '19. *Votes: "no" wins*. https://b.example/votes_%282028%29',
      '66. *Unused*. https://d.example/',
    ];
    const text = `According to [18] and [19], per [6].\n\n## References\n\n${lines.join('\n')}`;
    const urls = ['https://d.example/', 'https://b.example/votes_%282028%29', 'https://b.example/votes_(2027)'];
    const answer = readSources(
      textAnswer(text, ...urls.map((url) => citation(url)), citation('https://a.example/group')),
    );
    assert.deepEqual(opened(answer), [urls[2], urls[1], 'https://a.example/group']);
    assert.deepEqual(
      answer.sources.map(({ number, standing }) => [number, standing]),
      [
        [6, 'cited'],
        [18, 'cited'],
        [19, 'cited'],
        [66, 'read'],
      ],
    );
  });
});
