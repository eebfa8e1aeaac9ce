import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pageStringNames } from '../../../../src/protocol/pageStrings';
import { englishStrings } from '../../../webview/englishStrings';

describe('the texts of the pages', () => {
  const names = Object.values(pageStringNames).flat();
  const code = readdirSync('webview', { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(path.join('webview', name), 'utf8'))
    .join('\n');

  it('have one name each, and all of them a text', () => {
    assert.deepEqual(names, [...new Set(names)]);
    assert.deepEqual(Object.keys(englishStrings).sort(), [...names].sort());
    for (const name of names) assert.match(englishStrings[name], /\S/, name);
  });

  it('are all shown somewhere', () => {
    const shown = new Set(Array.from(code.matchAll(/\bstrings\.(\w+)/g), ([, name]) => name));
    assert.deepEqual(
      names.filter((name) => !shown.has(name)),
      [],
    );
  });

  it('get a value for each of their places, and only then', () => {
    const filled = Array.from(code.matchAll(/\bformat\(\s*strings\.(\w+)/g), ([, name]) => name);
    const withPlaces = names.filter((name) => /\{\d\}/.test(englishStrings[name]));
    assert.deepEqual([...new Set(filled)].sort(), [...withPlaces].sort());
  });
});
