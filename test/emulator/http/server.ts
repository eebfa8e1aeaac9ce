import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { sleep } from '../../../src/base/abort';
import type { Clock } from '../../../src/base/clock';
import type { FaultController } from '../faults/faultController';
import type { Fault } from '../faults/faultRule';
import { withByteFaults } from '../faults/faultyWire';
import { faultReply, transformReply } from '../faults/faultyReply';
import { apiError, envelope, type ReferenceSource } from './errors';
import type { RecordedRequest } from './recordedRequest';
import type { ApiRequest, Reply } from './reply';
import { openStream } from './stream';
import { responseWire } from './wire';

/** Answers one request. `faults` are those that concern what the request starts. */
export type Handler = (request: ApiRequest, faults: readonly Fault[]) => Reply | Promise<Reply>;

export interface ServerParts {
  readonly clock: Clock;
  readonly faults: FaultController;
  readonly newReference: ReferenceSource;
  readonly handle: Handler;
  readonly log: (line: string) => void;
}

const emulatorHeader = { 'x-parallel-emulator': '1' } as const;
const longestBody = 32 * 1024 * 1024;

type Recording = { -readonly [Name in keyof RecordedRequest]: RecordedRequest[Name] };

/** The emulator's HTTP server: reads and records requests, puts faults in their way, sends replies. */
export class EmulatorServer {
  readonly #parts: ServerParts;
  readonly #server: Server;
  readonly #requests: Recording[] = [];
  readonly #openStreams = new Set<Recording>();
  #stopped: Promise<void> | null = null;

  constructor(parts: ServerParts) {
    this.#parts = parts;
    this.#server = createServer((request, response) => void this.#answer(request, response));
    // Only the faults decide how long a connection may stay silent.
    this.#server.requestTimeout = 0;
    this.#server.headersTimeout = 0;
  }

  get requests(): readonly RecordedRequest[] {
    return this.#requests;
  }

  /** The requests whose event streams are open at this moment, oldest first. */
  get openStreams(): readonly RecordedRequest[] {
    return [...this.#openStreams];
  }

  /** @returns the port on which the server listens */
  listen(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', () => {
        const address = this.#server.address();
        if (address === null || typeof address === 'string') throw new Error('The server has no port');
        resolve(address.port);
      });
    });
  }

  /** Cuts all connections and stops. Stopping twice does nothing the second time. */
  stop(): Promise<void> {
    this.#stopped ??= new Promise((resolve, reject) => {
      this.#server.close((error) => (error === undefined ? resolve() : reject(error)));
      this.#server.closeAllConnections();
    });
    return this.#stopped;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://emulator.invalid');
    const recording = this.#record(request, url);
    // The emulator's own endpoints stay out of reach of the faults, or nothing could end them.
    const faults = isOwnEndpoint(recording.path) ? [] : this.#parts.faults.take(recording.method, recording.path);
    response.on('close', () =>
      this.#parts.log(`${recording.method} ${recording.path} ${recording.status ?? 'no answer'}`),
    );
    if (faults.some(({ kind }) => kind === 'reset-before-reading')) return void request.socket.resetAndDestroy();
    const clientGone = new AbortController();
    response.once('close', () => clientGone.abort());
    try {
      const body = await readBody(request);
      if (body === null) {
        this.#refuse(413, 'The body of the request is too long', recording, response);
        return;
      }
      recording.body = parsedBody(body);
      const { method, path, headers } = recording;
      const apiRequest = { method, path, query: url.searchParams, headers, body, clientGone: clientGone.signal };
      await this.#delay(faults, clientGone.signal);
      await this.#carryOut(apiRequest, faults, recording, response);
    } catch (error) {
      if (clientGone.signal.aborted) return;
      this.#parts.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
      if (response.headersSent) response.destroy();
      else this.#refuse(500, 'The emulator has a bug', recording, response);
    }
  }

  async #carryOut(
    request: ApiRequest,
    faults: readonly Fault[],
    recording: Recording,
    response: ServerResponse,
  ): Promise<void> {
    const hang = faults.find((fault) => fault.kind === 'hang-before-headers');
    if (hang?.accepted === false) return;
    const instead = faultReply(request, faults, this.#parts);
    const reply = instead ?? (await this.#parts.handle(request, faults));
    if (hang !== undefined || request.clientGone.aborted) return;
    if (faults.some(({ kind }) => kind === 'reset-after-accepting')) return void response.socket?.resetAndDestroy();
    this.#send(transformReply(reply, faults), faults, recording, response);
  }

  #send(reply: Reply, faults: readonly Fault[], recording: Recording, response: ServerResponse): void {
    if (reply.kind === 'stream') {
      recording.status = 200;
      this.#openStreams.add(recording);
      response.once('close', () => this.#openStreams.delete(recording));
      openStream(reply, response, faults, { ...this.#parts, headers: emulatorHeader });
      return;
    }
    recording.status = reply.status;
    const bytes = Buffer.from(reply.text);
    response.writeHead(reply.status, {
      'content-type': reply.contentType,
      'content-length': bytes.length,
      ...reply.headers,
      ...emulatorHeader,
    });
    response.flushHeaders();
    const wire = withByteFaults(responseWire(response), faults, this.#parts.clock);
    if (bytes.length > 0) wire.write(bytes);
    wire.end();
  }

  #refuse(status: number, message: string, recording: Recording, response: ServerResponse): void {
    this.#send(envelope(apiError(status, message), this.#parts.newReference()), [], recording, response);
  }

  #record(request: IncomingMessage, url: URL): Recording {
    const recording: Recording = {
      number: this.#requests.length + 1,
      time: this.#parts.clock.now(),
      method: request.method ?? 'GET',
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: request.headers,
      body: null,
      status: null,
    };
    this.#requests.push(recording);
    return recording;
  }

  async #delay(faults: readonly Fault[], clientGone: AbortSignal): Promise<void> {
    for (const fault of faults) {
      if (fault.kind === 'delay') await sleep(fault.milliseconds, this.#parts.clock, clientGone);
    }
  }
}

function isOwnEndpoint(path: string): boolean {
  return path === '/emulator' || path.startsWith('/emulator/');
}

/** The body as text; null when it is too long. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  const arriving: AsyncIterable<Buffer> = request;
  for await (const chunk of arriving) {
    length += chunk.length;
    if (length > longestBody) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsedBody(body: string): unknown {
  if (body === '') return null;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
