/** What was read of a body: its text, and how reading ended. */
export interface ReceivedText {
  readonly text: string;
  readonly end: 'complete' | 'tooLarge' | 'broken';
  /** What broke it off. */
  readonly error?: unknown;
}

/** The chunks of a body as they arrive. Leaving the loop early ends the connection. Rejects when the body breaks off. */
export async function* chunksOf(response: Response): AsyncGenerator<Uint8Array, void, undefined> {
  if (!response.body) return;
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader();
  let ended = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield value;
    }
    ended = true;
  } finally {
    // A reader whose stream has already failed rejects here too; the failure itself is on its way to the caller.
    if (!ended) await reader.cancel().catch(() => undefined);
  }
}

/** Reads a body as UTF-8 text, up to `limit` bytes; never rejects. */
export async function readText(response: Response, limit: number): Promise<ReceivedText> {
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let size = 0;
  try {
    for await (const chunk of chunksOf(response)) {
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
