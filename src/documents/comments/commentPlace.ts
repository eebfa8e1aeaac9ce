import type { CodeDialect } from './codeDialect';
import { CommentRegions } from './commentRegion';
import type { CommentSyntax } from './commentSyntax';
import { placeInGo } from './goPreamble';
import type { InsertionTarget } from '../model/insertion';
import { jsxComment, JsxText } from './jsxPlace';
import { endOfLine, isBlank, lineAt, type Lines } from '../model/lines';
import { LongStrings } from './longStrings';

/** Where a comment goes: on lines of its own. */
export interface CommentPlace {
  readonly offset: number;
  /** How comments are written there. */
  readonly syntax: CommentSyntax;
  /** What stands before and behind the comment's lines, so that they are whole lines. */
  readonly before: string;
  readonly after: string;
  /** White space in front of each line but the first. */
  readonly indent: string;
}

/**
 * The place on the line in which the selection starts, or above it when the line is taken; further up where a comment would
 * be part of something else: behind a line that goes on, within a block comment, a tag or a string of several lines. It is
 * further down where the first lines of a file have to stay first.
 *
 * @param syntax how the language of the document writes comments.
 */
export function commentPlace(
  lines: Lines,
  target: InsertionTarget,
  dialect: CodeDialect,
  syntax: CommentSyntax,
): CommentPlace {
  const strings = new LongStrings(target.text, dialect);
  const header = headerOutside(strings, lines, target, syntax);
  const regions = new CommentRegions(target.text, dialect, syntax);
  const jsx = new JsxText(target.text, dialect);
  const containers: Containers = { strings, regions, jsx };
  const safe = Math.max(header, safeLine(lines, target, containers, Math.max(header, caretLine(lines, target))));
  if (dialect.compilesComments !== true) return placeOnLine(lines, target, containers, safe);
  const { line, partedAbove, partedBelow } = placeInGo(lines, safe);
  const place = placeOnLine(lines, target, containers, line);
  return {
    ...place,
    before: partedAbove ? `\n${place.before}` : place.before,
    after: partedBelow ? `${place.after}\n` : place.after,
  };
}

function placeOnLine(lines: Lines, target: InsertionTarget, { regions, jsx }: Containers, line: number): CommentPlace {
  const start = startOf(lines, target, line);
  const local = jsx.isBetweenTags(start) ? jsxComment : regions.at(start).syntax;
  const text = lines.texts[line];
  if (text === undefined) return { offset: target.text.length, syntax: local, before: '\n', after: '', indent: '' };
  const indent = local.noIndent ? '' : indentOf(lines.texts, line);
  if (!isBlank(text)) return { offset: lines.starts[line] ?? 0, syntax: local, before: indent, after: '\n', indent };
  const before = indent.startsWith(text) ? indent.slice(text.length) : `\n${indent}`;
  return { offset: endOfLine(lines, line), syntax: local, before, after: '', indent };
}

function caretLine(lines: Lines, { selection }: InsertionTarget): number {
  return lineAt(lines, selection.start);
}

function startOf({ starts }: Lines, { text }: InsertionTarget, line: number): number {
  return starts[line] ?? text.length;
}

/** What makes the next line a part of this one: C, shells and many others; batch; PowerShell; Visual Basic. */
const continued = /(?:\\|\?\?\/|\^|`|\s_)\s*$/;

/** What a comment must not stand in. */
interface Containers {
  readonly strings: LongStrings;
  readonly regions: CommentRegions;
  readonly jsx: JsxText;
}

/** The line at or above `line` before which a comment does no harm. */
function safeLine(lines: Lines, target: InsertionTarget, { strings, regions, jsx }: Containers, line: number): number {
  let safe = line;
  let below: number;
  do {
    below = safe;
    const start = startOf(lines, target, below);
    const container = regions.containerAt(start, regions.at(start));
    if (container) safe = lineAt(lines, container.start);
    for (const words of [strings.startAt(start), jsx.startAt(start)])
      if (words !== null) safe = Math.min(safe, lineAt(lines, words));
    while (safe > 0 && continued.test(lines.texts[safe - 1] ?? '')) safe -= 1;
  } while (safe !== below);
  return safe;
}

/** The indentation of a line; on a blank line that of the next text when it is deeper, which could belong to the comment. */
function indentOf(texts: Lines['texts'], line: number): string {
  const own = /^[ \t]*/.exec(texts[line] ?? '')?.[0] ?? '';
  if (!isBlank(texts[line])) return own;
  const next = /^[ \t]*/.exec(texts.slice(line).find((text) => !isBlank(text)) ?? '')?.[0] ?? '';
  return next.length > own.length ? next : own;
}

/** First lines that have to stay where they are: what runs the file, what it is written in, which version it is for. */
const firstLines =
  /^\ufeff?(?:#!|<\?|<!doctype|@charset|#lang|[#;/%*\s-]*(?:syntax ?=|escape ?=|swift-tools-version)|.*(?:-\*-|coding[:=]))/i;

/** The encoding of a file of Python or Ruby, which both look for in two lines: https://peps.python.org/pep-0263/ */
const encoding = /^[ \t\f]*#.*coding[:=]/;

/** A string of several lines can look like the first lines of a file, but nothing may be put into it. */
function headerOutside(strings: LongStrings, lines: Lines, target: InsertionTarget, syntax: CommentSyntax): number {
  const header = headerLength(lines.texts, syntax);
  const string = strings.startAt(startOf(lines, target, header));
  return string === null ? header : Math.min(header, lineAt(lines, string));
}

/** How many lines at the start of a file nothing may be put before. */
function headerLength(texts: Lines['texts'], syntax: CommentSyntax): number {
  const declared = texts.slice(0, 2).findLastIndex((text) => encoding.test(text)) + 1;
  const end = endOfDeclaration(texts);
  const others = texts.slice(0, 2).findIndex((text) => !firstLines.test(text));
  return Math.max(declared, end, endOfFrontMatter(texts, syntax), others < 0 ? Math.min(2, texts.length) : others);
}

/** How many lines a declaration of XML or HTML at the start of a file has. */
function endOfDeclaration(texts: Lines['texts']): number {
  const [first = ''] = texts;
  if (/^\ufeff?<\?xml\b/i.test(first)) return texts.findIndex((text) => text.includes('?>')) + 1;
  if (/^\ufeff?<!doctype\b/i.test(first)) return texts.findIndex((text) => /[>[]/.test(text)) + 1;
  return 0;
}

/** How many lines the front matter of a template or style sheet has. */
function endOfFrontMatter(texts: Lines['texts'], { line }: CommentSyntax): number {
  // In YAML hyphens separate documents, in SQL and Lua they are comments.
  if (texts[0]?.trimEnd() !== '---' || line === '#' || line === '--') return 0;
  return texts.findIndex((text, index) => index > 0 && /^(?:---|\.\.\.)\s*$/.test(text)) + 1;
}
