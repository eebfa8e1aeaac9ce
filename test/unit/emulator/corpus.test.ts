import assert from 'node:assert/strict';
import { corpus } from '../../emulator/corpus/corpus';

describe("The emulator's corpus", () => {
  it('is large enough for a ranking to matter', () => {
    assert(corpus.length >= 60);
    assert(new Set(corpus.map(({ subject }) => subject)).size === corpus.length, 'each subject has one passage');
  });

  it('has a public address and a title for every passage', () => {
    for (const { url, title } of corpus) {
      const { protocol, hostname } = new URL(url);
      assert.equal(protocol, 'https:', url);
      assert.match(hostname, /\.[a-z]{2,}$/, url);
      assert.notEqual(title.trim(), '');
    }
    assert.equal(new Set(corpus.map(({ url }) => url)).size, corpus.length, 'no address twice');
  });

  it('says everything in whole sentences, none of them twice', () => {
    const sentences = corpus.flatMap((passage) => passage.sentences);
    for (const sentence of sentences) assert.match(sentence, /^[\p{Lu}\p{Lt}m].*[.]$/u);
    assert.equal(new Set(sentences).size, sentences.length);
  });

  it('has the medal table of 2026 right', () => {
    const table = new Map(
      corpus
        .filter(({ figures }) => figures?.kind === 'countries at the 2026 Winter Olympics')
        .map(({ subject, figures }) => [subject, numbersIn(figures?.values ?? {})]),
    );
    const expected = {
      Norway: [18, 12, 11, 41],
      'United States': [12, 12, 9, 33],
      Netherlands: [10, 7, 3, 20],
      Italy: [10, 6, 14, 30],
      Germany: [8, 10, 8, 26],
      France: [8, 9, 6, 23],
      Sweden: [8, 6, 4, 18],
      Switzerland: [6, 9, 8, 23],
      Austria: [5, 8, 5, 18],
      Japan: [5, 7, 12, 24],
      Canada: [5, 7, 9, 21],
      China: [5, 4, 6, 15],
      'South Korea': [3, 4, 3, 10],
    };
    assert.deepEqual(Object.fromEntries(table), expected);
    for (const [country, [gold = 0, silver = 0, bronze = 0, total]] of table) {
      assert.equal(gold + silver + bronze, total, country);
    }
  });

  it('repeats its figures for 2026 in its sentences', () => {
    for (const { subject, sentences, figures } of corpus) {
      if (figures?.kind !== 'countries at the 2026 Winter Olympics') continue;
      const numbers = numbersIn(figures.values);
      for (const number of numbers) {
        assert(
          sentences.some((sentence) => new RegExp(`\\b${number}\\b`).test(sentence)),
          `${subject} ${number}`,
        );
      }
    }
  });
});

function numbersIn(values: Readonly<Record<string, number | string>>): number[] {
  return Object.values(values).filter((value) => typeof value === 'number');
}
