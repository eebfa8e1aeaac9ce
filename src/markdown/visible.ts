/**
 * Makes a text show what it holds: characters that cannot be seen or that change how their surroundings are drawn are
 * taken out, whatever separates lines becomes a line feed, and halves of surrogate pairs become U+FFFD.
 *
 * Taken out: control characters except tab and line feed, direction marks and overrides (https://trojansource.codes),
 * zero-width spaces, word joiners, soft hyphens, fillers, tag characters. Zero-width joiners and non-joiners stay, since
 * Persian, Indic scripts and emoji are written with them, and so do the variation selectors of emoji.
 */
export function visibleText(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/\r\n|[\r\u000b\u000c\u0085\u2028\u2029]/g, '\n')
    .replace(invisible, '');
}

/** The same for a text that has to stay on one line; runs of white space become one space. */
export function visibleLine(text: string): string {
  return visibleText(text).replace(/\s+/g, ' ').trim();
}

/** Whether a text holds a character that `visibleText` takes out. */
export function hasInvisible(text: string): boolean {
  return text.search(invisible) >= 0;
}

const invisible = new RegExp(
  [
    String.raw`[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f]`,
    String.raw`[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f]`,
    String.raw`[\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]`,
    String.raw`[\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]`,
  ].join('|'),
  'gu',
);
