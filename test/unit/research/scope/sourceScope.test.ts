import assert from 'node:assert/strict';
import fc from 'fast-check';
import { localizeWith } from '../../../../src/base/localize';
import { calendarDay } from '../../../../src/base/calendarDay';
import { countryCodes, readCountry } from '../../../../src/research/scope/countries';
import {
  isSendable,
  readDay,
  readScope,
  scopeProblemWords,
  type WrittenScope,
} from '../../../../src/research/scope/scopeEntry';
import {
  anywhere,
  mostSites,
  scopeInFull,
  scopeOrNull,
  scopeWords,
  siteWords,
} from '../../../../src/research/scope/sourceScope';

const localize = localizeWith({});
const today = '2026-11-26';
const nothing: WrittenScope = { include: [], exclude: [], after: '', location: '' };

function sites(count: number, name = 'site'): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${name}${index}.com`);
}

describe('Where research may look', () => {
  it('is read from what a person, a setting or a command writes', () => {
    const written = {
      include: ['ArXiv.org', 'arxiv.org', '.gov'],
      exclude: ['reddit.com'],
      after: ' 2026-01-31',
      location: 'us',
    };
    assert.deepEqual(readScope(written, today), {
      scope: { include: ['arxiv.org', '.gov'], exclude: ['reddit.com'], after: '2026-01-31', location: 'US' },
      problems: [],
    });
  });

  it('is nothing where nothing is said', () => {
    assert.deepEqual(readScope(nothing, today), { scope: null, problems: [] });
    assert.equal(scopeOrNull(anywhere), null);
  });

  it('leaves out what the API does not take, and says of each part what is wrong', () => {
    const { scope, problems } = readScope(
      { include: ['localhost', 'arxiv.org'], exclude: ['a.com:80'], after: '2026-02-30', location: 'UK' },
      today,
    );
    assert.deepEqual(scope, { include: ['arxiv.org'], exclude: [], after: null, location: null });
    assert.deepEqual(
      problems.map(({ part }) => part),
      ['include', 'exclude', 'after', 'location'],
    );
    for (const problem of problems) assert.match(scopeProblemWords(problem, localize), /example\.com|2026-01-31|US/);
  });

  it('names at most 200 sites, those to leave out among them', () => {
    assert.deepEqual(readScope({ ...nothing, include: sites(150), exclude: sites(50, 'no') }, today).problems, []);
    const { scope, problems } = readScope({ ...nothing, include: sites(150), exclude: sites(51, 'no') }, today);
    assert.deepEqual(problems, [{ part: 'sites', count: 201 }]);
    assert.equal((scope?.include.length ?? 0) + (scope?.exclude.length ?? 0), mostSites);
    assert.match(scopeProblemWords({ part: 'sites', count: 201 }, localize), /201.*200/);
  });

  it('can be sent whatever was written, and reading it again changes nothing', () => {
    const entry = fc.oneof(fc.domain(), fc.webUrl(), fc.string(), fc.constantFrom('.gov', 'bücher.de'));
    const written = fc.record({
      include: fc.array(entry, { maxLength: 250 }),
      exclude: fc.array(entry, { maxLength: 250 }),
      after: fc.oneof(fc.constantFrom('', '2026-01-31', '2026-02-29', '2027-01-01'), fc.string()),
      location: fc.oneof(fc.constantFrom('', 'us', 'DE', 'UK', 'xx'), fc.string()),
    });
    fc.assert(
      fc.property(written, (given) => {
        const { scope } = readScope(given, today);
        if (!scope) return;
        assert.ok(isSendable(scope));
        const again = { ...scope, after: scope.after ?? '', location: scope.location ?? '' };
        assert.deepEqual(readScope(again, today), { scope, problems: [] });
      }),
      { numRuns: 50 },
    );
  });

  it('from elsewhere is sent only when the API takes it', () => {
    assert.ok(isSendable({ include: ['arxiv.org'], exclude: [], after: '2099-01-01', location: 'US' }));
    for (const broken of [
      { include: ['https://arxiv.org'] },
      { include: ['Arxiv.org'] },
      { exclude: ['evil\u202e.com'] },
      { include: sites(201) },
      { after: 'yesterday' },
      { location: 'us' },
    ])
      assert.ok(!isSendable({ ...anywhere, ...broken }));
  });
});

describe('The day that research begins with', () => {
  it('is one that exists and is not yet to come', () => {
    assert.deepEqual(readDay('2026-11-26', today), { ok: true, value: '2026-11-26' });
    assert.deepEqual(readDay('2024-02-29', today), { ok: true, value: '2024-02-29' });
    assert.deepEqual(readDay('2026-11-27', today), { ok: false, failure: 'future' });
    for (const text of [
      '2025-02-29',
      '2026-13-01',
      '2026-00-10',
      '26-01-01',
      '2026/01/01',
      '2026-1-1',
      'today',
      '2026-01-31T00:00',
    ])
      assert.deepEqual(readDay(text, today), { ok: false, failure: 'notADay' }, text);
  });

  it('can be every day until today', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(1900, 0, 1), max: new Date(2026, 10, 26), noInvalidDate: true }), (date) => {
        assert.deepEqual(readDay(calendarDay(date), today), { ok: true, value: calendarDay(date) });
      }),
    );
  });
});

describe('The country to search from', () => {
  it('is one of the 249 of ISO 3166-1, and each has a name', () => {
    assert.equal(countryCodes.length, 249);
    assert.deepEqual([...new Set(countryCodes)].sort(), [...countryCodes]);
    const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
    for (const code of countryCodes) assert.ok(names.of(code), code);
    for (const code of ['UK', 'EU', 'XK', 'SU', 'ZZ', 'AN']) assert.equal(readCountry(code), null, code);
    assert.equal(readCountry(' de '), 'DE');
  });
});

describe('A scope in words', () => {
  it('says each part, and leaves out what has no effect', () => {
    const scope = { include: ['arxiv.org', '.gov'], exclude: ['reddit.com'], after: '2026-01-31', location: 'US' };
    assert.equal(scopeWords(scope, localize), 'only arxiv.org, .gov · since 2026-01-31 · from US');
    assert.equal(scopeWords({ ...scope, include: [] }, localize), 'not reddit.com · since 2026-01-31 · from US');
    assert.equal(scopeWords(anywhere, localize), '');
  });

  it('names the first of many sites and counts the others; in full it names them all', () => {
    const scope = { ...anywhere, include: sites(200) };
    assert.equal(scopeWords(scope, localize), 'only site0.com, site1.com, site2.com and 197 more');
    const full = scopeInFull(scope, localize);
    for (const site of scope.include) assert.ok(full.includes(site));
    assert.equal(scopeWords({ ...anywhere, exclude: sites(3) }, localize), 'not site0.com, site1.com, site2.com');
  });

  it('shows international names in their own letters, unless they pass for others', () => {
    assert.equal(siteWords('xn--bcher-kva.de/blog'), 'bücher.de/blog');
    assert.equal(siteWords('.xn--p1ai'), '.рф');
    // Cyrillic letters that look like “apple”.
    assert.equal(siteWords('xn--80ak6aa92e.com'), 'xn--80ak6aa92e.com');
    assert.equal(siteWords('xn--zz.com'), 'xn--zz.com');
  });

  it('shows nothing that cannot be seen, whatever a thread holds', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), fc.string({ unit: 'binary' }), (include, text) => {
        const words = scopeInFull({ include, exclude: [], after: text, location: text }, localize);
        assert.doesNotMatch(words, /[\u0000-\u001f\u202a-\u202e\u2066-\u2069]/);
      }),
    );
  });
});
