import { visibleLine } from '../markdown/visible';

/** A text as it is, on one line, for a list of quick input: nothing in it draws an icon or turns its surroundings around. */
export function plainLabel(text: string): string {
  return visibleLine(text).replaceAll('$(', '$\u200b(');
}
