import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describeError } from '../../../src/base/describeError';

describe('describing an error', () => {
  it('says its kind, its code, its system call, where it was thrown, and its causes', () => {
    const cause = Object.assign(new Error('connect ECONNREFUSED 10.0.0.1'), {
      code: 'ECONNREFUSED',
      syscall: 'connect',
    });
    const error = new TypeError('fetch failed', { cause });
    error.stack =
      'TypeError: fetch failed\n    at Runs.ask (/home/alice/dist/extension.js:10:2)\n    at C:\\x\\parallel.js:3:4';
    cause.stack = '';
    assert.equal(
      describeError(error),
      'TypeError at extension.js:10:2 ← parallel.js:3:4, caused by Error ECONNREFUSED (connect)',
    );
  });

  it('says all that went wrong where several things did', () => {
    const refused = Object.assign(new Error('a'), { code: 'ECONNREFUSED', stack: '' });
    const reset = Object.assign(new Error('b'), { code: 'ECONNRESET', stack: '' });
    const error = Object.assign(new AggregateError([refused, reset], 'all'), { stack: '' });
    assert.equal(describeError(error), 'AggregateError, caused by Error ECONNREFUSED, caused by Error ECONNRESET');
  });

  it('takes anything, and comes to an end', () => {
    const circle = new Error('a');
    circle.cause = circle;
    const hostile = new Proxy(new Error('a'), {
      get: () => {
        throw new Error('no');
      },
    });
    for (const thrown of [undefined, null, 'text', 7, Symbol('s'), {}, [], () => 1, circle, hostile]) {
      assert.match(describeError(thrown), /^Error/);
    }
  });

  it('leaves no canary, wherever in an error it stands', () => {
    const canary = fc.stringMatching(/^[a-z]{3,10}$/).map((text) => `Canary ${text}`);
    const names = [
      'message',
      'name',
      'stack',
      'code',
      'syscall',
      'path',
      'dest',
      'hostname',
      'address',
      'detail',
      'errno',
    ];
    const value = (text: string): fc.Arbitrary<unknown> =>
      fc.constantFrom<unknown>(
        text,
        `at ${text} (/x/${text}.js:1:1)`,
        `Error: ${text}\n    at ${text} (/${text}/extension.js:1:1)`,
        `E${text}`,
        [text],
        { [text]: text },
        new Error(text),
        new Error('a', { cause: new SyntaxError(`Unexpected token in "${text}"`) }),
        new AggregateError([new Error(text), text, { message: text }], text),
      );
    const error = canary.chain((text) =>
      fc
        .dictionary(fc.constantFrom(...names, 'cause', 'errors', 'anything'), value(text))
        .map((properties) => ({ text, error: Object.assign(new RangeError(text), properties) })),
    );
    fc.assert(
      fc.property(error, ({ text, error: thrown }) => {
        const described = describeError(thrown);
        assert(!described.includes(text) && !described.includes('Canary'), described);
      }),
      { numRuns: 3_000 },
    );
  });
});
