import { writeSync } from 'node:fs';

/** What a writer says besides the numbers of its records: it has started, … */
export const started = 0;
/** … it puts away what is not needed any more, and has done so, … */
export const tidying = 0xfffffffd;
export const tidied = 0xfffffffe;
/** … it has imported one thread's records into another. */
export const copied = 0xffffffff;

/** Says a number on the standard output, in one write of four bytes. */
export function acknowledge(number: number): void {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  writeSync(1, bytes);
}

/** The numbers that were said. */
export function acknowledgedIn(output: Buffer): ReadonlySet<number> {
  const numbers = new Set<number>();
  for (let offset = 0; offset + 4 <= output.length; offset += 4) numbers.add(output.readUInt32LE(offset));
  return numbers;
}
