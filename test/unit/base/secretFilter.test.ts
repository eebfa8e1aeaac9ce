import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cutEscape } from '../../../src/base/escapes';
import { SecretFilter, withheld } from '../../../src/base/secretFilter';
import { escapings, keys, letterCases } from '../escapings';

const filterOf = (...secrets: readonly string[]): SecretFilter => new SecretFilter(secrets);

describe('the secret filter', () => {
  const around = fc.oneof(
    fc.string({ maxLength: 20, unit: 'binary' }),
    fc.string({ maxLength: 20 }),
    fc.constantFrom('100%!', '\\', '%', '&', '&#;', '\\u ', 'Bearer ', '"x-api-key":"', '%%!', '\\\\\\', 'a=', ''),
  );

  it('leaves no secret in a text, however it is spelled and whatever it touches', () => {
    fc.assert(
      fc.property(
        keys,
        fc.constantFrom(...letterCases),
        fc.array(fc.constantFrom(...escapings), { maxLength: 3 }),
        around,
        around,
        (key, inCase, layers, before, after) => {
          // What opens an escape takes the beginning of an escaped key for its rest: no decoder would find the key there.
          fc.pre(layers.length === 0 || cutEscape(before) === before.length);
          const spelled = layers.reduce((text, { escape }) => escape(text), inCase(key));
          const rest = filterOf(key).whole(before + spelled + after);
          assert(rest.includes(withheld), rest);
          assert(!rest.toLowerCase().includes(key.toLowerCase()), rest);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('finds a secret whose last character makes an escape with what follows it', () => {
    for (const [key, text] of [
      ['+/0+%', '+\\/0+%100%!'],
      ['+/0&', '%2B/0&amp;'],
      ['a/b\\', 'a%2Fb\\u0041'],
      ['a/b%', 'a%2Fb%25100%!'],
    ] as const) {
      const rest = filterOf(key).whole(text);
      assert(rest.startsWith(withheld), rest);
    }
  });

  it('leaves texts alone that hold no secret', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-zA-Z0-9_-]{16,60}$/),
        fc.string({ unit: 'binary', maxLength: 300 }),
        (key, text) => {
          assert.equal(filterOf(key).whole(text), text);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('leaves no secret in a text that comes in pieces, and loses nothing else', () => {
    const spelled = fc.tuple(fc.constantFrom(...escapings), fc.constantFrom(...letterCases)).map(
      ([{ escape }, inCase]) =>
        (key: string) =>
          escape(inCase(key)),
    );
    const part = fc.oneof(
      around.map((text) => () => text),
      spelled,
      fc.nat(30).map((length) => (key: string) => key.slice(0, length)),
    );
    fc.assert(
      fc.property(
        keys,
        fc.array(part, { maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 9 }),
        (key, parts, lengths) => {
          const text = parts.map((make) => make(key)).join('');
          const filter = filterOf(key);
          const pieces = filter.inPieces();
          let told = '';
          for (let from = 0, turn = 0; from < text.length; turn += 1) {
            const length = lengths[turn % lengths.length] ?? 1;
            told += pieces.take(text.slice(from, from + length));
            from += length;
          }
          told += pieces.end();
          assert(!told.toLowerCase().includes(key.toLowerCase()), told);
          if (!filter.finds(text)) assert.equal(told, text);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('does not take a text of less than four characters for a secret', () => {
    assert.equal(filterOf('abc').whole('abc'), 'abc');
    assert.equal(filterOf('gold').whole('The key is GOLD.'), `The key is ${withheld}.`);
  });

  it('finds a secret that base64 or hexadecimal digits hide among others, cut into lines or not', () => {
    const key = 'CanaryKey-0123456789abcdef0123456789abcdef/+';
    for (const before of ['', ':', 'a:', 'ab:', 'user:']) {
      const bytes = Buffer.from(`${before}${key}:more`);
      const base64 = bytes.toString('base64');
      for (const text of [
        base64,
        bytes.toString('base64url'),
        bytes.toString('hex'),
        base64.replace(/.{16}/g, '$&\r\n'),
      ]) {
        assert(filterOf(key).finds(`Basic ${text}`), text);
      }
    }
  });
});
