import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fold, foldText, originalOffset } from '../../../../src/journal/search/fold';

describe('folding', () => {
  for (const [written, alike] of [
    ['Norway', 'NORWAY'],
    ['Zürich', 'zurich'],
    ['Zu\u0308rich', 'Zürich'],
    ['İSTANBUL', 'istanbul'],
    ['ıstanbul', 'Istanbul'],
    ['STRASSE', 'Straße'],
    ['Łódź', 'lodz'],
    ['ΟΔΟΣ', 'οδός'],
    ['Ёлка', 'елка'],
    ['Ｇｏｏｇｌｅ', 'google'],
    ['ﬁnal', 'final'],
    ['it’s “fine” – no', 'it\'s "fine" - no'],
    ['exam\u00adple', 'example'],
    ['a\u200bb', 'ab'],
    ['ｶﾀｶﾅ', 'カタカナ'],
    ['مُحَمَّد', 'محمد'],
    ['x\u0302y', 'xy'],
    ['한국', '한국'.normalize('NFD')],
  ] as const) {
    it(`makes ${written} and ${alike} the same`, () => assert.equal(fold(written), fold(alike)));
  }

  it('keeps apart what only looks like an accent', () => {
    assert.notEqual(fold('か'), fold('が'));
    assert.notEqual(fold('कि'), fold('का'));
  });

  it('passes over no character that has another form', () => {
    for (let code = 0x80; code <= 0xffff; code += 1) {
      const character = String.fromCharCode(code).normalize('NFC');
      const decomposed = character.normalize('NFKD');
      if (foldText(character).text !== character || decomposed.includes(' ')) continue;
      assert.equal(decomposed.normalize('NFC').toLowerCase(), character, code.toString(16));
    }
  });

  it('is the same when it is done again', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => assert.equal(fold(fold(text)), fold(text))));
  });

  it('finds every word of a text in the folded text', () => {
    const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.array(word), word, fc.array(word), (before, wanted, after) => {
        const text = [...before, wanted, ...after].join(' ').normalize('NFC');
        assert.ok(foldText(text).text.includes(fold(wanted)));
      }),
    );
  });

  it('leads from every place in the folded text back to the original', () => {
    const letters = fc.constantFrom('a', 'ß', 'Æ', 'x\u0302', '…', 'é', '漢', '𝔘', 'ﬁ', ' ', '\u200b', 'İ');
    fc.assert(
      fc.property(fc.array(letters), fc.array(letters), (left, right) => {
        const [first, second] = [left.join('').normalize('NFC'), right.join('').normalize('NFC')];
        const { text, shifts } = foldText(`${first}|${second}`);
        const place = text.indexOf('|');
        assert.equal(originalOffset(shifts, place), first.length);
        assert.equal(originalOffset(shifts, text.length), first.length + 1 + second.length);
      }),
    );
  });

  it('takes time in proportion to the text, whatever it is', () => {
    const start = performance.now();
    for (const part of ['\u0301', 'ß', '…', '\ud800', '漢', ' ', 'Ａ']) foldText(part.repeat(200_000));
    assert.ok(performance.now() - start < 5_000);
  });
});
