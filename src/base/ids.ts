/** Makes ids that sort by their time of making and never collide in practice: 48 bits of time, 80 random bits. */
export type IdSource = () => string;

const digits = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * A source of ids of 26 characters after the ULID layout (https://github.com/ulid/spec), in lower case so that they
 * are safe as file names on every file system.
 */
export function createIdSource(now: () => number, fillRandom: (bytes: Uint8Array<ArrayBuffer>) => void): IdSource {
  return () => {
    const random = new Uint8Array(16);
    fillRandom(random);
    return encodeTime(now()) + Array.from(random, (byte) => digits.charAt(byte & 31)).join('');
  };
}

function encodeTime(milliseconds: number): string {
  let rest = milliseconds;
  let text = '';
  for (let position = 0; position < 10; position += 1) {
    text = digits.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

/** Whether `text` has the form of an id of this extension; anything else must never become part of a path. */
export function isId(text: string): boolean {
  return /^[0-9a-hjkmnp-tv-z]{26}$/.test(text);
}
