import assert from 'node:assert/strict';
import { titleOf } from '../../../../src/documents/model/sourceWords';

describe('What a document calls a source', () => {
  const cases: readonly (readonly [title: string | null, url: string, words: string])[] = [
    ['Medal table', 'https://example.org/medals', 'Medal table'],
    [null, 'https://example.org/medals', 'example.org'],
    ['https://example.org/medals', 'https://example.org/medals', 'https://example.org/medals'],
    ['www.Example.org', 'https://example.org/', 'www.Example.org'],
    ['example.org:8080/a', 'https://example.org/', 'example.org:8080/a'],
    ['bücher.example', 'https://xn--bcher-kva.example/', 'bücher.example'],
    ['google.com', 'https://evil.example/', 'google.com (evil.example)'],
    ['https://google.com/login?a', 'https://evil.example/', 'https://google.com/login?a (evil.example)'],
    ['accounts.google.com/', 'https://evil.example/', 'accounts.google.com/ (evil.example)'],
    ['gооgle.com', 'https://evil.example/', 'gооgle.com (evil.example)'],
    ['Google', 'https://xn--ggle-55da.com/', 'Google (xn--ggle-55da.com)'],
    ['Version 2.0 of node.js is out', 'https://evil.example/', 'Version 2.0 of node.js is out'],
  ];
  for (const [title, url, words] of cases) {
    it(`${title ?? 'without a title'} of ${url} is ${words}`, () => assert.equal(titleOf({ title, url }), words));
  }
});
