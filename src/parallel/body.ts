import { untilAborted } from './deadline';

/** What was read of a body: its text, and how reading ended. */
export interface ReceivedText {
  readonly text: string;
  readonly end: 'complete' | 'tooLarge' | 'broken';
  /** What broke it off. */
  readonly error?: unknown;
}

/**
 * The chunks of a body as they arrive. Leaving the loop early ends the connection. Rejects when the body breaks off, and
 * when `signal` is aborted: fetch passes an abort on to a body by a weak reference only, which garbage collection may
 * take away, and would then wait for ever for a server that has fallen silent.
 */
export async function* chunksOf(response: Response, signal: AbortSignal): AsyncGenerator<Uint8Array, void, undefined> {
  if (!response.body) return;
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader();
  let ended = false;
  try {
    for (;;) {
      const { done, value } = await untilAborted(reader.read(), signal);
      if (done) break;
      yield value;
    }
    ended = true;
  } finally {
    // A reader whose stream has already failed rejects here too; the failure itself is on its way to the caller.
    if (!ended) void reader.cancel().catch(() => undefined);
  }
}

/** Reads a body as UTF-8 text, up to `limit` bytes and until `signal` is aborted; never rejects. */
export async function readText(response: Response, limit: number, signal: AbortSignal): Promise<ReceivedText> {
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let size = 0;
  try {
    for await (const chunk of chunksOf(response, signal)) {
      size += chunk.byteLength;
      if (size > limit) return { text: parts.join(''), end: 'tooLarge' };
      parts.push(decoder.decode(chunk, { stream: true }));
    }
  } catch (error) {
    return { text: parts.join(''), end: 'broken', error };
  }
  parts.push(decoder.decode());
  return { text: parts.join(''), end: 'complete' };
}
