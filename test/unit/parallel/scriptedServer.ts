import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came over the wire. */
export interface ReceivedRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type Script = (request: ReceivedRequest, response: ServerResponse) => void;

/** An HTTP server on this machine that answers as a test tells it to and keeps what it received. */
export class ScriptedServer {
  readonly #server: Server;
  readonly #waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  readonly requests: ReceivedRequest[] = [];
  answer: Script;

  private constructor(server: Server, answer: Script) {
    this.#server = server;
    this.answer = answer;
  }

  static async start(answer: Script = json(202, {})): Promise<ScriptedServer> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('error', () => undefined);
      request.on('end', () => {
        const { method = '', url = '', headers } = request;
        scripted.#receive({ method, url, headers, body: Buffer.concat(chunks).toString('utf8') }, response);
      });
    });
    const scripted = new ScriptedServer(server, answer);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return scripted;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Resolves when `count` requests have come in all. */
  received(count: number): Promise<void> {
    if (this.requests.length >= count) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ count, resolve }));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #receive(request: ReceivedRequest, response: ServerResponse): void {
    this.requests.push(request);
    for (const { count, resolve } of this.#waiting) {
      if (this.requests.length >= count) resolve();
    }
    this.answer(request, response);
  }
}

/** Answers with `value` as JSON. */
export function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Script {
  return text(status, JSON.stringify(value), { 'content-type': 'application/json', ...headers });
}

/** Answers with a body as it is. */
export function text(status: number, body: string, headers: Readonly<Record<string, string>> = {}): Script {
  return (_request, response) => response.writeHead(status, headers).end(body);
}

/** Sends headers and the beginning of a body, then breaks the connection. */
export function brokenAfter(status: number, beginning: string): Script {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', 'content-length': '100000' });
    response.write(beginning, () => response.socket?.destroy());
  };
}

/** Breaks the connection without an answer. */
export const reset: Script = (_request, response) => response.socket?.resetAndDestroy();

/** Never answers. */
export const silence: Script = () => undefined;

/** Answers with an event stream that is given in one piece, and ends it. */
export function stream(...frames: readonly string[]): Script {
  return text(200, frames.join(''), { 'content-type': 'text/event-stream' });
}

/** One frame as the API writes it. */
export function frame(event: { readonly type: string }): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}
