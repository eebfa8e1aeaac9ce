/**
 * How long to wait before trying again after `failures` failures in a row: a random share ("full jitter") of a span that
 * doubles from half a second to four seconds. Four, because a watcher has to be back within five seconds of the server's
 * return. Source of the method: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 *
 * @param random a number from 0 up to 1
 * @param retryAfterSeconds what the server asked for, honoured up to two minutes
 * @returns milliseconds
 */
export function retryDelay(failures: number, random: number, retryAfterSeconds: number | null = null): number {
  const span = Math.min(longestSpan, firstSpan * 2 ** Math.max(0, failures - 1));
  const asked = Math.min(longestRetryAfter, (retryAfterSeconds ?? 0) * 1000);
  return Math.round(asked + span * random);
}

const firstSpan = 500;
const longestSpan = 4_000;
const longestRetryAfter = 120_000;
