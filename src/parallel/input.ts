import * as v from 'valibot';
import type { Clock } from '../base/clock';
import type { JsonObject } from '../base/json';
import { failed, type Result, success } from '../base/result';
import type { RunId } from '../research/thread/ids';
import { isInteractionId, readEngineName } from '../research/answer/wellFormed';
import type { RunInput, WatchFailure } from '../runs/ports/researchApi';
import { isShallowObject } from './decodeAnswer';
import { isRunId } from './decodeRun';
import { unreadable, watchFailure } from './failures';
import { parseJson } from './json';
import { noSuchRun } from './runStatus';
import type { Transport } from './transport';

const secondsForInput = 30;
/** Some times what the API takes; an input is shown as a question. */
const longestQuestion = 100_000;

/** As much of the API's TaskRunInput as makes a turn: https://docs.parallel.ai/api-reference/tasks-v1/retrieve-task-run-input */
const inputSchema = v.object({
  input: v.union([v.string(), v.custom<JsonObject>(isShallowObject)]),
  processor: v.pipe(v.string(), v.transform(readEngineName)),
  previous_interaction_id: v.optional(v.fallback(v.nullable(v.string()), null), null),
});

/** Asks what a run was started with. */
export async function retrieveInput(
  transport: Transport,
  runId: RunId,
  signal: AbortSignal,
  clock: Clock,
): Promise<Result<RunInput, WatchFailure>> {
  if (!isRunId(runId)) return noSuchRun();
  const received = await transport.exchange(
    (client, options) => client.taskRun.retrieveInput(runId, options),
    secondsForInput,
    signal,
  );
  if (!received.ok) return failed(watchFailure(received.failure, clock));
  const input = decodeInput(parseJson(received.value));
  return input ? success(input) : failed(unreadable('refused', 'This is no question that could be shown.'));
}

function decodeInput(value: unknown): RunInput | null {
  const read = v.safeParse(inputSchema, value);
  if (!read.success) return null;
  const { input, processor, previous_interaction_id: previous } = read.output;
  const question = typeof input === 'string' ? input : JSON.stringify(input, null, 2);
  if (question.length > longestQuestion) return null;
  return { question, processor, previousInteractionId: isInteractionId(previous) ? previous : null };
}
