import assert from 'node:assert/strict';
import { exponentOf, linear, textOf } from './growthOf';

describe('The measure of growth', () => {
  const sizes = { from: 1_000, to: 16_000 };

  it('takes work that looks at each character once for linear', async () => {
    const work = (text: string): number => {
      let sum = 0;
      for (let turn = 0; turn < 200; turn += 1) for (let at = 0; at < text.length; at += 1) sum += text.charCodeAt(at);
      return sum;
    };
    assert.ok((await exponentOf(work, 'ab', sizes)) <= linear);
  });

  it('takes work that looks at all others for each character for quadratic', async () => {
    const work = (text: string): number => {
      let sum = 0;
      for (let at = 0; at < text.length; at += 1)
        for (let other = 0; other < at; other += 1) sum += text.charCodeAt(other);
      return sum;
    };
    assert.ok((await exponentOf(work, 'ab', sizes)) > 1.5);
  });

  it('waits for work that is done in slices', async () => {
    let done = 0;
    await exponentOf(
      async () => {
        await Promise.resolve();
        done += 1;
      },
      'a',
      { from: 1, to: 16 },
    );
    assert.equal(done, 3);
  });

  it('repeats whole fragments up to about the size', () => {
    assert.equal(textOf('abc', 7), 'abcabc');
    assert.equal(
      textOf((size) => '['.repeat(size), 3),
      '[[[',
    );
  });
});
