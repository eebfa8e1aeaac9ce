/** The sizes, in characters, between which growth is measured. */
export interface Sizes {
  readonly from: number;
  readonly to: number;
}

/** What is done with a text; what it returns is thrown away. */
export type Work = (text: string) => unknown;

/** A text that is repeated, or one made for a size. */
export type Fragment = string | ((size: number) => string);

/** How often the whole is measured before too large an exponent is believed. */
const attempts = 5;
/** Growth that is taken for linear without another try: the factor of a sort, and what a busy machine adds. */
export const linear = 1.2;
/** Times below this, in milliseconds, are mostly those of the call itself, and say nothing of growth. */
const shortest = 2;

/**
 * How the processor time of `work` grows with the length of its text, as the exponent of a power between two sizes: 1 where
 * twice the text takes twice the time, 2 where it takes four times as long. Processor time instead of time by the clock, and
 * the smallest of several runs, so that a busy machine changes little; measured anew up to five times while it exceeds
 * `linear`, so that only what is always slow fails.
 *
 * An exponent can be trusted where `to` is at least sixteen times `from`: then quadratic work takes 256 times as long.
 */
export async function exponentOf(work: Work, fragment: Fragment, { from, to }: Sizes): Promise<number> {
  const [short, long] = [textOf(fragment, from), textOf(fragment, to)];
  let exponent = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < attempts && exponent > linear; attempt += 1) {
    // The smallest figure counts, since others on the machine can only add to it; the first try is for the usual case.
    const before = Math.max(shortest, await quickest(work, short, attempt + 2));
    const after = Math.max(shortest, await quickest(work, long, attempt + 1));
    exponent = Math.min(exponent, Math.log(after / before) / Math.log(long.length / short.length));
  }
  return exponent;
}

/** A text of about `size` characters: a fragment as often as it takes, so that it never ends within one. */
export function textOf(fragment: Fragment, size: number): string {
  if (typeof fragment === 'function') return fragment(size);
  return fragment.repeat(Math.max(1, Math.round(size / fragment.length)));
}

/** The processor time of the quickest of several runs, in milliseconds. */
async function quickest(work: Work, text: string, runs: number): Promise<number> {
  let smallest = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run += 1) {
    const before = process.cpuUsage();
    await work(text);
    const { user, system } = process.cpuUsage(before);
    smallest = Math.min(smallest, (user + system) / 1_000);
    // What takes seconds is not measured more exactly by more runs.
    if (smallest > 500) break;
  }
  return smallest;
}
