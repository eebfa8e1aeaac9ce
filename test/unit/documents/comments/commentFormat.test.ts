import assert from 'node:assert/strict';
import { commentSyntaxFrom } from '../../../../src/documents/comments/commentSyntax';
import { planAnswerInsertion } from '../../../../src/documents/documents';
import {
  cssStyle,
  cStyle,
  details,
  hashStyle,
  htmlStyle,
  lines,
  medals,
  source,
  sourced,
  target,
  withAnswer,
  withCitation,
} from '../documentBuilders';

const sources = [
  'Sources:',
  '[1] Page 1 - https://example.com/1 (accessed 2026-11-21)',
  '[2] Page 2 - https://example.com/2 (accessed 2026-11-21)',
] as const;

describe('Answers in code', () => {
  it('stand above the line of the caret, at its indentation', () => {
    assert.equal(
      withAnswer(medals, target('function f() {\n  return‸ 1;\n}\n', 'typescript', { commentSyntax: cStyle })),
      lines(
        'function f() {',
        '  // Norway won 18 golds [1], a record [2].',
        '  //',
        ...sources.map((line, index) => `  // ${line}${index === 2 ? '‸' : ''}`),
        '  return 1;',
        '}',
      ),
    );
  });

  it('stand on a blank line, in block comments where the language has no other', () => {
    assert.equal(
      withAnswer(medals, target('a {\n\t‸\n}\n', 'css', { commentSyntax: cssStyle })),
      lines(
        'a {',
        '\t/*',
        '\tNorway won 18 golds [1], a record [2].',
        '',
        ...sources.map((line) => `\t${line}`),
        '\t*/‸',
        '}',
      ),
    );
    assert.ok(
      withAnswer(medals, target('<p>‸</p>\n', 'html', { commentSyntax: htmlStyle })).startsWith('<!--\nNorway'),
    );
  });

  it('are broken between words at the column', () => {
    const long = sourced(`${'word '.repeat(40)}https://example.com/${'x'.repeat(80)}`);
    const text = withAnswer(long, target('    ‸\n', 'python', { commentSyntax: hashStyle, wrapColumn: 60 }));
    for (const line of text.split('\n')) assert.ok(line.length <= 60 || line.includes('https://'), line);
    assert.ok(text.startsWith('    # word word'));
  });

  it('keep tables, lists and code readable', () => {
    const answer = sourced('| Country | Gold |\n|:--|--:|\n| Norway | 18 |\n\n- a\n  - b\n\n```\nx  = 1\n```');
    assert.equal(
      withAnswer(answer, target('‸', 'python', { commentSyntax: hashStyle })),
      ['# Country | Gold', '# --------|-----', '# Norway  |   18', '#', '# - a', '#   - b', '#', '#     x  = 1‸'].join(
        '\n',
      ),
    );
  });

  it('write wide tables row by row', () => {
    const wide = sourced(`| A | B |\n|---|---|\n| x | ${'long '.repeat(20)} |`);
    const text = withAnswer(wide, target('‸', 'python', { commentSyntax: hashStyle }));
    assert.ok(text.startsWith('# - A: x\n#   B: long long'));
  });

  it('come alone as one comment', () => {
    assert.equal(
      withCitation(source(3), target('  x = 1‸\n', 'python', { commentSyntax: hashStyle })),
      lines('  # Page 3 - https://example.com/3 (accessed 2026-11-21)‸', '  x = 1'),
    );
  });

  it('start in the first column where comments have to', () => {
    const syntax = { ...hashStyle, noIndent: true };
    assert.equal(
      withAnswer(sourced('a'), target('    x‸\n', 'makefile', { commentSyntax: syntax })),
      lines('# a‸', '    x'),
    );
    assert.equal(
      withAnswer(sourced('a'), target('    ‸\n', 'makefile', { commentSyntax: syntax })),
      lines('    ', '# a‸'),
    );
  });

  const headers: readonly (readonly [name: string, text: string, line: number])[] = [
    ['an interpreter', '#!/bin/sh\necho\n', 1],
    ['an interpreter and an encoding', '#!/usr/bin/python\n# -*- coding: utf-8 -*-\nx\n', 2],
    ['an XML declaration', '<?xml version="1.0"?>\n<a/>\n', 1],
    ['a PHP tag', '<?php\necho 1;\n', 1],
    ['a document type', '<!DOCTYPE html>\n<p>\n', 1],
    ['a Dockerfile directive', '# syntax=docker/dockerfile:1\nFROM a\n', 1],
  ];
  for (const [name, text, line] of headers) {
    it(`leave ${name} in its place`, () => {
      const into = target(`‸${text}`, 'any', { commentSyntax: hashStyle });
      assert.equal(withAnswer(sourced('a'), into).split('\n')[line], '# a‸');
    });
  }

  it('do not come between a line and its continuation', () => {
    assert.equal(
      withAnswer(sourced('a'), target('x\n#define A \\\n  b \\\n  c‸\n', 'c', { commentSyntax: cStyle })),
      lines('x', '// a‸', '#define A \\', '  b \\', '  c'),
    );
  });

  it('do not come into a tag or a block comment', () => {
    assert.equal(
      withAnswer(sourced('a'), target('<p>\n<a\n  href="x"‸\n>\n', 'html', { commentSyntax: htmlStyle })),
      lines('<p>', '<!--', 'a', '-->‸', '<a', '  href="x"', '>'),
    );
    assert.equal(
      withAnswer(sourced('a'), target('b {}\n/* x\n y‸\n*/\n', 'css', { commentSyntax: cssStyle })),
      lines('b {}', '/*', 'a', '*/‸', '/* x', ' y', '*/'),
    );
  });

  it('use the comments of the script or style that they are in', () => {
    const html = '<script>\n  ‸\n</script>\n<style>\n</style>\n<p>\n';
    assert.ok(withAnswer(sourced('a'), target(html, 'html', { commentSyntax: htmlStyle })).includes('\n  // a‸\n'));
    const style = '<style lang="scss">\n‸\n</style>\n';
    assert.ok(withAnswer(sourced('a'), target(style, 'vue', { commentSyntax: htmlStyle })).includes('\n/*\na\n*/‸\n'));
    assert.ok(
      withAnswer(sourced('a'), target('<?php x ?>\n‸\n', 'php', { commentSyntax: cStyle })).includes('<!--\na\n-->‸'),
    );
  });
});

describe('Answers in code: hostile texts', () => {
  const cases: readonly (readonly [name: string, body: string, languageId: string, expected: string])[] = [
    ['a comment end', 'a */ b', 'c', '// a * / b'],
    ['a comment end in a URL', 'https://example.com/*/b', 'c', '// https://example.com/%2A/b'],
    ['a continuation', 'path C:\\', 'c', '// path C:\\ .'],
    ['a trigraph', 'what??/', 'c', '// what??/ .'],
    ['an escape that Java reads', 'a \\u000a b', 'java', '// a \\ u000a b'],
    ['a PHP end tag', 'a ?> b', 'php', '// a ? > b'],
    ['a script end', 'a </script> b', 'javascript', '// a < /script> b'],
    ['a template', 'a `${b}` c', 'javascript', "// a '$ {b}' c"],
    ['tags in JSX', 'a <b> {c}', 'typescriptreact', '// a ‹b› (c)'],
    ['an order to the compiler', '@ts-nocheck', 'typescript', '// - @ts-nocheck'],
    ['an order to a linter', 'eslint-disable', 'javascript', '// - eslint-disable'],
    ['a modeline', 'vim: set x', 'c', '// vim : set x'],
  ];
  for (const [name, body, languageId, expected] of cases) {
    it(`cannot use ${name}`, () => {
      const into = target(languageId === 'php' ? '<?php\n‸' : '‸', languageId, { commentSyntax: cStyle });
      const escaped = body.startsWith('https') ? body : body.replace(/[\\`*_<>{}]/g, '\\$&');
      assert.equal(withAnswer(sourced(escaped), into).split('\n').at(-1), `${expected}‸`);
    });
  }

  it('cannot use separators of lines', () => {
    const title = 'a\u2028b\u2029c\u0085d\u000be\u000cf\rg\nh\u202ei';
    const text = withCitation(source(1, { title }), target('‸', 'c', { commentSyntax: cStyle }));
    assert.ok(text.startsWith('// a b c d e f g hi - https://'));
  });

  it('cannot use two hyphens in XML', () => {
    const text = withAnswer(
      sourced('a -- b --- c https://example.com/x--y'),
      target('‸', 'xml', { commentSyntax: htmlStyle }),
    );
    assert.equal(text, '<!--\na - - b - - - c https://example.com/x%2D-y\n-->‸');
  });
});

describe('Files that take no text', () => {
  for (const languageId of ['json', 'csv', 'diff', 'git-rebase']) {
    it(`refuse it: ${languageId}`, () => {
      const planned = planAnswerInsertion(medals, details, target('‸', languageId, { commentSyntax: cStyle }));
      assert.equal(planned.ok ? null : planned.failure.kind, 'data');
    });
  }

  it('refuse it when no comments are known', () => {
    const planned = planAnswerInsertion(medals, details, target('‸', 'brainfuck'));
    assert.equal(planned.ok ? null : planned.failure.kind, 'noComments');
  });
});

describe('Comment syntax of a language', () => {
  const cases: readonly (readonly [text: string, syntax: unknown])[] = [
    ['{"comments": {"lineComment": "//", "blockComment": ["/*", "*/"]}}', cStyle],
    ['{ // a comment\n "comments": {"lineComment": "#",}, }', hashStyle],
    ['{"comments": {"lineComment": {"comment": "#", "noIndent": true}}}', { ...hashStyle, noIndent: true }],
    ['{"comments": {"lineComment": {"comment": "#"}}}', hashStyle],
    ['{"comments": {"blockComment": ["<!--", "-->"]}}', htmlStyle],
    ['{"comments": {"lineComment": "#", "blockComment": ["#", " "]}}', hashStyle],
    ['{"comments": {"lineComment": 5, "blockComment": ["/*", "*/"]}}', cssStyle],
    ['{"comments": {"lineComment": "a\\nb"}}', null],
    ['{"comments": {}}', null],
    ['{}', null],
    ['nonsense', null],
    ['', null],
  ];
  for (const [text, syntax] of cases) {
    it(`of ${text}`, () => assert.deepEqual(commentSyntaxFrom(text), syntax));
  }
});
