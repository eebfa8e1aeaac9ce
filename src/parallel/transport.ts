import type { APIPromise, Parallel } from 'parallel-web';
import type { Clock } from '../base/clock';
import { failed, type Result, success } from '../base/result';
import { chunksOf, readText } from './body';
import { BodyOnce } from './bodyOnce';
import { type ClientSettings, createClient, type Fetch } from './client';
import { connectionFailure, describe } from './connection';
import { type Deadline, startDeadline, untilAborted } from './deadline';
import type { ApiLog } from './log';
import type { Outgoing } from './outgoing';
import type { RequestFailure } from './requestFailure';

export interface TransportSettings extends ClientSettings {
  /** The key for `baseUrl`, asked for before each request; null when there is none. */
  readonly apiKey: () => Promise<string | null>;
  readonly clock: Clock;
  readonly log: ApiLog;
}

/** One call of the SDK. */
export type SdkCall = (client: Parallel, options: Parallel.RequestOptions) => APIPromise<unknown>;

/** A successful answer whose body is still to come. */
export interface OpenAnswer {
  /** Without parameters, in lower case; empty when the server named none. */
  readonly mediaType: string;
  /** Rejects when the connection breaks. */
  readonly chunks: AsyncGenerator<Uint8Array, void, undefined>;
  /** Ends the connection. */
  close(): void;
}

/** Far above any real answer (the longest known have some hundred kilobytes), far below what hurts. */
const answerLimit = 32 * 1024 * 1024;
const errorLimit = 256 * 1024;

/** Sends requests through the SDK, each exactly once, and reads answers within limits of time and size. */
export class Transport {
  readonly #settings: TransportSettings;
  readonly #outgoing: Pick<Outgoing, 'beginning' | 'text'>;

  /** @param outgoing takes keys out of what is cut or changed here: afterwards one could not be known any more */
  constructor(settings: TransportSettings, outgoing: Pick<Outgoing, 'beginning' | 'text'>) {
    this.#settings = settings;
    this.#outgoing = outgoing;
  }

  /** Sends a request and reads the whole answer, both within `seconds`. */
  async exchange(call: SdkCall, seconds: number, signal: AbortSignal): Promise<Result<string, RequestFailure>> {
    const deadline = startDeadline(seconds, signal, this.#settings.clock);
    try {
      const sent = await this.#send(call, deadline);
      if (!sent.ok) return sent;
      const received = await readText(sent.value, answerLimit, deadline.signal);
      if (received.end === 'complete') return success(received.text);
      const text = this.#outgoing.beginning(received.text);
      if (received.end === 'tooLarge') {
        const detail = `The answer is larger than ${answerLimit} bytes.`;
        return failed({ kind: 'unreadable', received: text, passing: false, detail });
      }
      const detail = deadline.signal.aborted ? deadline.explain() : describe(received.error);
      return failed({ kind: 'unreadable', received: text, passing: true, detail });
    } finally {
      deadline.dispose();
    }
  }

  /** Sends a request and hands over the answer as soon as its headers are there, which must be within `seconds`. */
  async open(call: SdkCall, seconds: number, signal: AbortSignal): Promise<Result<OpenAnswer, RequestFailure>> {
    const deadline = startDeadline(seconds, signal, this.#settings.clock);
    const sent = await this.#send(call, deadline).catch((error: unknown) => {
      deadline.dispose();
      throw error;
    });
    deadline.lift();
    if (!sent.ok) {
      deadline.dispose();
      return sent;
    }
    const response = sent.value;
    const mediaType = this.#outgoing
      .text(response.headers.get('content-type') ?? '')
      .split(';', 1)
      .join('')
      .trim()
      .toLowerCase();
    const close = (): void => {
      deadline.end();
      deadline.dispose();
    };
    return success({ mediaType, chunks: chunksOf(response, deadline.signal), close });
  }

  async #send(call: SdkCall, deadline: Deadline): Promise<Result<Response, RequestFailure>> {
    const key = await this.#readKey(deadline);
    if (!key.ok) return key;
    // What happened is noted here rather than taken from what the SDK throws, which does not tell it exactly.
    const outcome: { failure: RequestFailure | null } = { failure: null };
    const client = createClient(this.#settings, key.value, async (input, init) => {
      const fetched = await this.#fetch(input, init, deadline);
      if (fetched.ok) return fetched.value;
      outcome.failure = fetched.failure;
      throw new Error('No usable answer');
    });
    try {
      return success(await call(client, { signal: deadline.signal }).asResponse());
    } catch (error) {
      if (outcome.failure) return failed(outcome.failure);
      // Stopped before anything was handed to the network.
      if (deadline.signal.aborted)
        return failed({ kind: 'notTaken', reason: 'unreachable', detail: deadline.explain() });
      throw error;
    }
  }

  async #readKey(deadline: Deadline): Promise<Result<string, RequestFailure>> {
    try {
      const key = await untilAborted(this.#settings.apiKey(), deadline.signal);
      if (!key) return failed({ kind: 'keyMissing', detail: null });
      return /^[\x21-\x7e]+$/.test(key) ? success(key) : failed({ kind: 'keyMalformed' });
    } catch (error) {
      if (deadline.signal.aborted)
        return failed({ kind: 'notTaken', reason: 'unreachable', detail: deadline.explain() });
      this.#settings.log.error(`The API key could not be read: ${describe(error)}`);
      return failed({ kind: 'keyMissing', detail: describe(error) });
    }
  }

  async #fetch(
    input: Parameters<Fetch>[0],
    init: Parameters<Fetch>[1],
    deadline: Deadline,
  ): Promise<Result<Response, RequestFailure>> {
    const { clock, log } = this.#settings;
    const name = `${init?.method ?? 'GET'} ${new URL(input instanceof Request ? input.url : input).pathname}`;
    const startedAt = clock.now();
    const body = typeof init?.body === 'string' ? new BodyOnce(init.body) : null;
    let response: Response;
    try {
      // Bound late: VS Code puts its own fetch, which knows proxies and certificates, in place of Node's.
      response = await untilAborted(globalThis.fetch(input, body ? withBody(init, body) : init), deadline.signal);
    } catch (error) {
      const neverLeft = body?.withdraw() ?? false;
      const failure = deadline.signal.aborted
        ? endedFailure(deadline.explain(), neverLeft)
        : connectionFailure(error, neverLeft);
      log.debug(`${name}: ${failure.kind}, ${describe(error)}`);
      return failed(failure);
    }
    log.debug(`${name}: ${response.status} after ${clock.now() - startedAt} ms`);
    if (response.ok) return success(response);
    const received = await readText(response, errorLimit, deadline.signal);
    const text = received.end === 'complete' ? received.text : this.#outgoing.beginning(received.text);
    const retryAfter = response.headers.get('retry-after');
    return failed({ kind: 'status', answer: { status: response.status, retryAfter, text } });
  }
}

function endedFailure(detail: string, neverLeft: boolean): RequestFailure {
  return neverLeft ? { kind: 'notTaken', reason: 'unreachable', detail } : { kind: 'noAnswer', detail };
}

function withBody(init: RequestInit | undefined, body: BodyOnce): RequestInit {
  const headers = new Headers(init?.headers);
  // Otherwise a body of this kind is sent in chunks, which not every proxy takes.
  headers.set('Content-Length', String(body.byteLength));
  const once: RequestInit & { duplex: 'half' } = { ...init, headers, body: body.stream, duplex: 'half' };
  return once;
}
