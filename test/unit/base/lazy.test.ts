import assert from 'node:assert/strict';
import { lazy } from '../../../src/base/lazy';

describe('What is made when it is first asked for', () => {
  it('is made once', async () => {
    let made = 0;
    const value = lazy(() => {
      made += 1;
      return Promise.resolve(made);
    });
    assert.deepEqual(await Promise.all([value(), value()]), [1, 1]);
    assert.equal(await value(), 1);
  });

  it('is made again after it failed, at once or later', async () => {
    let attempts = 0;
    const value = lazy(() => {
      attempts += 1;
      if (attempts === 1) throw new Error('at once');
      return attempts === 2 ? Promise.reject(new Error('later')) : Promise.resolve(attempts);
    });
    assert.throws(value, /at once/);
    await assert.rejects(value(), /later/);
    assert.equal(await value(), 3);
  });
});
