import assert from 'node:assert/strict';
import fc from 'fast-check';
import { urlOf } from '../../../../src/base/url';
import { isDeceptiveHost } from '../../../../src/research/answer/deceptiveHost';
import { siteOf } from '../../../../src/research/answer/links';

describe('A host', () => {
  const honest = [
    'müller.de',
    '日本語.jp',
    'ελλάδα.gr',
    'пример.рф',
    'বাংলা.com',
    'straße.de',
    'bücher.example',
    '例え.テスト',
    '한국.kr',
    'ไทย.com',
    'الجزيرة.com',
    'ישראל.co.il',
    'भारत.com',
    'việtnam.vn',
    'łódź.pl',
    'öğrenci.com.tr',
    'сорос.рф',
    'россия.ru',
    'ラーメン.jp',
    'トヨタ.com',
    'l·lengua.cat',
    'հայաստան.am',
    'საქართველო.ge',
    'தமிழ்.com',
    'తెలుగు.com',
    'ಕನ್ನಡ.com',
    'മലയാളം.com',
    'ଓଡ଼ିଆ.com',
    'ਪੰਜਾਬੀ.com',
    'ગુજરાતી.com',
    'සිංහල.lk',
    'ລາວ.la',
    'မြန်မာ.com',
    'ខ្មែរ.com',
    'አማርኛ.et',
    'ދިވެހި.mv',
    'བོད.com',
    '中国.cn',
    'ㄅㄆㄇ.tw',
    'αθήνα.gr',
    'کتاب۱۲.com',
    'azərbaycan.az',
    '口コミ.jp',
    '二三.cn',
    'ソニー.jp',
    'ноутбук24.com',
    '1.2.3.4',
    'a-b.example',
  ];
  for (const host of honest) {
    it(`is what it seems: ${host}`, () => assert.equal(siteOf(`https://${host}/`).deceptive, false));
  }

  const disguised: readonly (readonly [what: string, host: string])[] = [
    ['a phonetic g', 'xn--oogle-qmc.com'],
    ['a phonetic a', 'paypɑl.com'],
    ['a small capital', 'ʙank.com'],
    ['a modifier letter', 'ᴳoogle.com'],
    ['a fraction slash', 'google.com\u2044evil.example'],
    ['a division slash', 'google.com\u2215a.evil.example'],
    ['a big solidus', 'google.com\u29f8a.evil.example'],
    ['a full-width slash', 'google.com\uff0fa.evil.example'],
    ['a kana repeat mark', 'google.com\u3033a.evil.example'],
    ['a katakana no', 'google.com\u30ceevil.example'],
    ['a kana length mark', 'google.com\u30fclogin.example'],
    ['a triangular colon', 'google\u02d0.evil.example'],
    ['a letter colon', 'google.com\ua789443.evil.example'],
    ['Cyrillic among Latin', 'googlе.com'],
    ['Cyrillic alone', 'ѕсоре.com'],
    ['Greek alone', 'ωηο.com'],
    ['Armenian alone', 'հօս.com'],
    ['Cherokee', 'ᎪᏢᏢᏞᎬ.com'],
    ['Lisu', 'ꓖꓳ.com'],
    ['Bengali digits in Latin', 'g০০gle.com'],
    ['Lao digits in Latin', 'faceb໐໐k.com'],
    ['two kinds of digits', '१৪.com'],
    ['a stroke through a letter', 'goo\u0338gle.com'],
    ['conjoining jamo', '\u1100\u1100.com'],
    ['a mathematical letter', '\u{1d420}oogle.com'],
  ];
  for (const [what, host] of disguised) {
    it(`is told to be a disguise with ${what}`, () => assert.equal(siteOf(`https://${host}/`).deceptive, true));
  }

  it('is a disguise with any symbol or letter from outside of the profile in an otherwise Latin name', () => {
    const outside = fc.integer({ min: 0x80, max: 0x1ffff }).map((codePoint) => String.fromCodePoint(codePoint));
    fc.assert(
      fc.property(outside, (character) => {
        fc.pre(!/[\p{L}\p{M}\p{Nd}\p{Surrogate}]|[·・]/u.test(character.normalize('NFKC')));
        const url = urlOf(`https://goo${character}gle.com/`);
        fc.pre(url !== null && url.hostname !== 'google.com' && url.hostname.startsWith('xn--'));
        assert.equal(siteOf(`https://goo${character}gle.com/`).deceptive, true);
      }),
      { numRuns: 3_000 },
    );
  }).timeout(20_000);

  it('is a disguise where a letter of another alphabet stands in a Latin name', () => {
    const letter = fc
      .integer({ min: 0x370, max: 0x1fff })
      .map((codePoint) => String.fromCodePoint(codePoint))
      .filter((character) => /\p{L}/u.test(character) && !/\p{Script=Latin}/u.test(character));
    fc.assert(
      fc.property(letter, (character) => {
        const url = urlOf(`https://goo${character}gle.com/`);
        fc.pre(url !== null && url.hostname !== 'google.com');
        assert.equal(siteOf(`https://goo${character}gle.com/`).deceptive, true);
      }),
      { numRuns: 3_000 },
    );
  }).timeout(20_000);

  it('in plain ASCII is never called one, and any other text is judged', () => {
    fc.assert(
      fc.property(fc.domain(), (host) =>
        assert.equal(isDeceptiveHost(host), host.includes('xn--') && isDeceptiveHost(host)),
      ),
    );
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (host) => void isDeceptiveHost(host)));
  }).timeout(20_000);

  it('is judged whatever its punycode stands for', () => {
    assert.equal(isDeceptiveHost('xn--google-.com'), true);
    assert.equal(isDeceptiveHost('xn--99999999.com'), true);
  });
});
