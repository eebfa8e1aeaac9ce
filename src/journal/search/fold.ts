import { normalized } from '../../base/normalize';

/**
 * Folding makes texts comparable as a person compares them: without letter case, without diacritics, without the
 * difference between forms of one character (full width, ligatures, typographic quotes and dashes), and without
 * characters that cannot be seen. It is done once when a text is indexed; a query is folded each time.
 */

/** Where the folded text gains or loses characters: pairs of an offset in the folded text and the one it stands for. */
export type Shifts = readonly number[];

export interface FoldedText {
  readonly text: string;
  readonly shifts: Shifts;
}

/** What characters fold to, remembered over many texts. */
export type FoldMemory = Map<string, string>;

/**
 * Folds a text that is in normalization form C.
 *
 * @param memory of characters that were met in other texts.
 * @returns the folded text, and how offsets in it lead back to the text that was given.
 */
export function foldText(text: string, memory: FoldMemory = new Map()): FoldedText {
  const shifts: number[] = [];
  let grown = 0;
  const folded = text.replace(foldable, (character, offset: number) => {
    const replacement = memory.get(character) ?? foldCharacter(character);
    memory.set(character, replacement);
    if (replacement.length === character.length) return replacement;
    const start = offset + grown;
    grown += replacement.length - character.length;
    shifts.push(start + replacement.length, offset + character.length);
    return replacement;
  });
  // What is left in upper case is ASCII, whose length does not change.
  return { text: folded.toLowerCase(), shifts };
}

/** Folds words that a person typed, in whatever normalization form. */
export function fold(words: string): string {
  return foldText(normalized(words, 'NFC')).text;
}

/**
 * The offset in the original text that an offset in the folded text stands for. Within a character that became several,
 * it is the offset behind that character.
 */
export function originalOffset(shifts: Shifts, offset: number): number {
  let low = 0;
  let high = shifts.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((shifts[middle * 2] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const after = (low - 1) * 2;
  const place = after < 0 ? offset : (shifts[after + 1] ?? 0) + offset - (shifts[after] ?? 0);
  const next = shifts[low * 2 + 1];
  return next === undefined ? place : Math.min(place, next);
}

/**
 * What may change when it is folded: everything beyond ASCII, without the large groups of letters that never do (Han,
 * kana, Hangul, small letters of Greek and Cyrillic, Hebrew, Arabic), so that those cost nothing.
 */
const foldable =
  /[^\x00-\x7f\u03b1-\u03c1\u03c3-\u03c9\u0430-\u0438\u043a-\u044f\u05d0-\u05ea\u0627-\u063a\u0641-\u064a\u3041-\u3096\u30a1-\u30fe\u3400-\u9fff\uac00-\ud7a3]/gu;

/** Marks that are written on letters of an alphabet. Those of Indic scripts and kana make other letters, and stay. */
const diacritics =
  /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f]/gu;

/** Soft hyphens, zero-width characters and the like. */
const invisible = /\p{Default_Ignorable_Code_Point}/gu;

/** Letters and signs that have no decomposition and that people type without thinking of them. */
const alike: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ß: 'ss',
    æ: 'ae',
    œ: 'oe',
    ø: 'o',
    ł: 'l',
    đ: 'd',
    ð: 'd',
    þ: 'th',
    ı: 'i',
    ς: 'σ',
    '\u2018': "'",
    '\u2019': "'",
    '\u02bc': "'",
    '\u201c': '"',
    '\u201d': '"',
    '\u201e': '"',
    '\u2010': '-',
    '\u2012': '-',
    '\u2013': '-',
    '\u2014': '-',
    '\u2212': '-',
  }),
);

function foldCharacter(character: string): string {
  const decomposed = character.normalize('NFKD');
  // Accents that stand alone decompose into a space and a mark; a space would tear words apart.
  if (decomposed.includes(' ') && character !== '\u00a0') return character;
  const plain = decomposed.replace(diacritics, '').replace(invisible, '');
  return Array.from(
    plain.toLowerCase().replace(diacritics, '').normalize('NFC'),
    (part) => alike.get(part) ?? part,
  ).join('');
}
