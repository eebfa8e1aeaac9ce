import { linkedController, sleep } from '../../base/abort';
import type { Clock } from '../../base/clock';
import type { Disposable } from '../../base/disposable';
import type { Answer } from '../../research/answer/answer';
import { failure, type Failure } from '../../research/thread/failure';
import type { RunId } from '../../research/thread/ids';
import type { AcceptedRun } from '../../research/thread/turn';
import { retryDelay } from './backoff';
import type { ResearchApi, RunEvent, RunStanding, WatchFailure } from '../ports/researchApi';

/** How watching a run ended. */
export type WatchEnd =
  | { readonly kind: 'answered'; readonly run: AcceptedRun; readonly answer: Answer }
  | { readonly kind: 'failed'; readonly failure: Failure }
  /** The run may go on, but watching it cannot: the key is refused, the account has changed. */
  | { readonly kind: 'refused'; readonly failure: Failure }
  | { readonly kind: 'stopped' };

/** Whether news of a run is coming in, or being waited for. */
export type Connection = 'live' | 'interrupted';

export interface WatchOptions {
  readonly api: ResearchApi;
  readonly runId: RunId;
  readonly clock: Clock;
  /** A random number from 0 up to 1. */
  readonly random: () => number;
  readonly onEvent: (event: RunEvent) => void;
  readonly onConnection: (connection: Connection, problem: Failure | null) => void;
  readonly signal: AbortSignal;
}

/** A stream on which nothing arrives for so long is taken for dead. The API documents no keepalive. */
const longestSilence = 30_000;

/**
 * A stream that is alive and tells nothing for so long is left to ask for the result: something on the way may keep a
 * connection open whose other end is gone, or let through a byte now and then.
 */
const longestWithoutNews = 90_000;

/** A stream or a wait for the result that ends sooner counts as a failure where the next try's delay is chosen. */
const shortestStep = 5_000;

/** How often the API has to say that it does not know a run: right after its start one of its servers may not know yet. */
const toldNotFound = 4;

/**
 * Watches a run until it ends, the signal is aborted, or watching is refused for good. Follows its event stream; after
 * failures asks for the result in between. Only reads, so it costs nothing and may be done twice.
 */
export async function watchRun(options: WatchOptions): Promise<WatchEnd> {
  const { signal, clock, random } = options;
  let failures = 0;
  let notFound = 0;
  const stopped = (): boolean => signal.aborted;
  while (!stopped()) {
    const startedAt = clock.now();
    // One failed stream is tried again; when streams go on failing, every other try asks for the result instead.
    const step: Step = failures % 2 === 0 ? await followStream(options) : await pollResult(options);
    if (stopped()) break;
    notFound = isNotFound(step.end) ? notFound + 1 : 0;
    if (step.end && (notFound === 0 || notFound >= toldNotFound)) return step.end;
    // What ends at once again and again must not be asked ever so often, even when it is no failure.
    const wasShort = clock.now() - startedAt < shortestStep;
    failures = step.failure || wasShort ? failures + 1 : 0;
    if (step.failure) options.onConnection('interrupted', step.failure);
    await sleep(retryDelay(failures, random(), step.failure?.retryAfterSeconds), clock, signal);
  }
  return { kind: 'stopped' };
}

function isNotFound(end: WatchEnd | null): boolean {
  return end?.kind === 'failed' && end.failure.reason === 'runNotFound';
}

/** One try: the end of the watch, or null for "go on", with the failure that broke it, if one did. */
interface Step {
  readonly end: WatchEnd | null;
  readonly failure: Failure | null;
}

const goOn: Step = { end: null, failure: null };

async function followStream(options: WatchOptions): Promise<Step> {
  const { api, runId, clock, signal } = options;
  const { controller, release } = linkedController(signal);
  const giveUp = (): void => controller.abort();
  let standing = null as RunStanding | null;
  let hasNoNews = false as boolean;
  const waitForNews = (): Disposable =>
    clock.after(longestWithoutNews, () => {
      hasNoNews = true;
      giveUp();
    });
  let silence = clock.after(longestSilence, giveUp);
  let news = waitForNews();
  const listen = (event: RunEvent): void => {
    silence.dispose();
    silence = clock.after(longestSilence, giveUp);
    if (standing === null) options.onConnection('live', null);
    if (event.kind === 'standing') standing = event.standing;
    if (event.kind !== 'alive') {
      news.dispose();
      news = waitForNews();
    }
    options.onEvent(event);
  };
  const outcome = await api.events(runId, listen, controller.signal);
  silence.dispose();
  news.dispose();
  release();
  const conclusion = await conclude(standing, options);
  if (conclusion) return conclusion;
  if (hasNoNews && !signal.aborted) return pollResult(options);
  if (!outcome.ok) return stepAfter(outcome.failure);
  // The server closes every stream after 570 seconds, with a last frame that says that the run goes on: not a failure.
  const planned = standing !== null && !controller.signal.aborted;
  return planned ? goOn : { end: null, failure: failure('unreachable', { detail: 'The event stream fell silent.' }) };
}

async function pollResult(options: WatchOptions): Promise<Step> {
  const outcome = await options.api.result(options.runId, options.signal);
  if (!outcome.ok) return stepAfter(outcome.failure);
  options.onEvent({ kind: 'standing', standing: outcome.value });
  options.onConnection('live', null);
  return (await conclude(outcome.value, options)) ?? goOn;
}

function stepAfter({ kind, failure: reason }: WatchFailure): Step {
  return kind === 'refused' ? { end: endAfterRefusal(reason), failure: reason } : { end: null, failure: reason };
}

/** A run that the API does not know will never answer; every other refusal is about watching only. */
function endAfterRefusal(reason: Failure): WatchEnd {
  return reason.reason === 'runNotFound' ? { kind: 'failed', failure: reason } : { kind: 'refused', failure: reason };
}

/** What a standing concludes; null while the run goes on. */
async function conclude(standing: RunStanding | null, options: WatchOptions): Promise<Step | null> {
  if (standing?.kind === 'failed') return finished({ kind: 'failed', failure: standing.failure });
  if (standing?.kind !== 'completed') return null;
  if (standing.answer) return finished({ kind: 'answered', run: standing.run, answer: standing.answer });
  // A completed run whose last frame brought no answer still has its result.
  const result = await options.api.result(options.runId, options.signal);
  if (!result.ok) return stepAfter(result.failure);
  if (result.value.kind === 'failed') return finished({ kind: 'failed', failure: result.value.failure });
  if (result.value.kind === 'completed' && result.value.answer) {
    return finished({ kind: 'answered', run: result.value.run, answer: result.value.answer });
  }
  return finished({ kind: 'refused', failure: failure('unreadableResponse') });
}

function finished(end: WatchEnd): Step {
  return { end, failure: null };
}
