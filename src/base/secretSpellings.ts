import { decodeEscapes } from './escapes';

/** A way to spell a secret, escapes aside: which characters may stand at each place. */
export interface Spelling {
  /** UTF-16 code units, by place. */
  readonly places: readonly ReadonlySet<string>[];
  /** Whether the characters may be cut into lines. */
  readonly mayBeWrapped: boolean;
}

/** Shorter texts are no secrets: they stand in every other word. */
export const shortestSecret = 4;

/** What a decoder makes of a secret that has escapes itself is also decoded once more, and so on. */
const deepest = 3;

/**
 * How a secret may be spelled once the escapes around it are decoded: as it is in any letter case, in base64 and base64url
 * (RFC 4648) at each of the three places at which it can begin within other bytes, and in hexadecimal. The encodings are also
 * those of the secret as it stands in URLs and in JSON. Of base64 only those digits count that the secret alone decides.
 */
export function spellingsOf(secret: string): readonly Spelling[] {
  const inJson = JSON.stringify(secret).slice(1, -1);
  const literals = new Set([secret, inJson].flatMap(asDecoded).filter((text) => text.length >= shortestSecret));
  const encoded = new Set([secret, percentEncoded(secret), inJson]);
  return [...[...literals].map(literal), ...[...encoded].flatMap((text) => encodings(bitsOf(text)))];
}

/** A text as it is, and as it is when it is decoded: what surrounds it may be, and its own signs with it. */
function asDecoded(text: string): readonly string[] {
  const levels = [text];
  for (let level = 0; level < deepest; level += 1) levels.push(decodeEscapes(levels.at(-1) ?? ''));
  return levels;
}

function literal(text: string): Spelling {
  const places = text.split('').map((unit) => {
    const cases = [unit, unit.toLowerCase(), unit.toUpperCase()];
    return new Set(cases.filter(({ length }) => length === 1));
  });
  return { places, mayBeWrapped: false };
}

/** `encodeURIComponent` for any text: half a pair of surrogates has no encoding. */
function percentEncoded(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));
}

/** One bit of a secret's bytes; null where it depends on the letter case. */
type Bit = 0 | 1 | null;

const bitMasks = [0x80, 0x40, 0x20, 0x10, 0x08, 0x04, 0x02, 0x01] as const;
const caseMask = 0x20;

function bitsOf(text: string): readonly Bit[] {
  return Array.from(new TextEncoder().encode(text)).flatMap((byte) => {
    const isLetter = /^[a-z]$/i.test(String.fromCharCode(byte));
    return bitMasks.map((mask): Bit => {
      if (isLetter && mask === caseMask) return null;
      return (byte & mask) === 0 ? 0 : 1;
    });
  });
}

function encodings(bits: readonly Bit[]): readonly Spelling[] {
  const base64 = [0, 8, 16].map((before) => inDigits(bits.slice((6 - (before % 6)) % 6), base64Digits));
  return [inDigits(bits, hexadecimalDigits), ...base64];
}

/** Bits as digits, as far as they make whole ones; a value may have several. */
function inDigits(bits: readonly Bit[], digits: readonly string[]): Spelling {
  const width = Math.log2(digits.length);
  const places: ReadonlySet<string>[] = [];
  for (let start = 0; start + width <= bits.length; start += width) {
    const wanted = bits.slice(start, start + width);
    const fitting = digits.filter((_, value) =>
      wanted.every((bit, place) => bit === null || bit === ((value >> (width - 1 - place)) & 1)),
    );
    places.push(new Set(fitting.join('')));
  }
  return { places, mayBeWrapped: true };
}

const hexadecimalDigits: readonly string[] = Array.from('0123456789abcdef', (digit) =>
  digit === digit.toUpperCase() ? digit : digit + digit.toUpperCase(),
);
const base64Digits: readonly string[] = [
  ...Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'),
  '+-',
  '/_',
];
