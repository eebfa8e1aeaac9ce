/**
 * The body of a request that must not be sent twice: it can be read once, and it knows whether anybody began to. Fetch
 * sends a body that it can read again a second time by itself after status 421
 * (https://fetch.spec.whatwg.org/#http-network-or-cache-fetch), which could start a second run.
 */
export class BodyOnce {
  readonly stream: ReadableStream<Uint8Array>;
  readonly byteLength: number;
  #state: 'waiting' | 'given' | 'withdrawn' = 'waiting';

  constructor(text: string) {
    const bytes = new TextEncoder().encode(text);
    this.byteLength = bytes.byteLength;
    const pull = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
      if (this.#state === 'withdrawn') {
        controller.error(new Error('The request was given up.'));
        return;
      }
      this.#state = 'given';
      controller.enqueue(bytes);
      controller.close();
    };
    // Without a queue nothing is read ahead of the connection: name, proxy and TLS come first.
    this.stream = new ReadableStream({ pull }, { highWaterMark: 0 });
  }

  /**
   * Gives the request up. True when nobody had asked for the body: then nobody gets it any more, so the server cannot
   * have taken the request.
   */
  withdraw(): boolean {
    if (this.#state === 'given') return false;
    this.#state = 'withdrawn';
    return true;
  }
}
