import { hasInvisibleInAddress } from '../../markdown/visible';
import { decodePunycode } from './punycode';

/**
 * Whether a host reads like another one, by Unicode Technical Standard 39 (https://www.unicode.org/reports/tr39):
 *
 * - a label holds a character outside of the general profile for identifiers: a symbol (U+2044 looks like a slash), a
 *   phonetic or archaic letter (U+0261 looks like g), a letter of a script that is not recommended, two kinds of digits;
 * - it mixes scripts that are not written together ("highly restrictive");
 * - it is of one script throughout, and all of it looks like Latin, below a top-level domain that is not of that script.
 *
 * @param host as the `URL` class gives it: in ASCII, international labels in punycode.
 */
export function isDeceptiveHost(host: string): boolean {
  const labels = host.split('.').map(readLabel);
  const top = labels.findLast((label) => label !== '') ?? null;
  return labels.some((label) => label === null || isDeceptiveName(label, top));
}

/** A label in Unicode; null when its punycode stands for nothing that punycode is needed for. */
function readLabel(label: string): string | null {
  if (!label.startsWith('xn--')) return label;
  const name = decodePunycode(label.slice(4));
  return name === null || isAscii(name) ? null : name;
}

function isAscii(text: string): boolean {
  return /^[\u0000-\u007f]*$/.test(text);
}

function isDeceptiveName(name: string, top: string | null): boolean {
  if (isAscii(name)) return false;
  if (hasInvisibleInAddress(name) || outsideOfProfile.test(name)) return true;
  if (!writtenTogether.some((scripts) => scripts.test(name))) return true;
  if (kindsOfDigits(name) > 1 || isEastAsianDisguise(name)) return true;
  const lookalike = latinLookalikes.find(({ letters }) => letters.test(name));
  return lookalike !== undefined && !(top !== name && top !== null && lookalike.script.test(top));
}

/**
 * What no name in use is written with, though letters or marks by their script: parts of Latin, Cyrillic and Greek for
 * phonetics and old texts, conjoining jamo, strokes through other letters. After `IdentifierStatus.txt` of UTS 39 (Unicode
 * 16): https://www.unicode.org/Public/security/latest/IdentifierStatus.txt
 */
const outsideOfProfile = new RegExp(
  [
    // Latin letters that are not of the profile: all but these.
    String.raw`(?=\p{Script=Latin})[^a-zß-öø-ıĴ-ľŁ-ňŊ-žơơưưǍ-ǜǞ-ǣǦ-ǰǴǵǸ-țȞȟȦ-ȳəḀ-ẙẞẠ-ỹA-Z]|ĸ`,
    String.raw`[\u0460-\u0489\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f]`,
    String.raw`[\u0370-\u0373\u0376-\u0377\u037f\u03cf-\u03ff\u1d26-\u1d2a]`,
    String.raw`[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\ud7b0-\ud7ff]`,
    String.raw`[\u0334-\u0338\u0340-\u0344\u034f-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]`,
    // Kana marks that look like slashes and hyphens, and letters that look like punctuation wherever they stand.
    String.raw`[\u02b0-\u02ba\u02bd-\u02eb\u02ed-\u02ff\u1d2c-\u1d6a\u3031-\u3035\u303c\ua700-\ua71f\ua788-\ua78a]`,
  ].join('|'),
  'u',
);

/** Scripts that are in general use by UAX 31, table 5, and stand alone within a word. */
const alone = [
  ...[
    'Arabic',
    'Armenian',
    'Bengali',
    'Cyrillic',
    'Devanagari',
    'Ethiopic',
    'Georgian',
    'Greek',
    'Gujarati',
    'Gurmukhi',
  ],
  ...[
    'Hebrew',
    'Kannada',
    'Khmer',
    'Lao',
    'Malayalam',
    'Myanmar',
    'Oriya',
    'Sinhala',
    'Tamil',
    'Telugu',
    'Thaana',
    'Thai',
  ],
  ...['Tibetan', 'Latin'],
];

/** Scripts that are written together in one word; every other mixture within a name is a disguise. */
const together = [
  ['Latin', 'Han', 'Hiragana', 'Katakana'],
  ['Latin', 'Han', 'Hangul'],
  ['Latin', 'Han', 'Bopomofo'],
];

/** Names of letters, marks and digits of such scripts, ASCII digits, hyphens, joiners, and the dots within words. */
const writtenTogether = [...alone.map((script) => [script]), ...together].map((scripts) => {
  const own = scripts.map((script) => String.raw`\p{Script_Extensions=${script}}`).join('');
  return new RegExp(
    String.raw`^(?:(?=[\p{L}\p{M}\p{Nd}])[${own}\p{Script=Inherited}]|[\-0-9\u200c\u200d·・ʻʼ])+$`,
    'u',
  );
});

/** How many of the world's sets of ten digits a name uses: each begins at a multiple of ten from its zero. */
function kindsOfDigits(name: string): number {
  const digits = Array.from(name).filter((character) => /\p{Nd}/u.test(character));
  return new Set(digits.map((digit) => Array.from(digitZeros(digit)).join())).size;
}

/** The script or block that a digit belongs to: digits of one set lie within the sixteen code points of its zero. */
function digitZeros(digit: string): string {
  const codePoint = digit.codePointAt(0) ?? 0;
  let zero = codePoint;
  while (zero > codePoint - 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(zero);
}

/** East Asian characters that look like Latin letters or what stands between the parts of a URL. */
const eastAsianLookalikes = /[ーノソゾンん一丨丶丿〇〆工口二三八十卜亅乚ㄧㄚㄒ・]/u;

/** Whether the East Asian characters of a name in Latin letters are all of that kind. */
function isEastAsianDisguise(name: string): boolean {
  if (!/\p{Script=Latin}/u.test(name)) return false;
  const foreign = Array.from(name).filter(
    (character) => !/[\p{Script=Latin}\p{Script=Inherited}\-0-9·ʻʼ]/u.test(character),
  );
  return foreign.length > 0 && foreign.every((character) => eastAsianLookalikes.test(character));
}

/**
 * Letters of other scripts that look like Latin ones: a name made of nothing else passes for a Latin name. After the
 * whole-script confusables of Chromium (components/url_formatter/spoof_checks/idn_spoof_checker.cc) and `confusables.txt`
 * of UTS 39.
 */
const latinLookalikes = Object.entries({
  Cyrillic: 'аысԁеԍһіюјӏорԗԛѕԝхуъьҽпгѵѡкз',
  Greek: 'αινορυχκτωηγβϲ',
  Armenian: 'ագզէլհյոսւօցքնռ',
  Ethiopic: 'ሀሠሰስበነተከዐዕዘጠፐ',
  Georgian: 'იოყძხჽჿ',
  Hebrew: 'דוחיןסטםע',
  Arabic: 'اهوىةہە٠-٩۰-۹',
  Devanagari: 'ठ०',
  Bengali: '০৭৪',
  Gurmukhi: 'ਠ੦੪',
  Gujarati: 'ટ૦',
  Oriya: 'ଠ୦୪',
  Tamil: 'டபமெ௦',
  Telugu: 'ంం౦',
  Kannada: 'ಂ೦',
  Malayalam: 'ടഠധനറ൦',
  Sinhala: 'ටධ',
  Thai: 'ทนบพรหเแ๐ดลปฟม',
  Lao: 'ດບຟອ໐',
  Myanmar: 'ပငဝ၀',
}).map(([script, letters]) => ({
  script: new RegExp(String.raw`\p{Script=${script}}`, 'u'),
  letters: new RegExp(String.raw`^[\-0-9${letters}]+$`, 'u'),
}));
