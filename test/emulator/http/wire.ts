import type { ServerResponse } from 'node:http';

/** The bytes of one response on their way out. */
export interface Wire {
  write(bytes: Buffer): void;
  /** No more bytes. */
  end(): void;
  /** Resets the connection. */
  reset(): void;
  /** Aborted when the connection is over, from whichever side. */
  readonly closed: AbortSignal;
}

/** The wire of an HTTP response whose head has been written. */
export function responseWire(response: ServerResponse): Wire {
  const closing = new AbortController();
  response.once('close', () => closing.abort());
  return {
    write(bytes) {
      if (!response.writableEnded) response.write(bytes);
    },
    end: () => void response.end(),
    reset: () => void response.socket?.resetAndDestroy(),
    closed: closing.signal,
  };
}
