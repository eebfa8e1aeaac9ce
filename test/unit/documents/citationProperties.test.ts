import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { bibliographyOf, citationsIn } from '../../../src/documents/documents';
import { applied } from '../../../src/documents/model/change';
import type { DocumentCitation } from '../../../src/documents/model/format';
import type { DocumentChange, InsertionTarget } from '../../../src/documents/model/insertion';
import { blocksOf, sourcesToName } from '../../../src/documents/model/sourceWords';
import { escapeUrl } from '../../../src/markdown/escape';
import { visibleLine } from '../../../src/markdown/visible';
import { inlinesOf } from '../../../src/markdown/walk';
import { isOpenable } from '../../../src/research/answer/links';
import type { Source, SourcedAnswer } from '../../../src/research/answer/sources';
import { changeFor, changeForCitation, cssStyle, cStyle, hashStyle, htmlStyle } from './documentBuilders';
import { hostileAnswers, hostileSources } from './hostileAnswers';
import { markdownTargets } from './markdownDocuments';

/** How a format writes an address, as far as it can be told afterwards. */
type Spelling = (url: string) => string;

/** Formats escape what would be active in them, each in its own way. */
const inText: Spelling = (url) => visibleLine(url.replace(/(?:%[\da-f]{2})+/gi, unescaped));

function unescaped(escapes: string): string {
  try {
    return decodeURIComponent(escapes);
  } catch {
    return escapes.toUpperCase();
  }
}

/** What stands in a document by now of what a change has put into it, but for footnotes at its end. */
function insertedRange({ edits, selectionAfter }: DocumentChange): { readonly start: number; readonly end: number } {
  let moved = 0;
  for (const { start, end, text } of edits) {
    if (start + moved <= selectionAfter && selectionAfter <= start + moved + text.length) {
      return { start: start + moved, end: start + moved + text.length };
    }
    moved += text.length - (end - start);
  }
  return { start: 0, end: 0 };
}

/** Checks that a change brings citations of these pages, in this order, and takes none away from the rest of the document. */
function assertBrings(
  target: InsertionTarget,
  change: DocumentChange,
  urls: readonly string[],
  spelled: Spelling,
): void {
  const text = applied(target.text, change);
  const { start, end } = insertedRange(change);
  const found = citationsIn({ ...target, text });
  const isInserted = (citation: DocumentCitation): boolean => start <= citation.start && citation.end <= end;
  // Where an address must not be opened, its words stand in the document, and may be one that can be opened by then.
  const isWords = new Set(urls.filter((url) => !isOpenable(url)).map(spelled));
  const spelledAll = (list: readonly string[]): readonly string[] =>
    list.map(spelled).filter((url) => !isWords.has(url));
  assert.deepEqual(spelledAll(found.filter(isInserted).map(({ url }) => url)), spelledAll(urls), text);
  // A footnote may stand within the label of a link.
  assert(found.every((citation, index) => citation.start < (found[index + 1]?.start ?? text.length)));
}

/** The pages that an answer names in Markdown, where it names them: by markers and links, or else in a list. */
function namedInMarkdown(answer: SourcedAnswer): readonly string[] {
  const byNumber = new Map(answer.sources.map((source) => [source.number, source.url]));
  const named = inlinesOf(blocksOf(answer)).flatMap((inline) => {
    if (inline.type === 'marker') return byNumber.get(inline.number) ?? [];
    return inline.type === 'link' ? inline.url : [];
  });
  const isCited = answer.sources.some(({ standing }) => standing === 'cited');
  return isCited ? named : [...named, ...sourcesToName(answer.sources).map(({ url }) => url)];
}

/** The pages that an answer names in plain text: in the list behind it, in the order of the text. */
function namedInList(answer: SourcedAnswer): readonly string[] {
  const named = sourcesToName(answer.sources);
  const markers = inlinesOf(blocksOf(answer)).flatMap((inline) => (inline.type === 'marker' ? inline.number : []));
  const order = new Set([...markers, ...named.map(({ number }) => number)]);
  return [...order].flatMap((number) => named.find((source) => source.number === number)?.url ?? []);
}

/** Not within the address of a link, where nothing is a citation. */
const targets = markdownTargets.filter(
  ({ text, selection: { end } }) => !/\(\S*$/.test(text.slice(0, end)) || !/^\S/.test(text.slice(end)),
);

/** Short documents of all formats but Markdown. */
const documents: readonly (readonly [string, InsertionTarget['commentSyntax'], string])[] = [
  ['plaintext', null, 'One\n\n    two\r\n\r\nthree [1]\n'],
  ['git-commit', null, 'Win\n\nBecause.\n\n# Please enter\n'],
  ['typescript', cStyle, 'function f() {\n\treturn `a\n${b}`;\n}\n'],
  ['typescriptreact', cStyle, 'const a = (\n  <div>\n    <p>Hi</p>\n  </div>\n);\n'],
  ['python', hashStyle, 'def f():\n    """\n    a\n    """\n    return 1\n'],
  ['perl', hashStyle, 'my $a = 1;\nprint $a;\n'],
  ['tcl', hashStyle, 'set a 1\n'],
  ['bat', { line: '@REM', noIndent: false, block: null }, '@echo off\r\nset a=1\r\n'],
  ['lua', { line: '--', noIndent: false, block: ['--[[', ']]'] }, 'local a = 1\n'],
  ['css', cssStyle, 'a {\n  color: red;\n}\n'],
  ['ocaml', { line: null, noIndent: false, block: ['(*', '*)'] }, 'let a = 1\n'],
  ['pascal', { line: null, noIndent: false, block: ['{', '}'] }, 'begin\n  a := 1;\nend.\n'],
  ['html', htmlStyle, '<p>\n  a\n</p>\n<script>\n  a();\n</script>\n<style>\n  a {}\n</style>\n'],
  ['php', cStyle, '<p>a</p>\n<?php\n$a = 1;\n?>\n'],
  ['razor', htmlStyle, '<p>@a</p>\n'],
];

const textTargets = fc
  .tuple(fc.constantFrom(...documents), fc.nat(), fc.constantFrom(40, 100))
  .map(([[languageId, commentSyntax, text], position, wrapColumn]): InsertionTarget => {
    const caret = position % (text.length + 1);
    return {
      languageId,
      commentSyntax,
      text,
      selection: { start: caret, end: caret },
      citationStyle: 'auto',
      wrapColumn,
    };
  });

describe('Citations that were inserted', () => {
  it('are found again in Markdown, for each place in the answer that names a page', () => {
    fc.assert(
      fc.property(hostileAnswers, targets, (answer, target) =>
        assertBrings(target, changeFor(answer, target), namedInMarkdown(answer), escapeUrl),
      ),
      { numRuns: 1000 },
    );
  }).timeout(60_000);

  it('are found again in Markdown, one at a time', () => {
    fc.assert(
      fc.property(hostileSources, targets, (cited, target) =>
        assertBrings(target, changeForCitation(cited, target), [cited.url], escapeUrl),
      ),
      { numRuns: 1000 },
    );
  }).timeout(60_000);

  it('are found again in plain text and in comments, in the order of the list', () => {
    fc.assert(
      fc.property(hostileAnswers, textTargets, (answer, target) =>
        assertBrings(target, changeFor(answer, target), namedInList(answer), inText),
      ),
      { numRuns: 2000 },
    );
  }).timeout(60_000);

  it('are found again in plain text and in comments, one at a time', () => {
    fc.assert(
      fc.property(hostileSources, textTargets, (cited: Source, target) =>
        assertBrings(target, changeForCitation(cited, target), [cited.url], inText),
      ),
      { numRuns: 2000 },
    );
  }).timeout(60_000);
});

describe('Citations in documents that nobody here wrote', () => {
  const packages = path.resolve(__dirname, '../../../../node_modules');
  const names = readdirSync(packages).slice(0, 150);
  const readmes = names.map((name) => path.join(packages, name, 'README.md'));

  it('have the form of ours, and are read without harm', () => {
    let links = 0;
    for (const text of readmes.flatMap(readIfThere)) {
      for (const languageId of ['markdown', 'mdx', 'plaintext', 'c']) {
        const document = { languageId, text, commentSyntax: cStyle };
        bibliographyOf(document);
        for (const { start, end, url } of citationsIn(document)) {
          assert(isOpenable(url));
          assert.match(
            text.slice(start, end),
            /^(?:\[[^]*\]\(https?:\/\/\S+\)|\[\^\S+\]|<https?:\/\/\S+>|.*\(accessed )/i,
          );
          links += 1;
        }
      }
    }
    assert(links > 100);
  }).timeout(60_000);
});

function readIfThere(file: string): readonly string[] {
  try {
    return [readFileSync(file, 'utf8')];
  } catch {
    return [];
  }
}
