import { unreachable } from '../base/result';
import type { Inline } from './tree';

/**
 * The words of inlines without their markup: `[3]` for a marker, a space for a break, a link's label without its URL,
 * a formula's TeX.
 */
export function textOf(inlines: readonly Inline[]): string {
  return inlines.map(wordsOf).join('');
}

function wordsOf(inline: Inline): string {
  switch (inline.type) {
    case 'text':
    case 'code':
      return inline.text;
    case 'emphasis':
    case 'strong':
    case 'strikethrough':
    case 'link':
      return textOf(inline.children);
    case 'marker':
      return `[${inline.number}]`;
    case 'formula':
      return inline.tex;
    case 'break':
      return ' ';
    default:
      return unreachable(inline);
  }
}
