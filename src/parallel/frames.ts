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
  /** What the stream has too much of, if anything: a frame larger than the limit, lines of no field. Then nothing is read. */
  readonly excess: 'frame' | 'lines' | null;
}

/** The parser takes microseconds over each line that is no field of the standard, and the API sends none. */
export const mostStrangeLines = 1_000;

/** A reader of frames of up to `limit` characters. */
export function createFrameReader(limit: number): FrameReader {
  const decoder = new TextDecoder();
  let frames: Frame[] = [];
  let strangeLines = 0;
  let excess: FrameReader['excess'] = null;
  const parser = createParser({
    maxBufferSize: limit,
    onEvent: ({ event, data }) => {
      if (data !== '') frames.push({ name: event, data });
    },
    onError: (error) => {
      if (error.type === 'max-buffer-size-exceeded') excess = 'frame';
      else strangeLines += 1;
    },
  });
  return {
    read(bytes) {
      if (excess) return [];
      parser.feed(decoder.decode(bytes, { stream: true }));
      if (strangeLines > mostStrangeLines) excess ??= 'lines';
      const ended = frames;
      frames = [];
      return ended;
    },
    get excess() {
      return excess;
    },
  };
}
