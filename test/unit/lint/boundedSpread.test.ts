import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Linter, type Rule } from 'eslint';
import ts from 'typescript';
import tseslint from 'typescript-eslint';

const root = path.resolve(__dirname, '../../../..');

const refused = [
  'list.push(...list);',
  'Math.max(...list, 1);',
  'new Array<number>(...list);',
  'list.push(...[1, ...list]);',
  'list.push(...rest);',
  'list.push(...list.map((each) => each));',
  'String.fromCharCode(...list);',
];

const allowed = [
  'Math.max(...pair);',
  'list.push(...[1, 2], ...[3, ...pair]);',
  'export function forward(...given: number[]): number { return Math.max(...given); }',
  'export const copied = [...list];',
];

const declarations =
  'declare const list: number[]; declare const pair: readonly [number, number]; declare const rest: [number, ...number[]];';

describe('The linter, of spreading into the arguments of a call', function () {
  this.timeout(60_000);
  let complaints: readonly number[];

  before(async () => {
    const rule = await ruleOf(path.join(root, 'test', 'lint', 'boundedSpread.mjs'));
    const folder = mkdtempSync(path.join(tmpdir(), 'lint-'));
    const file = path.join(folder, 'linted.ts');
    const text = [declarations, ...refused, ...allowed].join('\n');
    writeFileSync(file, text);
    const options = { strict: true, noEmit: true, types: [], lib: ['lib.es2022.d.ts'] };
    const programs = [ts.createProgram([file], options)];
    const config = {
      files: ['**/*.ts'],
      languageOptions: { parser: tseslint.parser, parserOptions: { programs } },
      plugins: { local: { rules: { 'bounded-spread': rule } } },
      rules: { 'local/bounded-spread': 'error' },
    } as Linter.Config;
    const messages = new Linter({ cwd: folder }).verify(text, config, file);
    for (const { ruleId, message } of messages) assert.equal(ruleId, 'local/bounded-spread', message);
    complaints = messages.map(({ line }) => line - 2);
    rmSync(folder, { recursive: true });
  });

  for (const [index, line] of refused.entries()) it(`refuses ${line}`, () => assert.ok(complaints.includes(index)));
  for (const [index, line] of allowed.entries()) {
    it(`allows ${line}`, () => assert.ok(!complaints.includes(refused.length + index)));
  }
});

async function ruleOf(file: string): Promise<Rule.RuleModule> {
  const module = (await import(pathToFileURL(file).href)) as { readonly boundedSpread: Rule.RuleModule };
  return module.boundedSpread;
}
