import assert from 'node:assert/strict';
import fc from 'fast-check';
import { urlOf } from '../../../../src/base/url';
import { canonicalUrl, isOpenable, pageOf, siteOf } from '../../../../src/research/answer/links';
import { decodePunycode } from '../../../../src/research/answer/punycode';

describe('The site of a URL', () => {
  const plain: readonly (readonly [url: string, site: string])[] = [
    ['https://en.wikipedia.org/wiki/2026_Winter_Olympics', 'en.wikipedia.org'],
    ['HTTPS://EN.Wikipedia.org:443/', 'en.wikipedia.org'],
    ['http://localhost:8080/a', 'localhost:8080'],
    ['https://example.com/a b', 'example.com'],
    ['https://bücher.example/a', 'xn--bcher-kva.example'],
    ['https://xn--bcher-kva.example/a', 'xn--bcher-kva.example'],
    ['https://пример.рф/', 'xn--e1afmkfd.xn--p1ai'],
    ['https://例え.テスト/', 'xn--r8jz45g.xn--zckzah'],
    ['http://0x7f.1/', '127.0.0.1'],
    ['Internal notes', 'Internal notes'],
  ];
  for (const [url, site] of plain) {
    it(`of ${url} is ${site}`, () => assert.deepEqual(siteOf(url), { site, deceptive: false }));
  }

  const tricks: readonly (readonly [name: string, url: string, site: string])[] = [
    ['a user name that looks like a host', 'https://google.com@evil.example/', 'evil.example'],
    ['a user name and password', 'https://google.com:443@evil.example/', 'evil.example'],
    ['a backslash', 'https://evil.example\\@google.com/', 'evil.example'],
    ['Cyrillic letters among Latin ones', 'https://gооgle.com/', 'xn--ggle-55da.com'],
    ['Cyrillic letters alone that look Latin', 'https://аррӏе.com/', 'xn--80ak6aa92e.com'],
    ['the same in punycode', 'https://xn--80ak6aa92e.com/', 'xn--80ak6aa92e.com'],
    ['Greek letters among Latin ones', 'https://gοοgle.com/', 'xn--ggle-0nda.com'],
    ['full-width letters', 'https://ｇoogle.com/', 'google.com'],
    ['an ideographic full stop', 'https://google.com。evil.example/', 'google.com.evil.example'],
    ['escapes in the host', 'https://%65vil.example/', 'evil.example'],
    ['a right-to-left override', 'https://example.com/\u202egpj.exe', 'example.com'],
    ['a zero-width space', 'https://exam\u200bple.com/', 'example.com'],
    ['a line break', 'https://exam\nple.com/', 'example.com'],
  ];
  for (const [name, url, site] of tricks) {
    it(`is shown for what it is, and flagged, with ${name}`, () => {
      assert.deepEqual(siteOf(url), { site, deceptive: true });
    });
  }

  it('flags what reads like a host to people and to no program', () => {
    assert.deepEqual(siteOf('https://google\u2024com/'), { site: 'https://google\u2024com/', deceptive: true });
    assert.equal(siteOf('https://google.com/\u2024 \u2044').deceptive, false, 'a path may hold anything');
  });

  it('shows a text that is no URL on one line, without what cannot be seen', () => {
    assert.deepEqual(siteOf('javascript:\nalert(1)\u202e'), { site: 'javascript: alert(1)', deceptive: true });
  });
});

describe('Opening a URL', () => {
  it('is for http and https', () => {
    assert.ok(isOpenable('https://example.com/a?b=c#d'));
    assert.ok(isOpenable('HTTP://example.com'));
    assert.ok(isOpenable('https://пример.рф/а'));
    assert.ok(isOpenable('https://example.com/%23+%2F'));
  });

  const refused = [
    'javascript:alert(1)',
    'command:workbench.action.quit',
    'vscode://file/etc/passwd',
    'file:///etc/passwd',
    'data:text/html,x',
    'mailto:a@example.com',
    '//example.com',
    'https:example.com',
    'https:///example.com',
    'https://',
    ' https://example.com',
    'https://user@example.com',
    'https://user:word@example.com',
    'https://example.com\\@evil.example',
    'https://example.com/\n',
    'https://example.com/\u0000',
    'https://example.com/\u202e',
    'https://example.com/\u2066a',
    'https://exam\tple.com',
    '',
  ];
  for (const url of refused) {
    it(`is not for ${JSON.stringify(url)}`, () => assert.equal(isOpenable(url), false));
  }

  it('is decided for any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl()), (text) => {
        siteOf(text);
        canonicalUrl(text);
        if (isOpenable(text)) assert.match(new URL(text).protocol, /^https?:$/);
      }),
    );
  }).timeout(20_000);
});

describe('Comparing URLs', () => {
  it('takes no account of what does not change the page', () => {
    const same = [
      'https://example.com/a',
      'https://example.com/a/',
      'https://EXAMPLE.com:443/a',
      'HTTPS://example.com/a#',
      'https://example.com/a#:~:text=won%2018',
      'https://example.com/a?utm_source=x&UTM_medium=y',
      'https://example.com/a?gclid=B&fbclid=C&srsltid=D&_gl=1*x',
    ];
    assert.deepEqual(new Set(same.map(canonicalUrl)), new Set(['https://example.com/a']));
    assert.equal(canonicalUrl('https://example.com/a#part:~:text=x'), canonicalUrl('https://example.com/a#part'));
    assert.equal(
      canonicalUrl('https://example.com/?b=1&utm_id=2&a=%20'),
      canonicalUrl('https://example.com?b=1&a=%20'),
    );
  });

  it('takes account of what does', () => {
    const different = [
      'https://example.com/a',
      'http://example.com/a',
      'https://example.com/A',
      'https://example.com/a?b',
      'https://example.com/a#/route',
      'https://example.com/a#page=12',
      'https://example.com/a#page=40',
      'https://www.example.com/a',
      'https://user@example.com/a',
      'not a url',
    ];
    assert.equal(new Set(different.map(canonicalUrl)).size, different.length);
  });

  it('knows the page of which a URL names a place', () => {
    const places = ['https://example.com/a#page=12', 'https://example.com/a/#page=40', 'https://example.com/a'];
    assert.deepEqual(new Set(places.map(pageOf)), new Set(['https://example.com/a']));
    assert.notEqual(pageOf('https://example.com/a#/route'), pageOf('https://example.com/a'));
  });

  it('gives the same again for what it gave', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        assert.equal(canonicalUrl(canonicalUrl(url)), canonicalUrl(url));
      }),
    );
  }).timeout(20_000);
});

describe('Punycode', () => {
  it('decodes the examples of RFC 3492', () => {
    assert.equal(decodePunycode('ihqwcrb4cv8a8dqg056pqjye'), '他们为什么不说中文');
    assert.equal(decodePunycode('Proprostnemluvesky-uyb24dma41a'), 'Pročprostěnemluvíčesky');
    assert.equal(decodePunycode('3B-ww4c5e180e575a65lsy2b'), '3年B組金八先生');
    assert.equal(decodePunycode('-> $1.00 <--'), '-> $1.00 <-');
  });

  it('decodes what the URL class encodes', () => {
    const letters = fc.constantFrom('a', 'z', 'ß', 'é', 'ж', 'λ', '漢', '字', 'あ', '한', 'א', 'ع', '०', 'ก', '𐐨');
    fc.assert(
      fc.property(fc.string({ unit: letters, minLength: 1, maxLength: 12 }), (label) => {
        const parsed = urlOf(`https://${label}.example`);
        const encoded = parsed?.hostname.split('.')[0] ?? '';
        fc.pre(encoded.startsWith('xn--'));
        const decoded = decodePunycode(encoded.slice(4));
        assert.equal(new URL(`https://${decoded ?? ''}.example`).hostname, parsed?.hostname);
        assert.notEqual(decoded, null);
      }),
    );
  }).timeout(20_000);

  it('refuses what is not well formed', () => {
    assert.equal(decodePunycode('!!'), null);
    assert.equal(decodePunycode('99999999'), null);
    fc.assert(fc.property(fc.string(), (text) => void decodePunycode(text)));
  }).timeout(20_000);
});
