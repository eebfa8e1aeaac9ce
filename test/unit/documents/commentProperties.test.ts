import assert from 'node:assert/strict';
import fc from 'fast-check';
import ts from 'typescript';
import { applied } from '../../../src/documents/model/change';
import type { CommentSyntax } from '../../../src/documents/comments/commentSyntax';
import { changeFor, cssStyle, cStyle, hashStyle, htmlStyle } from './documentBuilders';
import { hostileAnswers } from './hostileAnswers';

/** Inserts hostile answers at every kind of place, and compares what a reader of the language makes of the file. */
function keepsItsMeaning(
  languageId: string,
  commentSyntax: CommentSyntax,
  documents: readonly string[],
  meaning: (text: string) => unknown,
): void {
  fc.assert(
    fc.property(hostileAnswers, fc.constantFrom(...documents), fc.nat(), (answer, text, position) => {
      const caret = position % (text.length + 1);
      const selection = { start: caret, end: caret };
      const change = changeFor(answer, { languageId, text, selection, commentSyntax, citationStyle: 'auto' });
      assert.ok(change.edits.every(({ start, end }) => start === end));
      const changed = applied(text, change);
      assert.deepEqual(meaning(changed), meaning(text), changed);
    }),
    { numRuns: 400 },
  );
}

function typescriptTokens(variant: ts.LanguageVariant): (text: string) => readonly string[] {
  return (text) => {
    const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, variant, text);
    const tokens: string[] = [];
    for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
      tokens.push(`${kind} ${scanner.getTokenText()}`);
      assert.ok(tokens.length < 10_000);
    }
    return tokens;
  };
}

/** C as its translation phases 1 to 3 say: trigraphs, then spliced lines, then comments. */
function cCode(text: string): readonly string[] {
  const spliced = text
    .replace(/\?\?\//g, '\\')
    .replace(/\\[ \t]*\r?\n/g, '')
    .replace(/[\u2028\u2029\u0085]/g, '\n');
  return withoutComments(spliced, '//', ['/*', '*/']);
}

/** Java reads Unicode escapes before anything else. */
function javaCode(text: string): readonly string[] {
  assert.doesNotMatch(text, /\\u+(?![\da-f]{4})/i);
  const unescaped = text.replace(/\\u+([\da-f]{4})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
  return withoutComments(unescaped, '//', ['/*', '*/']);
}

/** The words of a text outside comments; strings count as words. */
function withoutComments(
  text: string,
  line: string | null,
  block: readonly [string, string] | null,
): readonly string[] {
  let rest = text;
  let code = '';
  while (rest !== '') {
    if (line !== null && rest.startsWith(line)) rest = rest.replace(/^[^\r\n]*/, '');
    else if (block && rest.startsWith(block[0])) {
      const end = rest.indexOf(block[1], block[0].length);
      assert.ok(end >= 0, 'A comment does not end.');
      rest = ` ${rest.slice(end + block[1].length)}`;
    } else {
      const string = /^"(?:[^"\\\n]|\\.)*"/.exec(rest)?.[0] ?? rest.charAt(0);
      code += string;
      rest = rest.slice(string.length);
    }
  }
  return code.split(/\s+/).filter((word) => word !== '');
}

describe('Comments with hostile answers', () => {
  const typescript = [
    'const a = 1;\nfunction f(b: string) {\n  return b + "x" / 2; // c\n}\n\n\nclass D {\n\n  e = /f/;\n}\n',
    '#!/usr/bin/env node\n/*\n * License\n */\nimport x from "x";\r\n\r\nx();\r\n',
    'let last = 1;',
  ];

  it('leave the tokens of TypeScript as they are', () => {
    keepsItsMeaning('typescript', cStyle, typescript, typescriptTokens(ts.LanguageVariant.Standard));
  }).timeout(20_000);

  it('leave the shape of JSX as it is', () => {
    const shape = (text: string): unknown => {
      const file = ts.createSourceFile('a.tsx', text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
      const kinds: ts.SyntaxKind[] = [];
      const visit = (node: ts.Node): void => {
        // A comment between tags is an expression without a value.
        if (ts.isJsxExpression(node) && !node.expression) return;
        if (node.kind !== ts.SyntaxKind.JsxText) kinds.push(node.kind);
        node.forEachChild(visit);
      };
      visit(file);
      return kinds;
    };
    keepsItsMeaning(
      'typescriptreact',
      cStyle,
      ['const a = (\n  <b>\n    {c}\n    d\n\n    <e f="g" />\n  </b>\n);\n'],
      shape,
    );
  }).timeout(20_000);

  it('leave template literals and what follows them as they are', () => {
    const around = (text: string): unknown => {
      const file = ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest, true);
      return file.statements.map(({ kind }) => kind);
    };
    keepsItsMeaning('typescript', cStyle, ['const a = `b\n  c ${d}\n\n  e`;\nconst f = 1;\n'], around);
  }).timeout(20_000);

  it('leave C as it is, with its spliced lines', () => {
    const documents = [
      '#include <a.h>\n#define B(c) \\\n  do { \\\n    c; \\\n  } while (0)\n\nint d(void) {\n  return "//" != 0;\n}\n',
      'int a; /* b\n  c */ int d;\n// e \\\n   f\nint g;\n',
    ];
    keepsItsMeaning('c', cStyle, documents, cCode);
  }).timeout(20_000);

  it('leave Java as it is, with its Unicode escapes', () => {
    keepsItsMeaning('java', cStyle, ["class A {\n  /** b */\n  int c = 1;\n\n  char d = '\\u0041';\n}\n"], javaCode);
  }).timeout(20_000);

  it('leave CSS as it is', () => {
    keepsItsMeaning('css', cssStyle, ['@charset "x";\na {\n  b: c;\n\n}\n/* d\n   e */\nf { g: "h" }\n'], (text) =>
      withoutComments(text, null, ['/*', '*/']),
    );
  }).timeout(20_000);

  it('leave XML as it is, with no two hyphens in a comment', () => {
    const meaning = (text: string): unknown => {
      for (const [, comment = ''] of text.matchAll(/<!--([^]*?)-->/g)) assert.doesNotMatch(comment, /--|-$/);
      return withoutComments(text, null, ['<!--', '-->']);
    };
    keepsItsMeaning(
      'xml',
      htmlStyle,
      ['<?xml version="1.0"?>\n<a>\n  <b\n    c="d"\n  />\n\n  <!-- e\n f -->\n</a>\n'],
      meaning,
    );
  }).timeout(20_000);

  it('leave HTML as it is, with its scripts and styles', () => {
    const document =
      '<!DOCTYPE html>\n<style>\na { }\n\n</style>\n<p\n  class="b">\n\nc</p>\n<script>\nlet d = 1;\n\n</script>\n';
    keepsItsMeaning('html', htmlStyle, [document], (text) => {
      const scripts = [...text.matchAll(/<script>([^]*?)<\/script>/gi)].map(([, code = '']) =>
        withoutComments(code, '//', ['/*', '*/']),
      );
      const styles = [...text.matchAll(/<style>([^]*?)<\/style>/gi)].map(([, code = '']) =>
        withoutComments(code, null, ['/*', '*/']),
      );
      const rest = text.replace(/<(script|style)>[^]*?<\/\1>/gi, '');
      return [scripts, styles, withoutComments(rest, null, ['<!--', '-->'])];
    });
  }).timeout(20_000);

  it('leave Python and shell scripts as they are', () => {
    const documents = [
      '#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\nimport a\n\ndef b(c):\n    d = c + \\\n        1\n\n    return d\n',
      '#!/bin/sh\nfor a in b \\\n  c\ndo\n\techo "$a"\ndone\n',
    ];
    const meaning = (text: string): unknown => {
      const first = text
        .split('\n')
        .slice(0, 2)
        .filter((line) => /^#!|coding[:=]/.test(line));
      return [
        first,
        text.split(/[\r\n\u000b\u000c\u0085\u2028\u2029]+/).filter((line) => line.trim() !== '' && !/^\s*#/.test(line)),
      ];
    };
    for (const languageId of ['python', 'shellscript']) keepsItsMeaning(languageId, hashStyle, documents, meaning);
  }).timeout(20_000);

  it('leave OCaml as it is, which reads strings in comments', () => {
    const syntax: CommentSyntax = { line: null, noIndent: false, block: ['(*', '*)'] };
    const meaning = (text: string): unknown => {
      for (const [, comment = ''] of text.matchAll(/\(\*([^]*?)\*\)/g)) assert.doesNotMatch(comment, /"|\{\w*\||\(\*/);
      return withoutComments(text, null, ['(*', '*)']);
    };
    keepsItsMeaning('ocaml', syntax, ['let a = 1\n\nlet b = "c"\n'], meaning);
  }).timeout(20_000);

  it('give no first token to a batch file that could end the remark', () => {
    const syntax: CommentSyntax = { line: '@REM', noIndent: false, block: null };
    keepsItsMeaning('bat', syntax, ['@echo off\n\ndir\n'], (text) => {
      const remarks = text.split(/\r?\n/).filter((line) => line.startsWith('@REM') && line !== '@REM');
      for (const line of remarks) {
        assert.match(line, /^@REM +- /);
        assert.doesNotMatch(line.replaceAll('%%', ''), /%/);
        assert.doesNotMatch(line, /\^$/);
      }
      return text.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('@REM'));
    });
  }).timeout(20_000);
});
