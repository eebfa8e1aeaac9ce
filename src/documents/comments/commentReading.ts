import type { PlainLine } from '../formats/plain/plainReading';
import type { Lines } from '../model/lines';
import { literally } from '../model/wordPattern';
import type { CodeDialect } from './codeDialect';
import { withoutOrder } from './commentDirectives';
import { regionSyntaxes } from './commentRegion';
import type { CommentSyntax } from './commentSyntax';
import { jsxComment } from './jsxPlace';

/**
 * The lines of the comments in a piece of code that have the form of ours: behind a mark each, or between two lines that hold
 * nothing but the beginning and the end of a comment. All other lines are empty.
 */
export function linesOfComments(
  { texts, starts }: Lines,
  dialect: CodeDialect,
  syntax: CommentSyntax,
): readonly PlainLine[] {
  const syntaxes = syntaxesIn(dialect, syntax);
  const marks = syntaxes.flatMap(({ line }) => (line === null ? [] : [literally(line)]));
  const mark = new RegExp(`^[ \\t]*(?:${marks.join('|') || '(?!)'}) +(?=\\S)`);
  const ends = new Map(syntaxes.flatMap(({ block }) => (block ? [block] : [])));
  let end: string | null = null;
  return texts.map((text, index) => {
    const words = text.trim();
    const isEnd = words === end;
    const isInside = end !== null && !isEnd;
    if (isEnd) end = null;
    else end ??= ends.get(words) ?? null;
    const lead = mark.exec(text)?.[0] ?? (isInside ? /^\s*/.exec(text)?.[0] : undefined);
    return lineOf(text, lead ?? text, starts[index] ?? 0, dialect);
  });
}

/** How comments may be written in a language: between tags and in scripts otherwise than in the rest. */
function syntaxesIn({ hasJsx = false, markup }: CodeDialect, syntax: CommentSyntax): readonly CommentSyntax[] {
  const isMixed = syntax.line === null || markup !== undefined;
  return [syntax, ...(hasJsx ? [jsxComment] : []), ...(isMixed ? regionSyntaxes : [])];
}

/** What was written into a line, as far as it can be told: see `CommentText.harmless`. */
function lineOf(text: string, lead: string, start: number, { isBatch = false }: CodeDialect): PlainLine {
  const written = text
    .slice(lead.length)
    .trimEnd()
    .replace(/(?<=(?:\\|\?\?\/|\s_|^_|\^)) \.$/, '');
  const listed = written.startsWith('- ') ? written.slice(2) : null;
  const isOrder = listed !== null && (isBatch || withoutOrder(listed) === written);
  return { lead, words: isOrder ? listed : written, start: start + lead.length + (isOrder ? 2 : 0) };
}

/**
 * The address that a stretch of a comment was written for. No address holds white space, so what is there has taken apart
 * something that must not stand in a comment; null where it sets an address off that is none on the web.
 */
export function addressInComment(written: string, { isBatch = false }: CodeDialect): string | null {
  if (written.includes(' - ')) return null;
  const address = written.replace(/\s+/g, '');
  return isBatch ? address.replace(/%%/g, '%') : address;
}
