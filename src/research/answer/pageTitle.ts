import { decodeCharacterReferences } from '../../markdown/characterReferences';
import { visibleLine } from '../../markdown/visible';

/**
 * The title of a page as its site means it, on one line: titles come from HTML and are often not decoded yet, so
 * `AT&amp;T &ndash; results` becomes `AT&T – results`. Decoded once, before what cannot be seen is taken out. Null for a
 * title without words.
 *
 * Only for titles. In an excerpt `&lt;` may well be what the page shows, since pages about HTML are quoted as they read; a
 * title that shows a character reference on purpose is a rarity. In an address `&copy=1` is a parameter.
 */
export function pageTitle(title: string | null): string | null {
  const line = visibleLine(decodeCharacterReferences(title ?? ''));
  return line === '' ? null : line;
}
