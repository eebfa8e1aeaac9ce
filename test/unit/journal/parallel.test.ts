import assert from 'node:assert/strict';
import { mapInParallel } from '../../../src/base/concurrency';
import { settle } from '../fakeClock';

describe('mapping in parallel', () => {
  it('works on so many items at a time and keeps their order', async () => {
    const running = new Set<number>();
    let most = 0;
    const results = await mapInParallel([5, 1, 4, 2, 3], 2, async (item) => {
      running.add(item);
      most = Math.max(most, running.size);
      for (let turn = 0; turn < item; turn += 1) await settle();
      running.delete(item);
      return item * 10;
    });
    assert.deepEqual([results, most], [[50, 10, 40, 20, 30], 2]);
  });

  it('has nothing to do for no items', async () => {
    assert.deepEqual(await mapInParallel([], 4, () => Promise.reject(new Error('nothing to do'))), []);
  });

  it('fails when one of them fails', async () => {
    await assert.rejects(
      mapInParallel([1, 2], 1, () => Promise.reject(new Error('broken'))),
      /broken/,
    );
  });
});
