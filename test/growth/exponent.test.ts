import assert from 'node:assert/strict';
import { assertProportional, growthOf, steepest } from './exponent';

/** Looks at each of so many characters, once for each of `turns`. */
function look(text: string, turns: number): number {
  let sum = 0;
  for (let turn = 0; turn < turns; turn += 1) for (let at = 0; at < text.length; at += 1) sum += text.charCodeAt(at);
  return sum;
}

describe('The measure of growth', function () {
  this.timeout(60_000);
  const textOf = (size: number): string => 'ab'.repeat(size / 2);

  it('takes work that looks at each character once for proportional', async () => {
    await assertProportional('once', (size) => () => look(textOf(size), 50));
  });

  it('takes sorting for proportional', async () => {
    const growth = await growthOf((size) => {
      const numbers = Array.from({ length: size }, (_, index) => (index * 7_919) % 1_000_003);
      return () => Float64Array.from(numbers).sort();
    });
    assert.ok(growth && growth.exponent > 0.8 && growth.exponent <= steepest, JSON.stringify(growth));
  });

  it('tells quadratic work, however light it is', async () => {
    for (const weight of [1, 16, 256]) {
      const growth = await growthOf((size) => () => look(textOf(size), Math.ceil(size / weight)));
      assert.ok(growth && growth.exponent > 1.6, `${weight}: ${JSON.stringify(growth)}`);
    }
  });

  it('tells quadratic work beside much that is proportional', async () => {
    const growth = await growthOf((size) => () => [look(textOf(size), 100), look(textOf(size), size)]);
    assert.ok(growth && growth.exponent > steepest, JSON.stringify(growth));
  });

  it('tells work that is quadratic in a native function', async () => {
    const growth = await growthOf((size) => {
      const text = ' '.repeat(size);
      return () => / +$/.test(`${text}x`);
    });
    assert.ok(growth && growth.exponent > 1.7, JSON.stringify(growth));
  });

  it('waits for work that is done in slices', async () => {
    const growth = await growthOf((size) => async () => {
      for (let slice = 0; slice < 16; slice += 1) {
        await Promise.resolve();
        look(textOf(size), size / 16);
      }
    });
    assert.ok(growth && growth.exponent > 1.7, JSON.stringify(growth));
  });

  it('says what grows, with which sizes and times', async () => {
    const growing = assertProportional('looking for "ab"', (size) => () => look(textOf(size), size));
    await assert.rejects(
      growing,
      /^AssertionError.*: looking for "ab": \d+ take [\d.]+ ms, \d+ take [\d.]+ ms: exponent [12]\./,
    );
  });

  it('passes what takes no time', async () => {
    assert.equal(await growthOf(() => () => null), null);
  });
});
