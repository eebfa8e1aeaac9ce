import type { IncomingHttpHeaders } from 'node:http';

/** Which API keys are let in. */
export interface KeyPolicy {
  /** Only these; null for any that is not refused. */
  readonly accepted: readonly string[] | null;
  /** Never these, so that a wrong key can be tried where all others are let in. */
  readonly refused: readonly string[];
}

/** Whether a request carries a key that is let in, as `x-api-key` or as a bearer token. */
export function isAllowed(headers: IncomingHttpHeaders, { accepted, refused }: KeyPolicy): boolean {
  const header = headers['x-api-key'];
  const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
  const key = (typeof header === 'string' ? header : bearer) ?? '';
  if (key.trim() === '' || refused.includes(key)) return false;
  return accepted === null || accepted.includes(key);
}
