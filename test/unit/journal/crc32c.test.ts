import assert from 'node:assert/strict';
import { crc32c } from '../../../src/base/crc32c';

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('crc32c', () => {
  // https://www.rfc-editor.org/rfc/rfc3720#appendix-B.4
  it('gives the checksums of RFC 3720', () => {
    const counting = Uint8Array.from({ length: 32 }, (_, index) => index);
    assert.equal(crc32c(new Uint8Array(32)), 0x8a9136aa);
    assert.equal(crc32c(new Uint8Array(32).fill(0xff)), 0x62a8ab43);
    assert.equal(crc32c(counting), 0x46dd794e);
    assert.equal(crc32c(counting.toReversed()), 0x113fdb5c);
  });

  it('gives the check value of the catalogues', () => {
    assert.equal(crc32c(ascii('123456789')), 0xe3069283);
    assert.equal(crc32c(ascii('')), 0);
  });

  it('goes on from the checksum of what stands before', () => {
    const bytes = ascii('123456789');
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      assert.equal(crc32c(bytes.subarray(cut), crc32c(bytes.subarray(0, cut))), 0xe3069283);
    }
  });

  it('differs after every flip of one bit', () => {
    const bytes = ascii('{"v":1,"writer":"w","seq":1}');
    const sum = crc32c(bytes);
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flipped = bytes.slice();
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      assert.notEqual(crc32c(flipped), sum);
    }
  });
});
