/**
 * A text as a URL; null for a text that is none.
 *
 * Not by way of `URL.canParse`: in Node.js 20 its optimized form takes letters such as ü for errors, so that it changes its
 * mind about the same text after some thousand calls.
 */
export function urlOf(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** A text with its escapes (`%20`) decoded; the text as it is when they are none of UTF-8, as in `100%`. */
export function withoutEscapes(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
