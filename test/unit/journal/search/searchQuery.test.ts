import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isEmptyQuery, parseQuery, type SearchQuery } from '../../../../src/journal/search/searchQuery';

const now = new Date(2026, 1, 23, 15, 30).getTime();
const parse = (text: string): SearchQuery => parseQuery(text, now);
const day = (year: number, month: number, date: number): number => new Date(year, month - 1, date).getTime();

describe('a search query', () => {
  it('is words, all of which are wanted, and their phrase', () => {
    assert.deepEqual(parse('  Gold  Médals gold '), {
      words: ['gold', 'medals'],
      phrase: 'gold medals gold',
      excluded: [],
      filters: [],
      remarks: [],
    });
  });

  it('has quoted phrases, closed or still being typed, and exclusions', () => {
    assert.deepEqual(parse('"gold  medals" norway').words, ['gold medals', 'norway']);
    assert.deepEqual(parse('“gold medals”').words, ['gold medals']);
    assert.deepEqual(parse('norway "gold me').words, ['norway', 'gold me']);
    const { words, excluded } = parse('olympics -waymo -"salt lake" - --force x-ray');
    assert.deepEqual(words, ['olympics', '--force', 'x-ray']);
    assert.deepEqual(excluded, ['waymo', 'salt lake']);
  });

  it('has filters, with a sign where they must not hold', () => {
    assert.deepEqual(parse('source:Nature -source:"Salon Magazine" a').filters, [
      { name: 'source', text: 'nature', negated: false },
      { name: 'source', text: 'salon magazine', negated: true },
    ]);
    assert.deepEqual(parse('processor:quick processor:quick-lite').filters, [
      { name: 'processor', text: 'quick', exact: false, negated: false },
      { name: 'processor', text: 'quick-lite', exact: false, negated: false },
    ]);
    assert.deepEqual(parse('processor:core Processor:pro-f').filters, [
      { name: 'processor', text: 'core', exact: true, negated: false },
      { name: 'processor', text: 'pro-f', exact: false, negated: false },
    ]);
  });

  it('compares levels of confidence', () => {
    const levels = (value: string): unknown => {
      const [filter] = parse(`confidence:${value}`).filters;
      return filter?.name === 'confidence' ? filter.levels : null;
    };
    assert.deepEqual(levels('High'), ['high']);
    assert.deepEqual(levels('m'), ['medium']);
    assert.deepEqual(levels('<high'), ['low', 'medium']);
    assert.deepEqual(levels('<=medium'), ['low', 'medium']);
    assert.deepEqual(levels('>=medium'), ['medium', 'high']);
    assert.deepEqual(levels('<low'), []);
  });

  it('understands days, months, years, and how long ago', () => {
    const times = (value: string): unknown => {
      const [filter] = parse(`after:${value}`).filters;
      return filter?.name === 'after' ? filter.time : null;
    };
    assert.equal(times('2026-01-15'), day(2026, 1, 15));
    assert.equal(times('2026-1-5'), day(2026, 1, 5));
    assert.equal(times('2026-01'), day(2026, 1, 1));
    assert.equal(times('2026'), day(2026, 1, 1));
    assert.equal(times('7d'), day(2026, 2, 16));
    assert.equal(times('2w'), day(2026, 2, 9));
    assert.equal(times('3m'), day(2025, 11, 23));
    assert.equal(times('1y'), day(2025, 2, 23));
    assert.equal(times('2026-02-31'), null);
  });

  it('says what it does not understand, and leaves that out', () => {
    assert.deepEqual(parse('before:tomorrow medals').remarks, [
      { kind: 'badValue', filter: 'before', value: 'tomorrow' },
    ]);
    assert.deepEqual(parse('after:2026-02-31 x').remarks, [{ kind: 'badValue', filter: 'after', value: '2026-02-31' }]);
    assert.deepEqual(parse('confidence:maybe').remarks, [{ kind: 'badValue', filter: 'confidence', value: 'maybe' }]);
    assert.deepEqual(parse('processor:quick-mega').remarks, [
      { kind: 'badValue', filter: 'processor', value: 'quick-mega' },
    ]);
    assert.deepEqual(parse('processor:mega').remarks, [{ kind: 'badValue', filter: 'processor', value: 'mega' }]);
    assert.deepEqual(parse('source: medals').remarks, [{ kind: 'badValue', filter: 'source', value: '' }]);
    const unknown = parse('author:kahn medals');
    assert.deepEqual(unknown.remarks, [{ kind: 'unknownFilter', name: 'author' }]);
    assert.deepEqual(unknown.words, ['author:kahn', 'medals']);
  });

  it('is calm about a filter that is still being typed', () => {
    for (const filter of ['source', 'processor', 'confidence', 'before', 'after'] as const) {
      assert.deepEqual(parse(`medals ${filter}:`).remarks, [{ kind: 'unfinished', filter }]);
    }
    assert.deepEqual(parse('after:2026-0').remarks, [{ kind: 'unfinished', filter: 'after' }]);
    assert.deepEqual(parse('confidence:<').remarks, [{ kind: 'unfinished', filter: 'confidence' }]);
    assert.deepEqual(parse('auth:').remarks, []);
  });

  it('takes addresses, times and paths for words', () => {
    for (const text of ['https://arxiv.org/abs/1', 'https:', 'https:/', '12:30', 'C:\\notes']) {
      assert.deepEqual(parse(text).remarks, [], text);
      assert.deepEqual(parse(text).words, [text.toLowerCase()], text);
    }
  });

  it('is empty when it says nothing', () => {
    for (const text of ['', '   ', '-', '""', 'source:', '\u0301']) assert.ok(isEmptyQuery(parse(text)), text);
    assert.ok(!isEmptyQuery(parse('-a')));
  });

  it('is cut when it is far too long, and says so', () => {
    const { words, remarks } = parse('word '.repeat(100_000));
    assert.deepEqual(words, ['word']);
    assert.deepEqual(remarks, [{ kind: 'tooLong', longest: 1_000 }]);
  });

  it('never fails', () => {
    const piece = fc.oneof(
      fc.constantFrom('source:', 'before:', '-', '"', ' ', 'confidence:<', ':', '2026-', '(', '\\', '*'),
      fc.string({ unit: 'binary', maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const { words, excluded } = parse(pieces.join(''));
        assert.ok([...words, ...excluded].every((word) => word !== '' && word === word.trim()));
      }),
    );
  });
});
