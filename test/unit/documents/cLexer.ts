/**
 * A small lexer of C for tests, after the translation phases of the standard (C17, 5.1.1.2): trigraphs, then line splicing,
 * then comments. It gives the text without its comments, each one replaced by a space as the standard says.
 */
export function withoutCComments(source: string): string {
  const text = source
    .replace(/\?\?\//g, '\\')
    // GCC and Clang splice lines in spite of white space behind the backslash.
    .replace(/\\[ \t\v\f]*(?:\r\n|[\r\n])/g, '');
  let code = '';
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at);
    const [token = ''] =
      /^\/\/[^\r\n]*/.exec(rest) ??
      /^\/\*[^]*?(?:\*\/|$)/.exec(rest) ??
      /^(["'])(?:\\[^]|(?!\1)[^\\\r\n])*(?:\1|$)/.exec(rest) ??
      /^[^]/.exec(rest) ??
      [];
    code += token.startsWith('//') || token.startsWith('/*') ? ' ' : token;
    at += token.length;
  }
  return code;
}
