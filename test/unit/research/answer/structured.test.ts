import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../../../src/base/json';
import { parseMarkdown } from '../../../../src/markdown/parse';
import { writeMarkdown } from '../../../../src/markdown/writeMarkdown';
import { nearestPath } from '../../../../src/research/answer/fieldTree';
import { pathsOf, structuredBlocks, type Citations } from '../../../../src/research/answer/structured';

function structuredAsMarkdown(content: JsonObject, citations?: Citations): string {
  return writeMarkdown(structuredBlocks(content, citations));
}

describe('Structured answers as Markdown', () => {
  it('lists plain fields, puts objects under headings and flat objects into tables', () => {
    const content: JsonObject = {
      company_name: 'Acme',
      foundedIn: 1999,
      listed: false,
      ticker: null,
      headquarters: { city: 'Oslo', address: { street: 'A 1' } },
      products: ['Anvil', 'Rocket'],
      executives: [
        { name: 'A | B', age: 40 },
        { name: 'C', age: 51, site: 'https://example.com/c_d' },
      ],
    };
    assert.equal(
      structuredAsMarkdown(content),
      [
        '- **Company name:** Acme',
        '- **Founded in:** 1999',
        '- **Listed:** false',
        '- **Ticker:** —',
        '',
        '## Headquarters',
        '',
        '- **City:** Oslo',
        '',
        '### Address',
        '',
        '- **Street:** A 1',
        '',
        '## Products',
        '',
        '- Anvil',
        '- Rocket',
        '',
        '## Executives',
        '',
        '| Name | Age | Site |',
        '| --- | ---: | --- |',
        '| A \\| B | 40 |  |',
        '| C | 51 | <https://example.com/c_d> |',
      ].join('\n'),
    );
  });

  it('writes objects that are no rows as items, and long texts as paragraphs', () => {
    const content: JsonObject = {
      risks: [
        { title: 'Price', detail: { likely: true } },
        { title: 'Law', detail: 'First.\n\nSecond\nline.' },
      ],
    };
    assert.equal(
      structuredAsMarkdown(content),
      [
        '## Risks',
        '',
        '- **Title:** Price',
        '',
        '  - **Detail:**',
        '',
        '    - **Likely:** true',
        '',
        '- **Title:** Law',
        '',
        '  - **Detail:** First.',
        '',
        '    Second\\',
        '    line.',
      ].join('\n'),
    );
  });

  it('puts citations behind the values that they are for', () => {
    const citations = new Map([
      ['price', [1]],
      ['owners', [2]],
      ['owners.1', [3]],
      ['owners.0.share', [1, 4]],
    ]);
    const content: JsonObject = {
      price: 5,
      owners: [
        { name: 'A', share: 2 },
        { name: 'B', share: 3 },
      ],
    };
    assert.equal(
      structuredAsMarkdown(content, citations),
      '- **Price:** 5 [1]\n\n## Owners [2]\n\n| Name | Share |\n| --- | ---: |\n| A | 2 [1][4] |\n| B [3] | 3 |',
    );
  });

  it('takes nothing in a value for Markdown', () => {
    const content: JsonObject = { a: '# x [1] *y* <b> `z`', b: '- item' };
    assert.deepEqual(structuredAsMarkdown(content), '- **A:** # x \\[1] \\*y\\* \\<b> \\`z\\`\n- **B:** - item');
  });

  it('writes any object, however deep', () => {
    let deep: JsonValue = 'x';
    for (let level = 0; level < 5_000; level += 1) deep = level % 2 === 0 ? [deep] : { key: deep };
    assert.ok(parseMarkdown(structuredAsMarkdown({ deep })).length > 0);
    const objects = fc.dictionary(
      fc.string({ maxLength: 8 }),
      fc.jsonValue({ maxDepth: 6 }) as fc.Arbitrary<JsonValue>,
    );
    fc.assert(
      fc.property(objects, (content) => {
        const blocks = parseMarkdown(structuredAsMarkdown(content));
        assert.equal(blocks.length === 0, Object.keys(content).length === 0);
      }),
    );
  }).timeout(20_000);
});

describe('Paths of a structured answer', () => {
  it('with more parts than any field has lead to none', () => {
    const dots = '.'.repeat(100);
    assert.equal(nearestPath(dots, pathsOf({ [dots]: 1 })), null);
    assert.equal(nearestPath(`a.${dots}`, pathsOf({ a: { [dots]: 1 } })), 'a');
  });

  it('name fields and elements', () => {
    const paths = pathsOf({ a: { b: [1, { c: 2 }] } });
    for (const path of ['a', 'a.b', 'a.b.0', 'a.b.1', 'a.b.1.c']) assert.equal(nearestPath(path, paths), path);
    for (const [path, around] of [
      ['a.c', 'a'],
      ['a.b.2', 'a.b'],
      ['a.b.1.c.d', 'a.b.1.c'],
      ['ab', null],
    ] as const)
      assert.equal(nearestPath(path, paths), around);
  });

  it('that lead nowhere stand for the nearest field around', () => {
    const paths = pathsOf({ risks: [{ text: 'x' }], 'dotted.name': 1 });
    assert.equal(nearestPath('risks.0.text', paths), 'risks.0.text');
    assert.equal(nearestPath('risks.text', paths), 'risks');
    assert.equal(nearestPath('dotted.name', paths), 'dotted.name');
    assert.equal(nearestPath('other.text', paths), null);
    assert.equal(nearestPath('', paths), null);
  });
});
