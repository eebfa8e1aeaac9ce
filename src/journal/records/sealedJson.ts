import { crc32c } from '../../base/crc32c';
import type { Slices } from '../../base/slices';

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
const sealStart = ',"sum":"';
const sealLength = 18;

/** How many bytes are summed before others may have their turn. */
const strideLength = 0x40000;

/** The bytes of a sealed line, without a line break. `members` is a JSON object's text without the closing brace. */
export function seal(members: string): Uint8Array {
  const body = encoder.encode(members);
  const ending = encoder.encode(sealOf(crc32c(body)));
  const line = new Uint8Array(body.length + ending.length);
  line.set(body);
  line.set(ending, body.length);
  return line;
}

/** Whether the bytes of a line are those that were sealed, in slices; what they say is for `unseal`. */
export async function isSealed(line: Uint8Array, slices: Slices): Promise<boolean> {
  const bodyLength = line.length - sealLength;
  if (bodyLength <= 0 || !standsAt(line, bodyLength, sealStart)) return false;
  let checksum = 0;
  for (let from = 0; from < bodyLength; from += strideLength) {
    checksum = crc32c(line.subarray(from, Math.min(bodyLength, from + strideLength)), checksum);
    await slices.pause();
  }
  return standsAt(line, bodyLength, sealOf(checksum));
}

/** The value of a sealed line; null when its bytes are not those that were sealed. Never throws. */
export function unseal(line: Uint8Array): { readonly value: unknown } | null {
  const bodyLength = line.length - sealLength;
  if (bodyLength <= 0) return null;
  if (!standsAt(line, bodyLength, sealOf(crc32c(line.subarray(0, bodyLength))))) return null;
  try {
    return { value: JSON.parse(decoder.decode(line)) };
  } catch {
    // Sealed, but not UTF-8, not JSON, or longer than a string can be: not by this extension.
    return null;
  }
}

/**
 * Where the first sealed line ends that begins at `from`; `from` when none ends up to `to`. Looks at each byte once,
 * however many seals stand there that belong to something else.
 */
export function sealedEnd(bytes: Uint8Array, from: number, to: number): number {
  let checksum = 0;
  let summed = from;
  for (let position = from; position + sealLength <= to; position += 1) {
    if (!standsAt(bytes, position, sealStart)) continue;
    checksum = crc32c(bytes.subarray(summed, position), checksum);
    summed = position;
    if (standsAt(bytes, position, sealOf(checksum))) return position + sealLength;
  }
  return from;
}

function sealOf(checksum: number): string {
  return `${sealStart}${hexadecimal(checksum)}"}`;
}

function standsAt(bytes: Uint8Array, position: number, ascii: string): boolean {
  for (let index = 0; index < ascii.length; index += 1) {
    if (bytes[position + index] !== ascii.charCodeAt(index)) return false;
  }
  return true;
}

/** Eight lower-case hexadecimal digits. */
export function hexadecimal(checksum: number): string {
  return checksum.toString(16).padStart(8, '0');
}
