import { parse } from 'jsonc-parser';
import * as v from 'valibot';

/** How a language writes comments. At least one of the two is there. */
export interface CommentSyntax {
  /** What a comment to the end of the line starts with: `//`, `#`, `--`. */
  readonly line: string | null;
  /** Whether such a comment has to start in the first column. */
  readonly noIndent: boolean;
  /** What a block comment starts and ends with. */
  readonly block: readonly [open: string, close: string] | null;
}

const token = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1),
  v.maxLength(20),
  v.regex(/^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/),
);

const configuration = v.object({
  comments: v.object({
    lineComment: v.fallback(
      v.nullish(
        v.union([
          v.pipe(
            token,
            v.transform((comment) => ({ comment, noIndent: false })),
          ),
          v.object({ comment: token, noIndent: v.fallback(v.optional(v.boolean(), false), false) }),
        ]),
      ),
      null,
    ),
    blockComment: v.fallback(v.nullish(v.tuple([token, token])), null),
  }),
});

/**
 * Reads a language's comments from the text of its `language-configuration.json`: JSON with comments and trailing commas.
 * Null when it names none that can be used.
 * Source: https://code.visualstudio.com/api/language-extensions/language-configuration-guide
 */
export function commentSyntaxFrom(languageConfiguration: string): CommentSyntax | null {
  const decoded = v.safeParse(configuration, parse(languageConfiguration, [], { allowTrailingComma: true }));
  if (!decoded.success) return null;
  const { lineComment, blockComment } = decoded.output.comments;
  if (!lineComment && !blockComment) return null;
  return {
    line: lineComment?.comment ?? null,
    noIndent: lineComment?.noIndent ?? false,
    block: blockComment ?? null,
  };
}
