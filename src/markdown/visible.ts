import { meaningfulPart, rightToLeftLetter } from './meaningfulInvisible';

/**
 * Makes a text show what it holds: characters that cannot be seen or that change how their surroundings are drawn are
 * taken out, whatever separates lines becomes a line feed, and halves of surrogate pairs become U+FFFD.
 *
 * Taken out is what Unicode calls default ignorable (UAX 44), and control characters except tab and line feed: among them
 * direction overrides, embeddings and isolates (https://trojansource.codes), soft hyphens, word joiners, fillers and tags.
 * What writing needs stays, but only where it does its work, and once (see `meaningfulPart`): variation selectors behind
 * their bases, joiners and non-joiners between letters that join, zero-width spaces in scripts without spaces, the tags of
 * flags, direction marks in texts that run from right to left.
 *
 * Takes time proportional to the text's length. A text that it returned comes back as it is.
 */
export function visibleText(text: string): string {
  return withoutInvisible(
    text.replace(/\p{Surrogate}/gu, '\ufffd').replace(/\r\n|[\r\u000b\u000c\u0085\u2028\u2029]/g, '\n'),
  );
}

/** The same for a text that has to stay on one line; runs of white space become one space. */
export function visibleLine(text: string): string {
  return visibleText(text).replace(/\s+/g, ' ').trim();
}

/** Whether a text holds a character that `visibleText` takes out. */
export function hasInvisible(text: string): boolean {
  return withoutInvisible(text) !== text;
}

/**
 * Whether an address holds a character that cannot be seen. Stricter than `hasInvisible`, since another address may look just
 * the same: only joiners and variation selectors that do their work are let through.
 */
export function hasInvisibleInAddress(address: string): boolean {
  return invisibleInAddress.test(address) || hasInvisible(address);
}

function withoutInvisible(text: string): string {
  let found: boolean | null = null;
  const isRightToLeft = (): boolean => (found ??= rightToLeftLetter.test(text));
  return text.replace(invisible, (run: string, offset: number) =>
    meaningfulPart(run, {
      before: characterBefore(text, offset),
      after: characterAt(text, offset + run.length),
      isRightToLeft,
    }),
  );
}

function characterBefore(text: string, offset: number): string {
  const pair = text.slice(Math.max(0, offset - 2), offset);
  return (pair.codePointAt(0) ?? 0) > 0xffff ? pair : pair.slice(-1);
}

function characterAt(text: string, offset: number): string {
  const codePoint = text.codePointAt(offset);
  return codePoint === undefined ? '' : String.fromCodePoint(codePoint);
}

const controls = String.raw`\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f`;

/** Also annotations, and the controls that arrange hieroglyphs. */
const invisible = new RegExp(
  String.raw`[\p{Default_Ignorable_Code_Point}${controls}\ufff9-\ufffb\u{13430}-\u{1343f}]+`,
  'gu',
);

const invisibleInAddress = new RegExp(
  String.raw`(?![\u200c\u200d\ufe00-\ufe0f\u{e0100}-\u{e01ef}])` + invisible.source.slice(0, -1),
  'u',
);
