import assert from 'node:assert/strict';
import fc from 'fast-check';
import { localizeWith } from '../../../../src/base/localize';
import { comparedDocuments, type ComparedAnswer } from '../../../../src/documents/exports/answerComparison';
import { parseMarkdown } from '../../../../src/markdown/parse';
import type { Block } from '../../../../src/markdown/tree';
import { hasInvisible } from '../../../../src/markdown/visible';
import { inlinesOf } from '../../../../src/markdown/walk';
import { comparedSources } from '../../../../src/research/answer/comparedSources';
import { canonicalUrl, pageOf, isOpenable } from '../../../../src/research/answer/links';
import type { Source } from '../../../../src/research/answer/sources';
import { details, lines, source, sourced } from '../documentBuilders';
import { hostileTexts } from '../hostileAnswers';

const localize = localizeWith({});

function compared(known: Partial<ComparedAnswer> = {}): ComparedAnswer {
  return {
    question: 'Which country won the most medals?',
    request: { kind: 'research', processor: 'core-fast' },
    answer: sourced('Norway won **41** [1].', source(1)),
    ...details,
    ...known,
  };
}

const documentsOf = (left: ComparedAnswer, right: ComparedAnswer): { left: string; right: string } =>
  comparedDocuments(left, right, localize);

/** The sources of a part of a document, as they are written in it. */
function part(document: string, heading: string): readonly string[] {
  const [, rest = ''] = document.split(`\n## ${heading}\n\n`);
  return (rest.split('\n\n## ')[0] ?? '').trim().split('\n');
}

/** The different ways to write the address of one page. */
const spellings = [
  'https://example.com/medals',
  'HTTPS://EXAMPLE.com/medals/',
  'https://example.com:443/medals#table',
  'https://example.com/medals?utm_source=news&utm_medium=mail',
];

describe('Two answers laid side by side', () => {
  it('are documents of the same parts, a fact a line', () => {
    const right = compared({
      request: { kind: 'quick', model: 'lite' },
      answer: {
        ...sourced('Norway, with 41 medals [2].', source(2, { title: 'Table', standing: 'read' })),
        confidence: [{ field: 'output', confidence: 'Medium' }],
      },
    });
    const [day] = /\d{4}-\d\d-\d\d \d\d:\d\d/.exec(documentsOf(compared(), right).left) ?? [];
    assert.equal(
      documentsOf(compared(), right).left,
      lines(
        '# Which country won the most medals?',
        '',
        '- Answered by: core-fast',
        `- Answered on: ${day ?? ''}`,
        '- Confidence: none given',
        '',
        '## Answer',
        '',
        'Norway won **41** [1].',
        '',
        '## Sources in both answers',
        '',
        'None.',
        '',
        '## Sources only in this answer',
        '',
        '- [1] [Page 1](https://example.com/1)',
        '',
        '## Sources only in the other answer',
        '',
        '- [2] [Table](https://example.com/2) · read, not cited',
      ),
    );
    const { right: other } = documentsOf(compared(), right);
    assert.match(other, /^- Answered by: quick answer \(lite\)$/m);
    assert.match(other, /^- Confidence: Medium$/m);
    assert.deepEqual(part(other, 'Sources only in the other answer'), ['- [1] [Page 1](https://example.com/1)']);
  });

  it('have the same lines where they say the same', () => {
    const { left, right } = documentsOf(compared(), compared());
    assert.equal(left, right);
  });

  it('know a page in all its spellings, and each keeps its own number and spelling', () => {
    for (const [index, url] of spellings.entries()) {
      const other = spellings[(index + 1) % spellings.length] ?? '';
      const { left, right } = documentsOf(
        compared({ answer: sourced('A [3].', source(3, { url })) }),
        compared({ answer: sourced('B [7].', source(7, { url: other })) }),
      );
      assert.deepEqual(part(left, 'Sources in both answers'), [`- [Page 3](${url})`, '  - [3]']);
      assert.deepEqual(part(right, 'Sources in both answers'), [`- [Page 7](${other})`, '  - [7]']);
      assert.deepEqual(part(left, 'Sources only in this answer'), ['None.']);
    }
  });

  it('differ in what they make of a common source and not in its name', () => {
    const page = { url: 'https://example.com/medals', title: 'Medals' };
    const { left, right } = documentsOf(
      compared({ answer: sourced('A [3].', source(3, page)) }),
      compared({ answer: sourced('B.', source(1, { ...page, standing: 'read' })) }),
    );
    const [name, use] = part(left, 'Sources in both answers');
    const [otherName, otherUse] = part(right, 'Sources in both answers');
    assert.deepEqual([name, otherName], Array(2).fill('- [Medals](https://example.com/medals)'));
    assert.deepEqual([use, otherUse], ['  - [3]', '  - [1] · read, not cited']);
  });

  it('tell what they have in common in one order, whatever the numbers are', () => {
    const left = [source(1), source(2), source(3)];
    const right = [source(1, { url: left[2]?.url ?? '' }), source(2, { url: left[0]?.url ?? '' }), source(9)];
    const { left: onLeft, right: onRight } = comparedSources(left, right);
    assert.deepEqual(
      onLeft.inBoth.map(({ number }) => number),
      [1, 3],
    );
    assert.deepEqual(
      onRight.inBoth.map(({ number }) => number),
      [2, 1],
    );
    assert.deepEqual(onLeft.onlyHere, [left[1]]);
    assert.deepEqual(onLeft.onlyThere, [right[2]]);
    assert.deepEqual(onRight.onlyHere, [right[2]]);
  });

  it('say where a question could not be read, and quote one that is more than its heading', () => {
    const { left, right } = documentsOf(
      compared({ question: null }),
      compared({ question: 'First line\nsecond line' }),
    );
    assert.match(left, /^# A question whose record could not be read\n/);
    assert.match(right, /^# First line\n\n> First line\\?\n> second line\n/);
  });

  it('name no page that must not be opened as a link', () => {
    const hostile = [
      source(1, { url: 'javascript:alert(1)', title: 'Click' }),
      source(2, { url: 'https://user:pass@example.com/', title: '](https://evil.example) ![x](y)' }),
    ];
    const { left } = documentsOf(compared({ answer: sourced('A [1][2].', ...hostile) }), compared());
    const urls = linksOf(left);
    assert(!urls.includes('javascript:alert(1)'));
    assert(!urls.includes('https://evil.example'));
  });

  const sources = fc.array(
    fc.record({
      url: fc.oneof(fc.constantFrom(...spellings), fc.webUrl(), hostileTexts),
      title: fc.option(hostileTexts),
      standing: fc.constantFrom('cited' as const, 'read' as const),
    }),
    { maxLength: 5 },
  );
  const answers = fc
    .record({ question: fc.option(hostileTexts), body: hostileTexts, sources, confidence: fc.option(hostileTexts) })
    .map(({ question, body, sources: known, confidence }) =>
      compared({
        question,
        answer: {
          ...sourced(body, ...known.map((each, index) => source(index + 1, each))),
          confidence: confidence === null ? [] : [{ field: 'output', confidence }],
        },
      }),
    );

  it('have their parts and no other, whatever their texts hold', () => {
    const parts = [
      'Answer',
      'Sources in both answers',
      'Sources only in this answer',
      'Sources only in the other answer',
    ];
    fc.assert(
      fc.property(answers, answers, (left, right) => {
        for (const document of Object.values(documentsOf(left, right))) {
          const blocks = parseMarkdown(document);
          assert.equal(blocks[0]?.type, 'heading');
          assert.deepEqual(headingsOf(blocks, 1).length, 1);
          assert.deepEqual(headingsOf(blocks, 2), parts);
          assert(!hasInvisible(document.replace(/[\n\t]/g, '')));
        }
      }),
    );
  });

  it('have each source once, in both or in one', () => {
    fc.assert(
      fc.property(answers, answers, (left, right) => {
        const pages = (all: readonly Source[]): readonly string[] => [
          ...new Set(all.map(({ url }) => canonicalUrl(url))),
        ];
        const { left: onLeft, right: onRight } = comparedSources(left.answer.sources, right.answer.sources);
        const of = (found: readonly Source[]): readonly string[] => found.map(({ url }) => canonicalUrl(url));
        assert.deepEqual([...of(onLeft.inBoth), ...of(onLeft.onlyHere)].sort(), [...pages(left.answer.sources)].sort());
        assert.deepEqual(
          [...of(onRight.inBoth), ...of(onRight.onlyHere)].sort(),
          [...pages(right.answer.sources)].sort(),
        );
        const pagesIn = (found: readonly Source[]): readonly string[] => found.map(({ url }) => pageOf(url));
        assert.deepEqual(pagesIn(onLeft.inBoth), pagesIn(onRight.inBoth));
        assert.deepEqual(onLeft.onlyThere, onRight.onlyHere);
      }),
    );
  });

  it('link to no page but those of their sources and of their texts', () => {
    fc.assert(
      fc.property(answers, answers, (left, right) => {
        for (const url of linksOf(documentsOf(left, right).left)) assert(isOpenable(url) || /^https?:/i.test(url));
      }),
    );
  });
});

function headingsOf(blocks: readonly Block[], level: number): readonly string[] {
  return blocks.flatMap((block) => {
    if (block.type !== 'heading' || block.level !== level) return [];
    return [block.children.map((inline) => (inline.type === 'text' ? inline.text : '')).join('')];
  });
}

function linksOf(document: string): readonly string[] {
  return [...inlinesOf(parseMarkdown(document))].flatMap((inline) => (inline.type === 'link' ? [inline.url] : []));
}
