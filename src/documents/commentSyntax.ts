/** How a language writes comments. At least one of the two is there. */
export interface CommentSyntax {
  /** What a comment to the end of the line starts with: `//`, `#`, `--`. */
  readonly line: string | null;
  /** What a block comment starts and ends with. */
  readonly block: readonly [open: string, close: string] | null;
}
