import { createParser } from 'eventsource-parser';

/** One event of a server-sent event stream. */
export interface Frame {
  /** The `event` field; undefined when the frame has none. */
  readonly name: string | undefined;
  readonly data: string;
}

/** Cuts an event stream, however it is chunked, into its frames: https://html.spec.whatwg.org/multipage/server-sent-events.html */
export interface FrameReader {
  /**
   * The frames that end within `bytes`; frames without data and comments are none. A frame that has not ended when the
   * stream does is dropped, as the standard says.
   */
  read(bytes: Uint8Array): readonly Frame[];
  /** Whether a frame grew larger than the limit. From then on nothing is read. */
  readonly exceeded: boolean;
}

/** A reader of frames of up to `limit` characters. */
export function createFrameReader(limit: number): FrameReader {
  const decoder = new TextDecoder();
  let frames: Frame[] = [];
  let exceeded = false;
  const parser = createParser({
    maxBufferSize: limit,
    onEvent: ({ event, data }) => {
      if (data !== '') frames.push({ name: event, data });
    },
    onError: (error) => {
      if (error.type === 'max-buffer-size-exceeded') exceeded = true;
    },
  });
  return {
    read(bytes) {
      if (exceeded) return [];
      parser.feed(decoder.decode(bytes, { stream: true }));
      const ended = frames;
      frames = [];
      return ended;
    },
    get exceeded() {
      return exceeded;
    },
  };
}
