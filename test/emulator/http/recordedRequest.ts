import type { IncomingHttpHeaders } from 'node:http';

/** A request that the emulator has received, for tests to look at. */
export interface RecordedRequest {
  /** From 1, in the order of arrival. */
  readonly number: number;
  /** Milliseconds since the epoch, by the emulator's clock. */
  readonly time: number;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** As Node gives them, names in lower case; `x-api-key` among them. */
  readonly headers: IncomingHttpHeaders;
  /** Parsed when it is JSON, else the text; null while it has not been read, and when there is none. */
  readonly body: unknown;
  /** The status that was answered; null while nothing has been answered. */
  readonly status: number | null;
}
