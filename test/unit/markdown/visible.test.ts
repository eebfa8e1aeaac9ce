import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hasInvisible, visibleLine, visibleText } from '../../../src/markdown/visible';

describe('Visible text', () => {
  const taken: readonly (readonly [name: string, character: string])[] = [
    ['a null', '\u0000'],
    ['an escape', '\u001b'],
    ['a right-to-left override', '\u202e'],
    ['an isolate', '\u2066'],
    ['a zero-width space', '\u200b'],
    ['a word joiner', '\u2060'],
    ['a byte order mark', '\ufeff'],
    ['a soft hyphen', '\u00ad'],
    ['a tag character', '\u{e0041}'],
    ['a Hangul filler', '\u3164'],
  ];
  for (const [name, character] of taken) {
    it(`has not ${name}`, () => {
      assert.equal(visibleText(`a${character}b`), 'ab');
      assert.ok(hasInvisible(`a${character}b`));
    });
  }

  it('has line feeds for all that separates lines', () => {
    assert.equal(visibleText('a\r\nb\rc\u2028d\u2029e\u0085f\u000bg\u000ch'), 'a\nb\nc\nd\ne\nf\ng\nh');
    assert.equal(visibleLine(' a\r\n\tb\u2028 c '), 'a b c');
  });

  it('keeps what people write', () => {
    const text = 'Ünï — «漢字» می‌خواهم 👩‍🚀 ❤️ क्ष\tx';
    assert.equal(visibleText(text), text);
    assert.equal(hasInvisible(text), false);
  });

  it('has no half of a pair', () => {
    assert.equal(visibleText('a\ud800b\udc00'), 'a\ufffdb\ufffd');
  });

  it('comes to rest at once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
        assert.equal(visibleText(visibleText(text)), visibleText(text));
        assert.equal(hasInvisible(visibleText(text)), false);
      }),
    );
  }).timeout(20_000);
});
