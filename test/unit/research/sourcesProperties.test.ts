import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JsonValue } from '../../../src/base/json';

import { inlinesOf } from '../../../src/markdown/walk';
import { writeMarkdown } from '../../../src/markdown/writeMarkdown';
import type { Answer } from '../../../src/research/answer/answer';
import { canonicalUrl, pageOf } from '../../../src/research/answer/links';
import { readSources } from '../../../src/research/answer/sources';

const urls = fc.oneof(
  fc.constantFrom(
    ...[
      'https://example.com/a',
      'https://EXAMPLE.com/a/',
      'https://example.com/a#x',
      'https://example.com/a?utm_source=x',
    ],
    ...[
      'https://example.com/b',
      'http://example.com/b_(c)',
      'https://example.org/?q=1',
      'not a url',
      'javascript:alert(1)',
    ],
  ),
  fc.webUrl(),
);

const bases = fc.array(
  fc.record({
    field: fc.constantFrom('output', 'content', 'a', 'a.b', 'a.0', ''),
    reasoning: fc.string({ maxLength: 10 }),
    confidence: fc.constantFrom(null, '', 'high', 'LOW', 'certain'),
    citations: fc.array(
      fc.record({
        url: urls,
        title: fc.option(fc.string({ maxLength: 10 })),
        excerpts: fc.array(fc.string({ maxLength: 10 }), { maxLength: 3 }),
      }),
      { maxLength: 6 },
    ),
  }),
  { maxLength: 4 },
);

const entries = fc
  .array(
    fc.tuple(
      fc.constantFrom('1. ', '2. ', '[3] ', '[4]: ', '- ', '5) ', '1. ', ''),
      fc.constantFrom('*Title*. ', '', 'T: '),
      urls,
    ),
  )
  .map((list) => list.map((parts) => parts.join('')).join('\n'));

const pieces = fc.constantFrom(
  ...[
    'Norway won ',
    '[1]',
    '[2]',
    '[1, 3]',
    '[2-5]',
    '[900]',
    '`[1]`',
    '\n',
    '\n\n',
    '## Heading\n',
    '| a | b |\n|---|---|\n| ',
  ],
  ...[
    '[link](https://example.com/a)',
    'https://example.com/b ',
    '```\n',
    '> ',
    '- ',
    '**',
    '. ## References ',
    '\n## Sources\n',
  ],
);

const textAnswers: fc.Arbitrary<Answer> = fc.record({
  type: fc.constant('text' as const),
  text: fc
    .tuple(
      fc.array(pieces, { maxLength: 25 }),
      fc.constantFrom('', '\n\n## References\n\n', '\n**Sources**\n', ' ## Sources '),
      entries,
    )
    .map(([parts, heading, list]) => parts.join('') + heading + list),
  basis: bases,
});

const structuredAnswers: fc.Arbitrary<Answer> = fc.record({
  type: fc.constant('json' as const),
  content: fc.dictionary(
    fc.constantFrom('a', 'b', 'c_d', ''),
    fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<JsonValue>,
    { maxKeys: 3 },
  ),
  basis: bases,
});

const answers = fc.oneof(textAnswers, structuredAnswers);

describe('Sources of any answer', () => {
  it('have different numbers, in order', () => {
    fc.assert(
      fc.property(answers, (answer) => {
        const numbers = readSources(answer).sources.map(({ number }) => number);
        assert.deepEqual(
          numbers,
          [...new Set(numbers)].sort((one, other) => one - other),
        );
      }),
    );
  }).timeout(20_000);

  it('have every page of the basis, with a URL that the API gave', () => {
    fc.assert(
      fc.property(answers, (answer) => {
        const given = answer.basis.flatMap(({ citations }) => citations.map(({ url }) => url));
        const known = readSources(answer).sources.filter(({ inBasis }) => inBasis);
        assert.deepEqual(new Set(known.map(({ url }) => pageOf(url))), new Set(given.map(pageOf)));
        const written = JSON.stringify(answer);
        assert.ok(known.every(({ url }) => given.includes(url) || written.includes(url)));
      }),
    );
  }).timeout(20_000);

  it('have no page twice', () => {
    fc.assert(
      fc.property(answers, (answer) => {
        const pages = readSources(answer).sources.map(({ url }) => canonicalUrl(url));
        assert.equal(new Set(pages).size, pages.length);
      }),
    );
  }).timeout(20_000);

  it('are never made up', () => {
    fc.assert(
      fc.property(textAnswers, (answer) => {
        const given = JSON.stringify(answer);
        const unknown = readSources(answer).sources.filter(({ inBasis }) => !inBasis);
        assert.ok(unknown.every(({ url }) => given.includes(url)));
      }),
    );
  }).timeout(20_000);

  it('are cited exactly when the body names them', () => {
    fc.assert(
      fc.property(answers, (answer) => {
        const { blocks, sources } = readSources(answer);
        const byNumber = new Map(sources.map((source) => [source.number, source]));
        const named = new Set<number>();
        const linked = new Set<string>();
        for (const inline of inlinesOf(blocks)) {
          if (inline.type === 'marker') named.add(inline.number);
          if (inline.type === 'link') linked.add(canonicalUrl(inline.url));
        }
        for (const number of named) assert.notEqual(byNumber.get(number)?.standing, 'read');
        const places = new Set(sources.map(({ url }) => canonicalUrl(url)));
        const elsewhere = new Set([...linked].filter((url) => !places.has(url)).map(pageOf));
        for (const { number, url, standing } of sources) {
          // A link to the page of the basis cites a source that the answer lists by a place in it.
          if (named.has(number) || linked.has(canonicalUrl(url))) assert.equal(standing, 'cited');
          if (standing === 'cited') {
            assert.ok(named.has(number) || linked.has(canonicalUrl(url)) || elsewhere.has(pageOf(url)));
          }
        }
      }),
    );
  }).timeout(20_000);

  it('come from any text in reasonable time', () => {
    const hostile = [
      '## References '.repeat(5_000),
      '1. a https://e.com '.repeat(5_000),
      `## References\n${'- a\n'.repeat(20_000)}`,
      `## References\n${'[1] x https://e.com/ '.repeat(3_000)}`,
      '[1]: https://e.com\n'.repeat(5_000),
      `a\n## References\n1. ${'x\n'.repeat(20_000)}`,
      '. ## x | '.repeat(10_000),
    ];
    for (const text of hostile)
      assert.ok(
        writeMarkdown(readSources({ type: 'text', text, basis: [] }).blocks).length <= 2 * text.length + 20_000,
      );
  }).timeout(20_000);
});
