import type { Turn } from './turn';

/** The API's limits count by the minute; it says of none how long it lasts. */
const usualSeconds = 60;
const longestSeconds = 3600;

/** No question waits longer than this for a limit to be over, whatever a server or a record says; in milliseconds. */
export const longestLimit = longestSeconds * 1000;

/**
 * When a question that was refused because there were too many can be sent again, in milliseconds since the epoch; null for
 * a turn with any other end. Such a question was not taken, so sending it again pays for nothing twice.
 */
export function limitEnd({ attempt: { condition } }: Turn): number | null {
  if (condition.state !== 'failed' || condition.failure.reason !== 'rateLimited') return null;
  const { failedAt, failure } = condition;
  const seconds = Math.min(Math.max(failure.retryAfterSeconds ?? usualSeconds, 1), longestSeconds);
  return failedAt + Math.ceil(seconds) * 1000;
}
