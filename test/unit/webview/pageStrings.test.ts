import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { englishTexts } from '../../webview/texts';

describe('The texts of the pages', () => {
  const sources = readdirSync('webview', { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(path.join('webview', name), 'utf8'))
    .join('\n');

  it('are all shown somewhere', () => {
    const used = new Set(Array.from(sources.matchAll(/\bstrings\.(\w+)/g), ([, name]) => name));
    assert.deepEqual(
      Object.keys(englishTexts).filter((name) => !used.has(name)),
      [],
    );
  });
});
