/** The polynomial 0x1EDC6F41 with its bits reversed. */
const polynomial = 0x82f63b78;

const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let remainder = index;
  for (let bit = 0; bit < 8; bit += 1) remainder = remainder & 1 ? (remainder >>> 1) ^ polynomial : remainder >>> 1;
  return remainder;
});

/**
 * The CRC-32C (Castagnoli) of `bytes`, an unsigned 32-bit number. It finds every error of up to three flipped bits and
 * every burst of up to 32 bits, whatever the length of a record; file systems and databases use it for their logs.
 * Source: RFC 3720, appendix B.4, https://www.rfc-editor.org/rfc/rfc3720#appendix-B.4
 *
 * @param before the checksum of the bytes that stand before these, 0 where none do
 */
export function crc32c(bytes: Uint8Array, before = 0): number {
  let remainder = before ^ 0xffffffff;
  for (let position = 0; position < bytes.length; position += 1) {
    const index = (remainder ^ (bytes[position] ?? 0)) & 0xff;
    remainder = (remainder >>> 8) ^ (table[index] ?? 0);
  }
  return (remainder ^ 0xffffffff) >>> 0;
}
