const attempts = 5;
const runs = 3;
const shortestMeasure = 20;

/**
 * The exponent with which the time of `work` grows between two sizes of its text, a text and one that is four times as long:
 * 1 for linear, 2 for quadratic. The sizes grow until the longer one takes a while. Other programs only ever make it look
 * slower, so the smallest of several measurements counts.
 */
export async function growthOf(
  textOf: (length: number) => string,
  work: (text: string) => unknown,
  limit: number,
): Promise<number> {
  let length = 32 * 1024;
  const long = (): string => textOf(4 * length);
  while ((await timeOf(work, long())) < shortestMeasure && length < 2 * 1024 * 1024) length *= 2;
  let smallest = Infinity;
  for (let attempt = 0; attempt < attempts && smallest > limit; attempt += 1) {
    const [short, longer] = [await timeOf(work, textOf(length)), await timeOf(work, long())];
    smallest = Math.min(smallest, Math.log(Math.max(longer, 0.01) / Math.max(short, 0.01)) / Math.log(4));
  }
  return smallest;
}

/** The median of some runs, in milliseconds. */
async function timeOf(work: (text: string) => unknown, text: string): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const startedAt = performance.now();
    await work(text);
    times.push(performance.now() - startedAt);
  }
  return times.sort((left, right) => left - right)[Math.floor(runs / 2)] ?? 0;
}
