import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { themes } from './chatServer';

const folder = path.join('webview', 'styles');
const sheets = readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8'));
const rules = sheets.join('\n').replace(/\/\*[\s\S]*?\*\//g, '');

/** The variables that VS Code has, in any theme. */
const known = new Set(
  Object.keys(themes).flatMap((name) =>
    [...readFileSync(path.join('test', 'webview', 'themes', `${name}.css`), 'utf8').matchAll(/(--[\w-]+):/g)].map(
      ([, variable]) => variable,
    ),
  ),
);

describe('the style sheets', () => {
  it('use variables that VS Code has', () => {
    const used = [...rules.matchAll(/var\((--vscode-[\w-]+)/g)].map(([, variable]) => variable);
    assert.ok(used.length > 50);
    assert.deepEqual(
      used.filter((variable) => !known.has(variable)),
      [],
    );
  });

  it('have no colour of their own', () => {
    const values = [...rules.matchAll(/:\s*([^;{}]+);/g)].map(([, value = '']) => value.replace(/var\([^)]*\)/g, ''));
    const colours = values.filter((value) =>
      /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|color)a?\(|\b(?:white|black|red|gray|grey|blue|green)\b/i.test(value),
    );
    assert.deepEqual(colours, []);
  });

  it('have the glyphs of the codicons', () => {
    const official = readFileSync(createRequire(__filename).resolve('@vscode/codicons/dist/codicon.css'), 'utf8');
    const glyphs = [...rules.matchAll(/\.codicon-([\w-]+)::before \{\s*content: '(\\\w+)'/g)];
    assert.ok(glyphs.length > 20);
    for (const [, name = '', glyph = ''] of glyphs) {
      assert.ok(official.includes(`.codicon-${name}:before { content: "${glyph}" }`), name);
    }
  });
});
