import * as v from 'valibot';
import type { Answer } from '../research/answer';
import { failure, type Failure } from '../research/failure';
import type { InteractionId, RunId } from '../research/ids';
import type { AcceptedRun } from '../research/turn';
import type { RunStanding } from '../runs/researchApi';
import { cleanOrNull, cleanText } from './errorText';

/** Printable, of a sane length, and no path of its own: the id becomes a part of a URL's path. */
const runIdPattern = /^(?!\.{1,2}$)[\x21-\x7e]{1,200}$/;
const nullableText = v.optional(v.fallback(v.nullable(v.string()), null), null);

const acceptedRunSchema = v.object({
  run_id: v.pipe(v.string(), v.regex(runIdPattern)),
  interaction_id: nullableText,
});

/** The API's TaskRun, as much of it as counts here: https://docs.parallel.ai/api-reference/tasks-v1/retrieve-task-run */
export const taskRunSchema = v.object({
  ...acceptedRunSchema.entries,
  status: v.string(),
  is_active: v.optional(v.fallback(v.nullable(v.boolean()), null), null),
  error: v.optional(v.fallback(v.nullable(v.object({ message: nullableText, ref_id: nullableText })), null), null),
});

export type TaskRun = v.InferOutput<typeof taskRunSchema>;

/** Whether `id` can be an id of a run: one from a damaged record must not reach a URL. */
export function isRunId(id: string): boolean {
  return runIdPattern.test(id);
}

/** The run that a create request started; null when `value` names none. */
export function decodeAcceptedRun(value: unknown): AcceptedRun | null {
  const run = v.safeParse(acceptedRunSchema, value);
  return run.success ? acceptedRun(run.output) : null;
}

/** Where a run stands. `answer` is what came along with it, null for none. */
export function standingOf(run: TaskRun, answer: Answer | null): RunStanding {
  switch (run.status) {
    case 'queued':
      return { kind: 'active', started: false };
    case 'running':
    case 'cancelling':
      return { kind: 'active', started: true };
    case 'completed':
      return { kind: 'completed', run: acceptedRun(run), answer };
    case 'failed':
      return { kind: 'failed', failure: runFailure('runFailed', run) };
    case 'cancelled':
      return { kind: 'failed', failure: runFailure('runCancelled', run) };
    case 'action_required':
      return { kind: 'failed', failure: runFailure('runNeedsAction', run) };
    default:
      return run.is_active
        ? { kind: 'active', started: true }
        : { kind: 'failed', failure: failure('unreadableResponse', { detail: `Status: ${cleanText(run.status)}` }) };
  }
}

function acceptedRun(run: Pick<TaskRun, 'run_id' | 'interaction_id'>): AcceptedRun {
  // In every published example the two are the same, and an id that is paid for must not get lost over its sibling.
  return { runId: run.run_id as RunId, interactionId: (run.interaction_id || run.run_id) as InteractionId };
}

function runFailure(reason: 'runFailed' | 'runCancelled' | 'runNeedsAction', { error }: TaskRun): Failure {
  return failure(reason, { detail: cleanOrNull(error?.message), reference: cleanOrNull(error?.ref_id) });
}
