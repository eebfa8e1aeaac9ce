import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeAnswer } from '../../../src/parallel/decodeAnswer';
import { textAnswer, textOutput } from './fixtures';

const emptyBasis = { field: '', reasoning: '', citations: [], confidence: null };

describe('parallel: answers', () => {
  it('reads a text answer', () => {
    assert.deepEqual(decodeAnswer(textOutput), textAnswer);
  });

  it('reads a structured answer', () => {
    const content = { country: 'Norway', medals: { gold: 18, list: [1, null, 'a'] } };
    const basis = [{ field: 'medals.gold', reasoning: 'Counted.', citations: [{ url: 'https://a.example' }] }];
    assert.deepEqual(decodeAnswer({ type: 'json', content, basis, output_schema: {}, mcp_tool_calls: null }), {
      type: 'json',
      content,
      basis: [
        {
          field: 'medals.gold',
          reasoning: 'Counted.',
          citations: [{ url: 'https://a.example', title: null, excerpts: [] }],
          confidence: null,
        },
      ],
    });
  });

  const basisForms: readonly [string, unknown, unknown][] = [
    ['no basis', undefined, []],
    ['a basis of null', null, []],
    ['a basis that is no list', 'none', []],
    ['entries that are none', [null, 5, 'x', {}], [emptyBasis]],
    ['no citations', [{ field: 'content', reasoning: 'r' }], [{ ...emptyBasis, field: 'content', reasoning: 'r' }]],
    ['citations of null', [{ citations: null }], [emptyBasis]],
    ['an empty confidence', [{ confidence: '' }], [emptyBasis]],
    ['a blank confidence', [{ confidence: ' ' }], [emptyBasis]],
    ['a confidence of null', [{ confidence: null }], [emptyBasis]],
    ['a confidence that is a number', [{ confidence: 0.9 }], [emptyBasis]],
    ['a confidence in capitals, as it is', [{ confidence: 'HIGH' }], [{ ...emptyBasis, confidence: 'HIGH' }]],
    [
      'sources without titles, excerpts or addresses',
      [
        {
          citations: [
            { url: 'u', title: null, excerpts: null },
            { url: 'v', title: '', excerpts: ['a', 7] },
            { title: 't' },
          ],
        },
      ],
      [
        {
          ...emptyBasis,
          citations: [
            { url: 'u', title: null, excerpts: [] },
            { url: 'v', title: null, excerpts: ['a'] },
          ],
        },
      ],
    ],
  ];
  for (const [name, sent, basis] of basisForms) {
    it(`takes ${name}`, () => {
      assert.deepEqual(decodeAnswer({ type: 'text', content: 'A', basis: sent }), { type: 'text', text: 'A', basis });
    });
  }

  it('keeps addresses byte for byte, whatever they are', () => {
    const url = 'JavaScript:alert(1)//  ü\u202e';
    const answer = decodeAnswer({ content: '', basis: [{ citations: [{ url }] }] });
    assert.equal(answer?.basis[0]?.citations[0]?.url, url);
  });

  it('refuses content that is nested beyond reason, and survives it', () => {
    const nested = (depth: number): unknown => JSON.parse(`{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`);
    assert.ok(decodeAnswer({ content: nested(90), basis: [] }));
    assert.equal(decodeAnswer({ content: nested(101), basis: [] }), null);
    assert.equal(decodeAnswer({ content: nested(1_000_000), basis: [] }), null);
  }).timeout(20_000);

  it('never throws, and makes nothing up, whatever the output is', () => {
    const loose = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.record({
        type: fc.jsonValue({ maxDepth: 3 }),
        content: fc.oneof(fc.string(), fc.jsonValue({ maxDepth: 3 })),
        basis: fc.jsonValue({ maxDepth: 3 }),
      }),
      fc.record({
        content: fc.string(),
        basis: fc.array(
          fc.record({
            field: fc.jsonValue({ maxDepth: 3 }),
            citations: fc.array(fc.jsonValue({ maxDepth: 3 })),
            confidence: fc.jsonValue({ maxDepth: 3 }),
          }),
        ),
      }),
    );
    fc.assert(
      fc.property(loose, (output) => {
        const answer = decodeAnswer(output);
        if (!answer) return;
        const sent = JSON.stringify(output);
        for (const { confidence, citations } of answer.basis) {
          assert.ok(confidence === null || sent.includes(JSON.stringify(confidence)));
          for (const { url } of citations) assert.ok(sent.includes(JSON.stringify(url)));
        }
      }),
    );
  }).timeout(20_000);
});
