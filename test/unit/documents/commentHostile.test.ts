import assert from 'node:assert/strict';
import fc from 'fast-check';
import ts from 'typescript';
import { applied } from '../../../src/documents/model/change';
import type { CommentSyntax } from '../../../src/documents/comments/commentSyntax';
import type { DocumentChange, InsertionTarget } from '../../../src/documents/model/insertion';
import { withoutCComments } from './cLexer';
import { changeFor, changeForCitation, cssStyle, cStyle, hashStyle, htmlStyle, target } from './documentBuilders';
import { hostileAnswers, hostileSources } from './hostileAnswers';

const numRuns = 1000;

const pythonStyle: CommentSyntax = { ...hashStyle, block: ['"""', '"""'] };
const luaStyle: CommentSyntax = { line: '--', noIndent: false, block: ['--[[', ']]'] };
const batchStyle: CommentSyntax = { line: '@REM', noIndent: false, block: null };
const basicStyle: CommentSyntax = { line: "'", noIndent: false, block: null };
const shellStyle: CommentSyntax = { ...hashStyle, block: ['<#', '#>'] };

type Check = (after: string, change: DocumentChange) => void;

/** Inserts an answer or a citation at any selection in `text` and hands over the text that comes of it. */
function insertEverywhere(languageId: string, commentSyntax: CommentSyntax, text: string, check: Check): void {
  const offset = fc.nat({ max: text.length });
  fc.assert(
    fc.property(hostileAnswers, fc.option(hostileSources), offset, offset, (answer, source, first, second) => {
      const selection = { start: Math.min(first, second), end: Math.max(first, second) };
      const into: InsertionTarget = { languageId, text, selection, commentSyntax, citationStyle: 'auto' };
      const change = source ? changeForCitation(source, into) : changeFor(answer, into);
      checkEdits(text, change);
      check(applied(text, change), change);
    }),
    { numRuns },
  );
}

/** Code stays as it is: there are only insertions, in order, without line ends of other systems. */
function checkEdits(text: string, { edits, selectionAfter }: DocumentChange): void {
  let last = -1;
  for (const edit of edits) {
    assert.ok(edit.start === edit.end && edit.start > last && edit.start <= text.length);
    assert.doesNotMatch(edit.text, /[\v\f\u0085\u2028\u2029]|\r(?!\n)/);
    last = edit.end;
  }
  assert.ok(selectionAfter >= 0 && selectionAfter <= applied(text, { edits }).length);
}

function squeezed(code: string): string {
  return code.replace(/\s+/g, ' ').trim();
}

function typescriptTokens(text: string): readonly string[] {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, text);
  const tokens: string[] = [];
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    tokens.push(scanner.getTokenText());
  }
  return tokens;
}

describe('Comments with hostile texts, for compilers', () => {
  it('leave TypeScript as it was, and give its compiler no orders', () => {
    const text = 'const a = 1;\n\n// a note\nfunction f(): number {\n\treturn a + 1; /* why */\n}\n';
    const tokens = typescriptTokens(text);
    insertEverywhere('typescript', cStyle, text, (after) => {
      assert.deepEqual(typescriptTokens(after), tokens);
      const file = ts.createSourceFile('a.ts', after, ts.ScriptTarget.Latest);
      assert.equal(file.referencedFiles.length + file.typeReferenceDirectives.length, 0);
      assert.equal('checkJsDirective' in file && file.checkJsDirective !== undefined, false);
      assert.deepEqual('commentDirectives' in file ? file.commentDirectives : undefined, undefined);
    });
  }).timeout(60_000);

  it('leave C as it was', () => {
    const text =
      '#define A(x) \\\n  ((x) + \\\n  1)\n\nint a; // one \\\n  two\n// three ??/\n  four\n\n/* five\n */\nchar *b = "/*";\n';
    const code = squeezed(withoutCComments(text));
    insertEverywhere('c', cStyle, text, (after) => assert.equal(squeezed(withoutCComments(after)), code));
  }).timeout(60_000);
});

/** Python reads the encoding of a file from its first two lines: https://peps.python.org/pep-0263/ */
function encodingOf(text: string): string | undefined {
  const lines = text.split(/\r\n|\r|\n/).slice(0, 2);
  return lines.map((line) => /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/.exec(line)?.[1]).find(Boolean);
}

describe('Comments with hostile texts, line by line', () => {
  const languages: readonly (readonly [
    languageId: string,
    syntax: CommentSyntax,
    continuation: RegExp,
    text: string,
  ])[] = [
    ['python', pythonStyle, /\\\n/g, 'import os\n\ndef f():\n    # old\n    return 1 + \\\n      2\n'],
    ['python', pythonStyle, /\\\n/g, '#!/usr/bin/python\n# coding: latin-1\nimport os\n'],
    ['lua', luaStyle, /\\\n/g, 'local a = 1\n-- old\nreturn a\n'],
    ['bat', batchStyle, /\^\r\n/g, '@echo off\r\n\r\necho a ^\r\n  b ^\r\n  c\r\n'],
    ['powershell', shellStyle, /`\n/g, 'Get-A `\n  -B 1 `\n  -C\n\nGet-D\n'],
    ['vb', basicStyle, / _\n/g, 'Dim a = 1 + _\n  2\n\nb()\n'],
  ];
  for (const [languageId, syntax, continuation, text] of languages) {
    it(`leave code as it was: ${languageId}, ${JSON.stringify(text)}`, () => {
      const sign = syntax.line ?? '';
      const code = (all: string): readonly string[] =>
        all
          .replace(continuation, '')
          .split(/\r\n|[\n\r\v\f\x1c-\x1e\u0085\u2028\u2029]/)
          .filter((line) => line.trim() !== '' && !line.trim().startsWith(sign));
      const line = languageId === 'bat' ? /^(?:@REM(?: +- .*\S)?)?$/u : /^\s*(?:(?:#|--|')(?: .*\S)?)?$/u;
      insertEverywhere(languageId, syntax, text, (after, { edits }) => {
        assert.deepEqual(code(after), code(text));
        assert.equal(encodingOf(after), encodingOf(text));
        for (const edit of edits) {
          for (const token of syntax.block ?? []) assert.ok(!edit.text.includes(token));
          assert.doesNotMatch(edit.text, /coding[:=]|(?:\\|\^|`| _)\r?(?:\n|$)/);
          assert.doesNotMatch(edit.text, /^# \/\/\//m);
          for (const written of edit.text.split(/\r?\n/)) assert.match(written, line);
        }
      });
    }).timeout(60_000);
  }

  it('expand no variable in a batch file', () => {
    insertEverywhere('bat', batchStyle, '@echo off\r\n\r\ndir\r\n', (_, { edits }) => {
      for (const edit of edits) assert.doesNotMatch(edit.text.replaceAll('%%', ''), /%/);
    });
  }).timeout(60_000);
});

describe('Comments with hostile texts, in blocks', () => {
  const htmlComment = /<!--(?:>|->)?[^]*?--!?>/g;
  const withoutHtmlComments = (all: string): string =>
    all
      .replace(/(?<=<script>)[^]*?(?=<\/script>)/g, (code) => code.replace(/^\s*\/\/.*$/gm, ''))
      .replace(htmlComment, '');
  const languages: readonly (readonly [
    languageId: string,
    syntax: CommentSyntax,
    text: string,
    withoutComments: (text: string) => string,
  ])[] = [
    [
      'css',
      cssStyle,
      'a {\n  color: red;\n}\n\n/* old\n note */\nb { content: "/*";\n}\n',
      (all) => all.replace(/("[^"\n]*")|\/\*[^]*?\*\//g, '$1'),
    ],
    [
      'html',
      htmlStyle,
      '<p\n title="a > b"\n id="a">\n\n<!-- old -->\n<script>\nlet a;\n\n</script>\n<pre>\n\n</pre></p>\n',
      withoutHtmlComments,
    ],
    ['vue', htmlStyle, '<template>\n  <p\n    @click="a > b"\n    c="d" />\n\n</template>\n', withoutHtmlComments],
    [
      'razor',
      htmlStyle,
      '<p>\n@Model.Name\n</p>\n<script>\nlet a;\n\n</script>\n',
      (all) => all.replace(/@\*[^]*?\*@/g, ''),
    ],
  ];
  for (const [languageId, syntax, text, withoutComments] of languages) {
    it(`leave code as it was: ${languageId}`, () => {
      const code = (all: string): string => squeezed(withoutComments(all));
      const tags = text.match(/<p[^>]*(?:> b"[^>]*)?>/g) ?? [];
      insertEverywhere(languageId, syntax, text, (after) => {
        assert.equal(code(after), code(text));
        for (const tag of tags) assert.ok(after.includes(tag), after);
      });
    }).timeout(60_000);
  }

  it('give nothing to run to a file of PHP, within its tags and around them', () => {
    const text = '<p>\n\n<?php\n\necho 1;\n?>\n<b\n  c="<?= 2 ?>"\n  d>\n\n</b>\n';
    const tags = (all: string): readonly string[] =>
      [...all.matchAll(/<\?[^]*?(?:\?>|$)/g)].map(([tag]) => squeezed(tag.replace(/^\s*\/\/.*$/gm, '')));
    const rest = (all: string): string => squeezed(all.replace(/<\?[^]*?(?:\?>|$)/g, '').replace(htmlComment, ''));
    insertEverywhere('php', cStyle, text, (after) => {
      assert.deepEqual(tags(after), tags(text));
      assert.equal(rest(after), rest(text));
    });
  }).timeout(60_000);

  it('give nothing to run to template engines', () => {
    const active = /<\?|<%|\{\{|\{%|\{#|\$\{|#\{|\{!!|(?<!\w)@[\w({]/;
    insertEverywhere('html', htmlStyle, '<p>\n\n</p>\n', (_, { edits }) => {
      for (const edit of edits) assert.doesNotMatch(edit.text, active);
    });
  }).timeout(60_000);

  it('stand in whatever a language calls its comments', () => {
    const sign = fc.string({ unit: fc.constantFrom(...Array.from('/*-#={}<>!"\'%@()[')), minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(hostileAnswers, sign, sign, (answer, open, close) => {
        fc.pre(!open.includes(close) && !close.includes(open));
        const syntax: CommentSyntax = { line: null, noIndent: false, block: [open, close] };
        const [edit] = changeFor(answer, target('‸', 'anything', { commentSyntax: syntax })).edits;
        const comment = edit?.text ?? close;
        assert.equal(comment.indexOf(close, edit ? open.length : 0), comment.length - close.length, comment);
      }),
      { numRuns },
    );
  }).timeout(60_000);
});
