import { createParser } from 'eventsource-parser';
import { LineBytes } from './lineBytes';

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

/** In bytes. Above any real event (the largest imagined, with all excerpts of a long report, has 10 MB), below what hurts. */
export const longestFrame = 32 * 1024 * 1024;

/**
 * A reader of frames of up to `limit` bytes. A frame of several lines may have up to twice as much before it is too large.
 */
export function createFrameReader(limit: number): FrameReader {
  const lines = new LineBytes(limit);
  const endings = new LineEndings();
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
  // From its first chunk the parser takes the letters "ï»¿" for a byte order mark, which is taken out before.
  parser.feed('');
  return {
    read(bytes) {
      if (excess) return [];
      const text = lines.take(bytes);
      // What is still open stays with `lines`: the parser would join it anew with each line that ends.
      if (text !== '') parser.feed(endings.asLineFeeds(text));
      if (lines.isTooLong) excess ??= 'frame';
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

/**
 * Makes every line of a text that comes in pieces end with a line feed. The parser waits with a carriage return at the end of
 * a chunk for what comes next, and then for another line end, so that a frame which has ended would come late or never.
 */
class LineEndings {
  #afterCarriageReturn = false;

  /** @param piece ends with a line end */
  asLineFeeds(piece: string): string {
    // The second half of a line end that counted with its first.
    const rest = this.#afterCarriageReturn && piece.startsWith('\n') ? piece.slice(1) : piece;
    this.#afterCarriageReturn = piece.endsWith('\r');
    return rest.includes('\r') ? rest.replace(/\r\n?/g, '\n') : rest;
  }
}
