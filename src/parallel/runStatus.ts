import * as v from 'valibot';
import type { Clock } from '../base/clock';
import { failed, type Result, success } from '../base/result';
import { failure } from '../research/thread/failure';
import type { RunId } from '../research/thread/ids';
import type { RunDescription, RunStanding, WatchFailure } from '../runs/ports/researchApi';
import { decodeAnswer } from './decodeAnswer';
import { decodeDescription, isRunId, standingOf, taskRunSchema } from './decodeRun';
import { unreadable, watchFailure } from './failures';
import { parseJson } from './json';
import type { RequestFailure } from './requestFailure';
import type { Transport } from './transport';

const secondsForRetrieve = 30;
/** How long the server holds a request for a result, and how much longer the answer may take. */
const secondsHeld = 25;
const secondsForResult = secondsHeld + 15;

const resultSchema = v.object({ run: taskRunSchema, output: v.optional(v.unknown()) });

/** Asks where a run stands; a completed run comes without its answer. */
export async function retrieveRun(
  transport: Transport,
  runId: RunId,
  signal: AbortSignal,
  clock: Clock,
): Promise<Result<RunDescription, WatchFailure>> {
  if (!isRunId(runId)) return noSuchRun();
  const received = await transport.exchange(
    (client, options) => client.taskRun.retrieve(runId, options),
    secondsForRetrieve,
    signal,
  );
  if (!received.ok) return failed(watchFailure(received.failure, clock));
  const run = decodeDescription(parseJson(received.value));
  return run ? success(run) : failed(unreadable('unavailable', 'This is no run.'));
}

/** Waits up to 25 seconds for a run's end and brings the answer. */
export async function awaitResult(
  transport: Transport,
  runId: RunId,
  signal: AbortSignal,
  clock: Clock,
): Promise<Result<RunStanding, WatchFailure>> {
  if (!isRunId(runId)) return noSuchRun();
  const received = await transport.exchange(
    (client, options) => client.taskRun.result(runId, { timeout: secondsHeld }, options),
    secondsForResult,
    signal,
  );
  if (received.ok) return readResult(received.value);
  // The wait is over and the run is not. Whether it has started this answer does not tell.
  if (statusOf(received.failure) === 408) return success({ kind: 'active', started: false });
  const refused = watchFailure(received.failure, clock);
  if (!mayBeEnded(received.failure)) return failed(refused);
  const seen = await retrieveRun(transport, runId, signal, clock);
  if (!seen.ok) return seen;
  if (seen.value.standing.kind === 'failed') return success(seen.value.standing);
  // The run is there and has not failed, so its result will be there some time.
  return failed({ kind: 'unavailable', failure: { ...refused.failure, reason: 'serverError' } });
}

function readResult(body: string): Result<RunStanding, WatchFailure> {
  const result = v.safeParse(resultSchema, parseJson(body));
  if (!result.success) return failed(unreadable('unavailable', 'This is no result of a run.'));
  const standing = standingOf(result.output.run, decodeAnswer(result.output.output));
  // The answer is there, and paid for; a later version may read it. So the run must not count as failed.
  if (standing.kind === 'completed' && !standing.answer) return failed(unreadable('refused', 'This is no answer.'));
  return success(standing);
}

/** The route answers 404 for a run that failed as for one that does not exist; other statuses are not documented. */
function mayBeEnded(failure: RequestFailure): boolean {
  const status = statusOf(failure);
  return status !== null && status >= 400 && status < 500 && ![401, 402, 403, 425, 429].includes(status);
}

function statusOf(failure: RequestFailure): number | null {
  return failure.kind === 'status' ? failure.answer.status : null;
}

/** For what cannot be the id of a run and must not become a part of a URL. */
export function noSuchRun(): { readonly ok: false; readonly failure: WatchFailure } {
  return failed({ kind: 'refused', failure: failure('runNotFound', { detail: 'This is no id of a run.' }) });
}
