import assert from 'node:assert/strict';
import { urlOf, withoutEscapes } from '../../../src/base/url';

describe('base: URLs', () => {
  it('reads a URL, and gives null for any other text', () => {
    assert.equal(urlOf('HTTPS://Example.com:443/a')?.href, 'https://example.com/a');
    for (const text of ['', 'example.com', 'https://', '//example.com', 'https://[', 'http://a:b']) {
      assert.equal(urlOf(text), null, text);
    }
  });

  it('reads the same text in the same way however often it is asked', () => {
    // Enough for the engine to optimize every function on the way: in Node.js 20 that changes what `URL.canParse` says.
    for (let time = 0; time < 20_000; time += 1) {
      assert.equal(urlOf('https://bücher.example/a')?.hostname, 'xn--bcher-kva.example');
    }
  });

  it('decodes escapes, and leaves a text alone that only looks as if it had some', () => {
    assert.equal(withoutEscapes('a%20b%C3%BC'), 'a bü');
    for (const text of ['100%', '%zz', '%ff', 'a%2']) assert.equal(withoutEscapes(text), text);
  });
});
