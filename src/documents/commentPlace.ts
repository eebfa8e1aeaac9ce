import type { CommentSyntax } from './commentSyntax';
import type { InsertionTarget } from './insertion';
import { endOfLine, isBlank, lineAt, type Lines } from './lines';

/** Where a comment goes: on lines of its own. */
export interface CommentPlace {
  readonly offset: number;
  /** What stands before and behind the comment's lines, so that they are whole lines. */
  readonly before: string;
  readonly after: string;
  /** White space in front of each line but the first. */
  readonly indent: string;
}

const html: CommentSyntax = { line: null, noIndent: false, block: ['<!--', '-->'] };
const script: CommentSyntax = { line: '//', noIndent: false, block: ['/*', '*/'] };
const style: CommentSyntax = { line: null, noIndent: false, block: ['/*', '*/'] };

/** The comments at the start of the caret's line: documents of tags hold scripts and styles, and PHP stands between tags of its own. */
export function syntaxAt(lines: Lines, target: InsertionTarget, syntax: CommentSyntax): CommentSyntax {
  const { languageId, text, selection } = target;
  const before = text.slice(0, lines.starts[lineAt(lines, selection.end)] ?? 0).toLowerCase();
  const isPhp = languageId === 'php';
  if (isPhp && before.lastIndexOf('<?') > before.lastIndexOf('?>')) return syntax;
  if (!isPhp && syntax.block?.[0] !== '<!--') return syntax;
  if (isOpen(before, '<script', '</script')) return script;
  if (isOpen(before, '<style', '</style')) return style;
  return isPhp ? html : syntax;
}

function isOpen(before: string, open: string, close: string): boolean {
  const start = before.lastIndexOf(open);
  return start > before.lastIndexOf(close) && before.includes('>', start);
}

/** The place at the caret's line, or above it when the line is taken; further up where a comment would do harm. */
export function commentPlace(lines: Lines, target: InsertionTarget, syntax: CommentSyntax): CommentPlace {
  const { texts, starts } = lines;
  const caretLine = lineAt(lines, target.selection.end);
  const line = Math.max(headerLength(texts, caretLine), safeLine(lines, target, syntax, caretLine));
  const text = texts[line];
  if (text === undefined) return { offset: target.text.length, before: '\n', after: '', indent: '' };
  const indent = syntax.noIndent ? '' : (/^[ \t]*/.exec(text)?.[0] ?? '');
  if (!isBlank(text)) return { offset: starts[line] ?? 0, before: indent, after: '\n', indent };
  const needsOwnLine = syntax.noIndent && text !== '';
  return { offset: endOfLine(lines, line), before: needsOwnLine ? '\n' : '', after: '', indent };
}

/** The line at or above the caret before which a comment does no harm. */
function safeLine(lines: Lines, { text }: InsertionTarget, { line, block }: CommentSyntax, caretLine: number): number {
  let safe = caretLine;
  for (let previous = -1; previous !== safe;) {
    previous = safe;
    // A line that ends with a backslash goes on in the next one.
    while (safe > 0 && /\\[ \t]*$/.test(lines.texts[safe - 1] ?? '')) safe -= 1;
    const before = text.slice(0, lines.starts[safe] ?? 0);
    if (block?.[0] === '<!--' && before.lastIndexOf('<') > before.lastIndexOf('>')) {
      safe = lineAt(lines, before.lastIndexOf('<'));
    }
    if (line === null && block && before.lastIndexOf(block[0]) > before.lastIndexOf(block[1])) {
      safe = lineAt(lines, before.lastIndexOf(block[0]));
    }
  }
  return safe;
}

/** First lines that have to stay where they are: what runs the file, what it is written in, which version it is for. */
const firstLines =
  /^(?:#!|<\?|<!doctype|@charset|#lang|[#;/%*\s-]*(?:syntax ?=|escape ?=|swift-tools-version|.*-\*-|.*coding[:=]))/i;

/** How many lines at the start of a file nothing may be put before, when the caret is in them. */
function headerLength(texts: readonly string[], caretLine: number): number {
  let length = 0;
  while (length <= Math.min(caretLine, 1) && firstLines.test(texts[length] ?? '')) length += 1;
  const hasCoding = length === 1 && /coding[:=]/.test(texts[1] ?? '') && /^\s*#/.test(texts[1] ?? '');
  return hasCoding ? 2 : length;
}
