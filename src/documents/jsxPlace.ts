import type { CommentSyntax } from './commentSyntax';
import { isBlank, type Lines } from './lines';

/** Between the tags of JSX, what stands in braces is a comment; anything else is text that the page shows. */
const jsxComment: CommentSyntax = { line: null, noIndent: false, block: ['{/*', '*/}'] };

const tagAtEnd = /(?:^\s*|\/|(?<![\w$.)\]])<\/?[\w.:-]*(?:\s(?:[^<>]|=>)*)?)>$/;

/** How a comment before a line is written when that is a place between tags of JSX; null when it is none. */
export function jsxSyntaxAt(languageId: string, { texts }: Lines, line: number): CommentSyntax | null {
  if (languageId !== 'javascriptreact' && languageId !== 'typescriptreact') return null;
  const above =
    texts
      .slice(0, line)
      .findLast((text) => !isBlank(text))
      ?.trimEnd() ?? '';
  const below =
    texts
      .slice(line)
      .find((text) => !isBlank(text))
      ?.trimStart() ?? '';
  if (below.startsWith('</')) return jsxComment;
  const isBehindTag = tagAtEnd.test(above) && !/^[)\]},;:?&|]/.test(below) && below !== '';
  const isBehindValue = above.endsWith('}') && /^<[A-Za-z>]/.test(below);
  return isBehindTag || isBehindValue ? jsxComment : null;
}
