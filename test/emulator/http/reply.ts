import type { IncomingHttpHeaders } from 'node:http';

/** A request as the routes see it. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Aborted when the client has gone. */
  readonly clientGone: AbortSignal;
}

/** What a route answers with. */
export type Reply = BodyReply | StreamReply;

export interface BodyReply {
  readonly kind: 'body';
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A stream of server-sent events. `open` is called once the headers are out. */
export interface StreamReply {
  readonly kind: 'stream';
  /** What its frames are: events with a name, or the chunks of a chat completion, which have none. */
  readonly frames: 'events' | 'chunks';
  open(frames: FrameSink): void;
  /** The frame that closes the stream when it has to close before its end; null for none. */
  closingFrame(): Frame | null;
}

/** One server-sent event. */
export interface Frame {
  /** The `event:` line; null for none, as chat chunks have. */
  readonly event: string | null;
  readonly data: string;
}

/** Where the frames of a stream go. */
export interface FrameSink {
  send(frame: Frame): void;
  /** A comment line, which clients ignore. */
  comment(text: string): void;
  /** Sends the last frame, when there is one, and closes the stream. */
  finish(last: Frame | null): void;
  /** Aborted when the stream is over, from whichever side. */
  readonly closed: AbortSignal;
}

/** A JSON body. */
export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): BodyReply {
  return { kind: 'body', status, contentType: 'application/json', text: JSON.stringify(body), headers };
}

/** A frame whose data is JSON. */
export function jsonFrame(event: string | null, data: unknown): Frame {
  return { event, data: JSON.stringify(data) };
}
