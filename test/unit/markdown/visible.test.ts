import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hasInvisible, hasInvisibleInAddress, visibleLine, visibleText } from '../../../src/markdown/visible';

const joiner = '\u200d';
const nonJoiner = '\u200c';

/** Text written in characters that nobody sees, by the ways that have been used to smuggle it to language models. */
const smuggled: readonly (readonly [way: string, hide: (secret: string) => string])[] = [
  ['tags', (secret) => shifted(secret, 0xe0000)],
  ['tags that end as those of a flag', (secret) => `${shifted(secret, 0xe0000)}\u{e007f}`],
  ['variation selectors', (secret) => shifted(secret, 0xe0100)],
  ['joiners as bits', (secret) => bitsOf(secret, nonJoiner, joiner)],
  ['zero-width spaces as bits', (secret) => bitsOf(secret, '\u200b', '\u200c')],
  ['directions as bits', (secret) => bitsOf(secret, '\u200e', '\u200f')],
  ['emoji selectors as bits', (secret) => bitsOf(secret, '\ufe0e', '\ufe0f')],
  ['invisible operators as bits', (secret) => bitsOf(secret, '\u2062', '\u2064')],
];

function shifted(secret: string, base: number): string {
  return Array.from(secret, (character) => String.fromCodePoint(base + (character.codePointAt(0) ?? 0))).join('');
}

function bitsOf(secret: string, zero: string, one: string): string {
  return Array.from(secret, (character) =>
    character.charCodeAt(0).toString(2).padStart(7, '0').replaceAll('0', zero).replaceAll('1', one),
  ).join('');
}

/** Every character that Unicode calls a format character, a variation selector or default ignorable. */
const formatCharacters = Array.from({ length: 0x110000 }, (_, codePoint) => codePoint)
  .filter((codePoint) => codePoint < 0xd800 || codePoint > 0xdfff)
  .map((codePoint) => String.fromCodePoint(codePoint))
  .filter((character) => /[\p{Format}\p{Variation_Selector}\p{Default_Ignorable_Code_Point}]/u.test(character));

/** Arabic number signs and their like, which are drawn around the digits behind them. */
const drawnFormats = /[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}]/u;

const contexts = [
  'a',
  'é',
  '5',
  ' ',
  '\n',
  '.',
  'ی',
  'ם',
  '،',
  'क',
  '्',
  'ក',
  'ไ',
  'ᠠ',
  '葛',
  '、',
  '👩',
  '🔬',
  '❤',
  '🏴',
  '🏽',
  '#',
  '\u20e3',
  '\u{13080}',
  '中',
];
const texts = fc
  .array(
    fc.oneof(
      fc.constantFrom(...contexts),
      fc.constantFrom(...formatCharacters),
      fc.string({ unit: 'binary', maxLength: 1 }),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));

describe('Visible text', () => {
  const taken: readonly (readonly [name: string, character: string])[] = [
    ['a null', '\u0000'],
    ['an escape', '\u001b'],
    ['a right-to-left override', '\u202e'],
    ['an isolate', '\u2066'],
    ['a zero-width space', '\u200b'],
    ['a non-joiner', nonJoiner],
    ['a joiner', joiner],
    ['a word joiner', '\u2060'],
    ['a byte order mark', '\ufeff'],
    ['a soft hyphen', '\u00ad'],
    ['a direction mark', '\u200e'],
    ['a tag character', '\u{e0041}'],
    ['a variation selector', '\ufe0f'],
    ['an ideographic variation selector', '\u{e0100}'],
    ['a Mongolian variation selector', '\u180b'],
    ['a Hangul filler', '\u3164'],
    ['a control of hieroglyphs', '\u{13430}'],
  ];
  for (const [name, character] of taken) {
    it(`has not ${name}`, () => {
      assert.equal(visibleText(`a${character}b`), 'ab');
      assert.ok(hasInvisible(`a${character}b`));
      assert.ok(hasInvisibleInAddress(`https://example.com/a${character}b`));
    });
  }

  it('has line feeds for all that separates lines', () => {
    assert.equal(visibleText('a\r\nb\rc\u2028d\u2029e\u0085f\u000bg\u000ch'), 'a\nb\nc\nd\ne\nf\ng\nh');
    assert.equal(visibleLine(' a\r\n\tb\u2028 c '), 'a b c');
  });

  const kept: readonly (readonly [what: string, text: string])[] = [
    ['letters with marks', 'Ünï — «漢字»\tx'],
    ['non-joiners of Persian', `می${nonJoiner}خواهم`],
    ['the joined form of a letter that stands alone', `سنة 1447 ه${joiner}.`],
    ['joiners of Indic scripts', `क्${joiner}ष क्${nonJoiner}ष ශ්${joiner}රී`],
    ['emoji of several parts', '👩‍🔬 👩🏽‍🚀 🏳️‍🌈 ❤️‍🔥 👨‍👩‍👧‍👦'],
    ['how an emoji is drawn', '❤️ ☎︎ 1️⃣ #️⃣'],
    ['flags of parts of a country', '\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} England'],
    ['ideographic variants', '葛\u{e0101}城 芦\ufe00'],
    ['variants of signs', '∩\ufe00 0\ufe00 。\ufe00'],
    ['zero-width spaces between words without spaces', 'ភាសា\u200bខ្មែរ ภาษา\u200bไทย ພາສາ\u200bລາວ မြန်မာ\u200bစာ'],
    ['Mongolian variants and vowel separators', 'ᠠ\u180bᠡ ᠨ\u180eᠠ'],
    ['direction marks in texts from right to left', 'שפת C++\u200e היא'],
    ['hieroglyphs in a square', '\u{13080}\u{13430}\u{13081}'],
  ];
  for (const [what, text] of kept) {
    it(`keeps ${what}`, () => {
      assert.equal(visibleText(text), text);
      assert.equal(hasInvisible(text), false);
    });
  }

  const useless: readonly (readonly [what: string, text: string, visible: string])[] = [
    ['a joiner that is repeated', `می${nonJoiner.repeat(3)}خواهم`, `می${nonJoiner}خواهم`],
    ['a joiner between letters that do not join', `pay${nonJoiner}pal p${joiner}ay`, 'paypal pay'],
    ['a zero-width space between other letters', 'pay\u200bpal 支\u200b付', 'paypal 支付'],
    ['a flag of nowhere', '🏴\u{e0068}\u{e0069}\u{e007f}', '🏴'],
    ['a flag without an end', '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}', '🏴'],
    ['a chain of selectors', '❤\ufe0f\ufe0e 葛\u{e0101}\u{e0102}', '❤ 葛'],
    ['a selector behind the wrong base', 'a\ufe0f 5\ufe0f a\u{e0101}', 'a 5 a'],
    ['a direction mark in a text from left to right', 'C++\u200f is', 'C++ is'],
    ['a direction mark within a word', 'ש\u200eל', 'של'],
    ['isolates, even in pairs', 'שלום \u2066C++\u2069 היא', 'שלום C++ היא'],
  ];
  for (const [what, text, visible] of useless) {
    it(`takes out ${what}`, () => assert.equal(visibleText(text), visible));
  }

  it('has no half of a pair', () => {
    assert.equal(visibleText('a\ud800b\udc00'), 'a\ufffdb\ufffd');
  });

  it('comes to rest at once', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const visible = visibleText(text);
        assert.equal(visibleText(visible), visible);
        assert.equal(hasInvisible(visible), false);
      }),
      { numRuns: 5_000 },
    );
  }).timeout(20_000);

  it('takes nothing away that can be seen, and adds nothing', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const lines = text
          .replace(/\p{Surrogate}/gu, '\ufffd')
          .replace(/\r\n|[\r\u000b\u000c\u0085\u2028\u2029]/g, '\n');
        const seen = (all: string): string =>
          all.replace(/[\p{Control}\p{Format}\p{Variation_Selector}\p{Default_Ignorable_Code_Point}]/gu, (character) =>
            drawnFormats.test(character) || character === '\n' || character === '\t' ? character : '',
          );
        assert.equal(seen(visibleText(text)), seen(lines));
      }),
      { numRuns: 5_000 },
    );
  }).timeout(20_000);

  it('leaves no format character between Latin letters but those that are drawn', () => {
    for (const character of formatCharacters) {
      assert.equal(visibleText(`a${character}b`), drawnFormats.test(character) ? `a${character}b` : 'ab');
    }
  });

  for (const [way, hide] of smuggled) {
    it(`carries no text that is hidden in ${way}`, () => {
      const secret = fc.string({ minLength: 2, maxLength: 60 });
      fc.assert(
        fc.property(fc.constantFrom(...contexts), secret, fc.constantFrom(...contexts), (before, hidden, after) => {
          const visible = visibleText(`${before}${hide(hidden)}${after}`);
          assert.ok(Array.from(visible).length <= 3, JSON.stringify(visible));
        }),
        { numRuns: 500 },
      );
    });
  }
});

describe('An address', () => {
  it('may have the joiners and selectors of its words', () => {
    assert.equal(hasInvisibleInAddress(`https://example.com/می${nonJoiner}خواهم/❤️/葛\u{e0101}`), false);
  });

  it('has nothing else that cannot be seen, whatever writing it belongs to', () => {
    for (const text of [
      'ភាសា\u200bខ្មែរ',
      'שפת C++\u200e',
      'ᠠ\u180b',
      '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
    ]) {
      assert.ok(hasInvisibleInAddress(`https://example.com/${text}`), text);
    }
  });
});
