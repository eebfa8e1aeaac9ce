import { visibleLine, visibleText } from '../../markdown/visible';

declare const brand: unique symbol;

/**
 * A text in which VS Code finds nothing but text. Only `plainText` and `plainLine` make one, so a text from outside fits
 * nowhere in this folder without having passed them.
 */
export type PlainText = string & { readonly [brand]: 'PlainText' };

const zeroWidthSpace = '\u200b';

/**
 * A text that reads as it is, with nothing in it that VS Code interprets and nothing that cannot be seen. In titles,
 * prompts, messages, labels, descriptions and tooltips VS Code makes links of `[text](https://…)` and of
 * `[text](command:…)`, which runs a command (`parseLinkedText` in its sources), and icons of `$(name)`
 * (`renderLabelWithIcons`). Which member does which changes between versions, so both are always broken, by a zero-width
 * space within `](` and `$(`.
 *
 * For showing only: what is copied, sent, stored or typed again must be the text itself.
 */
export function plainText(text: string): PlainText {
  return broken(visibleText(text));
}

/** The same on one line, for labels and titles. */
export function plainLine(text: string): PlainText {
  return broken(visibleLine(text));
}

function broken(text: string): PlainText {
  return text.replace(/[\]$](?=\()/g, `$&${zeroWidthSpace}`) as PlainText;
}
