import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { decodeExchange } from '../../src/journal/exchange/exchangeDecode';
import { threadId } from '../unit/research/builders';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('An import', function () {
  this.timeout(60_000);

  /** The longest that others waited for their turn while a file was read, in milliseconds of this process's work. */
  async function longestPiece(bytes: Uint8Array): Promise<number> {
    const state = { isDone: false, longest: 0 };
    const reading = decodeExchange({ name: 'x.json', folder: threadId, bytes }).finally(() => (state.isDone = true));
    while (!state.isDone) {
      const before = process.cpuUsage();
      await setImmediate();
      const { user, system } = process.cpuUsage(before);
      state.longest = Math.max(state.longest, (user + system) / 1_000);
    }
    await reading;
    return state.longest;
  }

  for (const fragment of ['\\"', ' ', '1', '[],', '\n', '{"v":1}\n']) {
    it(`lets others have their turn while it reads ${JSON.stringify(fragment)} without end`, async () => {
      const bytes = bytesOf(`{"x":"${fragment.repeat(1e7 / fragment.length)}"}`);
      const pieces: number[] = [];
      while (pieces.length < 5 && !pieces.some((piece) => piece < 50)) pieces.push(await longestPiece(bytes));
      assert.ok(Math.min(...pieces.slice(0, 5)) < 50, `${pieces.join(', ')} ms`);
    });
  }
});
