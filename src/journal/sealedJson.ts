import { crc32c } from '../base/crc32c';

/**
 * A JSON object on one line whose last member is a checksum of everything before it:
 *
 *     {"v":1,…,"sum":"e3069283"}
 *
 * `sum` is the CRC-32C of the line's bytes up to, not including, the comma before `"sum"`, in eight lower-case hexadecimal
 * digits. The form is the same in every version of the journal, so that each can tell damage from what is merely newer.
 */
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** How every seal begins, and how many bytes it has. */
export const sealStart = ',"sum":"';
export const sealLength = 18;

/** The bytes of a sealed line, without a line break. `members` is a JSON object's text without the closing brace. */
export function seal(members: string): Uint8Array {
  const body = encoder.encode(members);
  const ending = encoder.encode(sealOf(body));
  const line = new Uint8Array(body.length + ending.length);
  line.set(body);
  line.set(ending, body.length);
  return line;
}

/** The value of a sealed line; null when its bytes are not those that were sealed. Never throws. */
export function unseal(line: Uint8Array): { readonly value: unknown } | null {
  const bodyLength = line.length - sealLength;
  if (bodyLength <= 0) return null;
  const ending = sealOf(line.subarray(0, bodyLength));
  for (let index = 0; index < sealLength; index += 1) {
    if (line[bodyLength + index] !== ending.charCodeAt(index)) return null;
  }
  try {
    return { value: JSON.parse(decoder.decode(line)) };
  } catch {
    // Sealed, but not UTF-8, not JSON, or longer than a string can be: not by this extension.
    return null;
  }
}

function sealOf(body: Uint8Array): string {
  return `${sealStart}${hexadecimal(crc32c(body))}"}`;
}

/** Eight lower-case hexadecimal digits. */
export function hexadecimal(checksum: number): string {
  return checksum.toString(16).padStart(8, '0');
}
