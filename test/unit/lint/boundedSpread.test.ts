import assert from 'node:assert/strict';
import path from 'node:path';
import { ESLint } from 'eslint';

const root = path.resolve(__dirname, '../../../..');

describe('The linter, of spreading into the arguments of a call', function () {
  this.timeout(120_000);
  let linted: readonly number[];

  const lines = [
    'declare const list: number[]; declare const pair: readonly [number, number]; declare const rest: [number, ...number[]];',
    'list.push(...list);',
    'Math.max(...list, 1);',
    'new Array<number>(...list);',
    'list.push(...[1, ...list]);',
    'list.push(...rest);',
    'list.push(...list.map((each) => each));',
    'String.fromCharCode(...list);',
    '// What follows is bounded.',
    'Math.max(...pair);',
    'list.push(...[1, 2], ...[3, ...pair]);',
    'export function forward(...given: number[]): number { return Math.max(...given); }',
    'export const copied = [...list];',
  ];

  before(async () => {
    const eslint = new ESLint({ cwd: root });
    // The text of a file that is part of the project, which is what the types are taken from.
    const results = await eslint.lintText(lines.join('\n'), { filePath: path.join(root, 'src/journal/dated.ts') });
    const messages = results.flatMap(({ messages: found }) => found);
    linted = messages.filter(({ ruleId }) => ruleId === 'local/bounded-spread').map(({ line }) => line);
  });

  it('refuses lists of any length, however they are called', () => {
    assert.deepEqual(
      linted.filter((line) => line <= 8),
      [2, 3, 4, 5, 6, 7, 8],
    );
  });

  it('allows what was written down one by one, and copies', () => {
    assert.deepEqual(
      linted.filter((line) => line > 8),
      [],
    );
  });
});
