import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readSite, splitSites } from '../../../../src/research/scope/siteEntry';
import { siteWords } from '../../../../src/research/scope/sourceScope';

const label = fc
  .stringMatching(/^[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?$/)
  // Two hyphens there announce an encoding, which the URL class checks.
  .filter((text) => text.slice(2, 4) !== '--');
const ending = fc.constantFrom('com', 'org', 'de', 'info', 'museum', 'xn--p1ai');
const domain = fc.tuple(fc.array(label, { minLength: 1, maxLength: 3 }), ending).map((parts) => parts.flat().join('.'));
const path = fc
  .array(fc.stringMatching(/^[\w~-]{1,8}$/), { maxLength: 3 })
  .map((names) => names.map((name) => `/${name}`).join(''));

describe('A site as it is typed', () => {
  const cases: readonly (readonly [typed: string, site: string])[] = [
    ['example.com', 'example.com'],
    ['  Example.COM ', 'example.com'],
    ['example.com.', 'example.com'],
    ['www.example.com', 'www.example.com'],
    ['example.com/', 'example.com'],
    ['example.com/blog/', 'example.com/blog'],
    ['example.com/Blog/2026', 'example.com/Blog/2026'],
    ['example.com/a,b;c', 'example.com/a%2Cb%3Bc'],
    ['.gov', '.gov'],
    ['.CO.UK', '.co.uk'],
    ['.рф', '.xn--p1ai'],
    ['bücher.de', 'xn--bcher-kva.de'],
    ['BÜCHER.de/ä', 'xn--bcher-kva.de/%C3%A4'],
    ['例え.jp', 'xn--r8jz45g.jp'],
    ['https://www.nature.com/articles/s41586?x=1#top', 'nature.com'],
    ['http://user:secret@docs.example.com:8080/a', 'docs.example.com'],
    ['https://www.com/', 'www.com'],
  ];
  for (const [typed, site] of cases) {
    it(`is ${site} for “${typed}”`, () => {
      assert.deepEqual(readSite(typed), { ok: true, value: site });
    });
  }

  const problems = {
    '': 'empty',
    '   ': 'empty',
    'ftp://example.com': 'scheme',
    'file:///etc/passwd': 'scheme',
    'me@example.com': 'user',
    'example.com:443': 'port',
    'example.com?q=1': 'query',
    'example.com/blog#part': 'query',
    '*.example.com': 'wildcard',
    '.gov/news': 'endingWithPath',
    '192.0.2.1': 'address',
    '[::1]': 'address',
    '0x7f.1': 'address',
    'https://127.0.0.1/': 'address',
    example: 'notASite',
    localhost: 'notASite',
    'https://localhost:3000': 'notASite',
    'example..com': 'notASite',
    '..com': 'notASite',
    '-example.com': 'notASite',
    'exam ple.com': 'notASite',
    'example.com\\blog': 'notASite',
    'exa\u200bmple.com': 'notASite',
    'javascript:alert(1)': 'notASite',
    [`${'a'.repeat(64)}.com`]: 'notASite',
    [`${'abcdefghi.'.repeat(26)}com`]: 'notASite',
  };
  for (const [typed, failure] of Object.entries(problems)) {
    it(`is none for “${typed.slice(0, 40)}” (${failure})`, () => {
      assert.deepEqual(readSite(typed), { ok: false, failure });
    });
  }

  it('is read the same again, whatever was typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.webUrl(), fc.domain()), (typed) => {
        const site = readSite(typed);
        if (site.ok) assert.deepEqual(readSite(site.value), site);
      }),
    );
  });

  it('has neither scheme nor port nor query, nor anything but ASCII, whatever was typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.webUrl({ withQueryParameters: true })), (typed) => {
        const site = readSite(typed);
        if (site.ok) assert.match(site.value, /^\.?[a-z0-9-]+(\.[a-z0-9-]+)*(\/[\x21-\x7e]*)?$/);
        if (site.ok) assert.doesNotMatch(site.value, /[?#,;:]\d*$|\/$/);
      }),
    );
  });

  it('is every domain as it is, with a path or without', () => {
    fc.assert(
      fc.property(domain, path, (name, below) => {
        assert.deepEqual(readSite(`${name}${below}`), { ok: true, value: `${name}${below}` });
      }),
    );
  });

  it('is the domain of every web address', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        const { hostname } = new URL(url);
        const site = readSite(url);
        if (site.ok) assert.ok(hostname === site.value || hostname === `www.${site.value}`);
      }),
    );
  });

  it('means the same when the list that a person reads is typed again', () => {
    const typed = fc.oneof(
      domain,
      fc.tuple(domain, path).map((parts) => parts.join('')),
      fc.constantFrom('bücher.de', '例え.jp/ä,b', '.рф'),
    );
    fc.assert(
      fc.property(fc.array(typed, { maxLength: 10 }), (entries) => {
        const sites = entries.flatMap((entry) => {
          const site = readSite(entry);
          return site.ok ? [site.value] : [];
        });
        const again = splitSites(sites.map(siteWords).join(', ')).map((entry) => readSite(entry));
        assert.deepEqual(
          again,
          sites.map((value) => ({ ok: true, value })),
        );
      }),
    );
  });
});
