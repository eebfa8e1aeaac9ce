import { visibleLine, visibleText } from '../markdown/visible';

/** A text as it is, on one line, for a list of quick input: nothing in it draws an icon or turns its surroundings around. */
export function plainLabel(text: string): string {
  return visibleLine(text).replaceAll('$(', '$\u200b(');
}

/**
 * A message without links, and without anything that cannot be seen. VS Code makes links of `[text](https://…)` in messages,
 * and of `[text](command:…)`, which runs a command (`parseLinkedText` in its sources). A title, a question or the name of a
 * file may hold either.
 */
export function plainMessage(text: string): string {
  return visibleText(text).replaceAll('](', ']\u200b(');
}
