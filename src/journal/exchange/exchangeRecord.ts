import { recordStart, recordStartWithin } from '../records/record';
import { isSealed, seal, unseal } from '../records/sealedJson';
import type { Slices } from '../../base/slices';

/** Longer values that an editor has written differently are left out, since parsing cannot be cut into slices. */
const longestRewritten = 4 * 1024 * 1024;

/**
 * The bytes of a record that stands in a file as JSON; null when it is damaged. Where an editor has written it differently,
 * the bytes are made again: a record is what `JSON.stringify` wrote, so the same values make the same bytes, and its checksum
 * tells whether they did.
 */
export async function intactRecord(json: Uint8Array, slices: Slices): Promise<Uint8Array | null> {
  if (await isSealed(json, slices)) return unseal(json) ? json : null;
  return json.length <= longestRewritten ? rewritten(json) : null;
}

const decoder = new TextDecoder('utf-8', { fatal: true });

function rewritten(json: Uint8Array): Uint8Array | null {
  try {
    const parsed: unknown = JSON.parse(decoder.decode(json));
    if (typeof parsed !== 'object' || parsed === null || !('sum' in parsed)) return null;
    const { sum, ...members } = parsed;
    const text = JSON.stringify(members).slice(0, -1);
    if (!text.startsWith(recordStart)) return null;
    const line = seal(recordStart + text.slice(recordStart.length).replaceAll(recordStart, recordStartWithin));
    const sealed = unseal(line)?.value as { readonly sum: unknown } | undefined;
    return sealed?.sum === sum ? line : null;
  } catch {
    // Not UTF-8, not JSON, or nested so deeply that no record can be.
    return null;
  }
}
