/** What stands beside a run of characters that cannot be seen; an empty text at the ends. */
export interface Neighbors {
  readonly before: string;
  readonly after: string;
  /** Whether the text has letters of a script that is written from right to left. */
  readonly isRightToLeft: () => boolean;
}

/** What is longer than the tags of a flag and a joiner was not written by a person. */
const longestRun = 32;

/**
 * The part of a run of invisible characters that belongs to the writing around it: the tags of a flag, or a selector, and
 * then a joiner. At most one of each, so that no run can carry a hidden text; what this returned it returns again.
 *
 * After UTS 51 (emoji), UAX 31 section 2.3 (joiners), the Ideographic Variation Database and the standardized variants of
 * the Unicode Character Database.
 *
 * @param run default ignorable characters, controls, and the format controls of hieroglyphs.
 */
export function meaningfulPart(run: string, neighbors: Neighbors): string {
  if (run.length > longestRun) return '';
  if (isLayout(run, neighbors)) return run;
  const tags = tagsOf(run, neighbors);
  const rest = run.slice(tags.length);
  const selector = tags === '' ? selectorOf(rest, neighbors) : '';
  return tags + selector + joinerOf(rest, neighbors);
}

const flagTags = new RegExp(String.raw`^\p{RGI_Emoji_Tag_Sequence}`, 'v');

/** The tags of the flags that all vendors draw: England, Scotland and Wales. Behind any other flag they would hide text. */
function tagsOf(run: string, { before }: Neighbors): string {
  if (before !== '\u{1f3f4}') return '';
  return flagTags.exec(before + run)?.[0].slice(before.length) ?? '';
}

const selectors = /[\u180b-\u180d\u180f\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;

/** A base with a selector, and what follows it. */
const selections: readonly RegExp[] = [
  // How an emoji is drawn; a digit, # or * only as a keycap.
  /^(?=\p{Emoji})[^\p{Emoji_Modifier}\p{Regional_Indicator}\d#*][\ufe0e\ufe0f]/u,
  /^[\d#*]\ufe0f\u20e3/u,
  /^\p{Unified_Ideograph}[\ufe00-\ufe02\u{e0100}-\u{e01ef}]/u,
  // Punctuation that stands in the corner or in the middle of its square, and quotation marks that fill one.
  /^[\u2018\u2019\u201c\u201d\u3001\u3002\uff01\uff0c\uff0e\uff1a\uff1b\uff1f][\ufe00\ufe01]/u,
  // Another form of a zero, a sign or a letter.
  /^[0\uff10\p{Math_Symbol}\p{Script=Myanmar}\p{Script=Phags_Pa}\p{Script=Manichaean}]\ufe00/u,
  /^\p{Script=Egyptian_Hieroglyphs}[\ufe00-\ufe06]/u,
  /^(?=\p{Letter})\p{Script=Mongolian}[\u180b-\u180d\u180f]/u,
];

function selectorOf(run: string, { before, after }: Neighbors): string {
  if (run.search(selectors) !== 0) return '';
  const found = run.match(selectors) ?? [];
  const [selector] = found;
  if (found.length !== 1 || selector === undefined || !run.startsWith(selector)) return '';
  const rest = run === selector ? after : '';
  return selections.some((selection) => selection.test(before + selector + rest)) ? selector : '';
}

const joiners = /[\u061c\u180e\u200b-\u200f]/g;

/** The one joiner of a run; one that is repeated says no more than one. */
function joinerOf(run: string, neighbors: Neighbors): string {
  if (run.length === 1) return joins(run, neighbors) ? run : '';
  const [joiner = '', ...others] = new Set(run.match(joiners) ?? []);
  return others.length === 0 && joins(joiner, neighbors) ? joiner : '';
}

function joins(joiner: string, { before, after, isRightToLeft }: Neighbors): boolean {
  switch (joiner) {
    case '\u200b':
      return unspaced.test(before) && unspaced.test(after);
    case '\u200c':
      return joining.test(before) && joining.test(after);
    case '\u200d':
      return joinsEmoji(before, after) || joinsLetter(before, after) || joinsLetter(after, before);
    case '\u180e':
      return mongolian.test(before) && mongolian.test(after);
    // Marks for directions move what has none of its own: white space and punctuation.
    case '\u061c':
    case '\u200e':
    case '\u200f':
      return isRightToLeft() && !(wordCharacter.test(before) && wordCharacter.test(after));
    default:
      return false;
  }
}

function joinsEmoji(before: string, after: string): boolean {
  return /[\p{Extended_Pictographic}\p{Emoji_Modifier}]/u.test(before) && /\p{Extended_Pictographic}/u.test(after);
}

/** A joiner shows the joined form of a letter, also of one that nothing follows. */
function joinsLetter(letter: string, other: string): boolean {
  return joining.test(letter) && (joining.test(other) || !wordCharacter.test(other));
}

const wordCharacter = /[\p{Letter}\p{Mark}\p{Number}]/u;
const mongolian = /(?=\p{Letter})\p{Script=Mongolian}/u;

/** Letters and marks of scripts whose letters join or form clusters. */
const joining = lettersOf([
  ...['Arabic', 'Syriac', 'Nko', 'Mandaic', 'Mongolian', 'Phags_Pa', 'Manichaean', 'Adlam', 'Hanifi_Rohingya'],
  ...['Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati', 'Oriya', 'Tamil', 'Telugu', 'Kannada', 'Malayalam', 'Sinhala'],
  ...['Tibetan', 'Myanmar', 'Khmer', 'Balinese', 'Javanese', 'Sundanese', 'Newa', 'Grantha', 'Sharada', 'Tirhuta'],
]);

/** Letters and marks of scripts that set no spaces between words. */
const unspaced = lettersOf(['Khmer', 'Lao', 'Myanmar', 'New_Tai_Lue', 'Tai_Le', 'Tai_Tham', 'Tai_Viet', 'Thai']);

function lettersOf(scripts: readonly string[]): RegExp {
  const ofScripts = scripts.map((script) => String.raw`\p{Script_Extensions=${script}}`).join('');
  return new RegExp(String.raw`^(?=[\p{Letter}\p{Mark}])[${ofScripts}]`, 'u');
}

/** Letters of scripts that are written from right to left. */
export const rightToLeftLetter = new RegExp(
  String.raw`(?=\p{Letter})[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}` +
    String.raw`\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}]`,
  'u',
);

/** Controls that arrange the signs of one script, beside a sign of it. More than a few in a row arrange nothing. */
const layouts: readonly (readonly [controls: RegExp, sign: RegExp])[] = [
  [/^[\u{13430}-\u{1343f}]{1,4}$/u, /\p{Script=Egyptian_Hieroglyphs}/u],
  [/^[\u{1bca0}-\u{1bca3}]{1,4}$/u, /\p{Script=Duployan}/u],
  [/^[\u{1d173}-\u{1d17a}]{1,4}$/u, /[\u{1d100}-\u{1d1ff}]/u],
];

function isLayout(run: string, { before, after }: Neighbors): boolean {
  // All of them are beyond the basic plane.
  if (run.length === 1) return false;
  return layouts.some(([controls, sign]) => controls.test(run) && (sign.test(before) || sign.test(after)));
}
