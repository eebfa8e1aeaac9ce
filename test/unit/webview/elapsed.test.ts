import assert from 'node:assert/strict';
import { formatElapsed } from '../../../webview/view/elapsed';

describe('elapsed time', () => {
  for (const [milliseconds, text] of [
    [-5_000, '0:00'],
    [0, '0:00'],
    [999, '0:00'],
    [14_000, '0:14'],
    [754_000, '12:34'],
    [3_723_000, '1:02:03'],
    [7_200_000, '2:00:00'],
  ] as const) {
    it(`${milliseconds} ms is ${text}`, () => assert.equal(formatElapsed(milliseconds), text));
  }
});
