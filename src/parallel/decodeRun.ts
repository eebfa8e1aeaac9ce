import * as v from 'valibot';
import { isId } from '../base/ids';
import type { Answer } from '../research/answer/answer';
import { failure, type Failure } from '../research/thread/failure';
import type { AttemptId, InteractionId, RunId, ThreadId, TurnId } from '../research/thread/ids';
import type { AcceptedRun } from '../research/thread/turn';
import { isInteractionId } from '../research/answer/wellFormed';
import type { RunDescription, RunOrigin, RunStanding } from '../runs/ports/researchApi';
import { cleanOrNull, cleanText } from './errorText';

/** Printable, of a sane length, and no path of its own: the id becomes a part of a URL's path. */
const runIdPattern = /^(?!\.{1,2}$)[\x21-\x7e]{1,200}$/;
const nullableText = v.optional(v.fallback(v.nullable(v.string()), null), null);

const acceptedRunSchema = v.object({
  run_id: v.custom<RunId>(isRunId),
  interaction_id: nullableText,
});

/** The API's TaskRun, as much of it as counts here: https://docs.parallel.ai/api-reference/tasks-v1/retrieve-task-run */
export const taskRunSchema = v.object({
  ...acceptedRunSchema.entries,
  status: v.string(),
  is_active: v.optional(v.fallback(v.nullable(v.boolean()), null), null),
  error: v.optional(v.fallback(v.nullable(v.object({ message: nullableText, ref_id: nullableText })), null), null),
});

const idText = v.pipe(v.string(), v.check(isId));
/** What `metadataOf` sent along. Metadata of other programs may hold anything. */
const originSchema = v.object({ rt_thread: idText, rt_turn: idText, rt_attempt: idText });

/** The metadata of a run: names of up to 16 characters, values of up to 512. Ids that only this machine knows. */
export function metadataOf({ threadId, turnId, attemptId }: RunOrigin): Record<string, string> {
  return { rt_thread: threadId, rt_turn: turnId, rt_attempt: attemptId };
}

function originOf(metadata: unknown): RunOrigin | null {
  const origin = v.safeParse(originSchema, metadata);
  if (!origin.success) return null;
  const { rt_thread: threadId, rt_turn: turnId, rt_attempt: attemptId } = origin.output;
  return { threadId: threadId as ThreadId, turnId: turnId as TurnId, attemptId: attemptId as AttemptId };
}

const descriptionSchema = v.object({
  ...taskRunSchema.entries,
  created_at: nullableText,
  modified_at: nullableText,
  metadata: v.optional(v.unknown()),
});

/** A run as `retrieve` tells it; null when `value` is none. */
export function decodeDescription(value: unknown): RunDescription | null {
  const read = v.safeParse(descriptionSchema, value);
  if (!read.success) return null;
  const { created_at, modified_at, metadata, ...run } = read.output;
  return {
    run: acceptedRun(run),
    standing: standingOf(run, null),
    createdAt: timeOf(created_at),
    changedAt: timeOf(modified_at),
    origin: originOf(metadata),
  };
}

/** RFC 3339, as milliseconds since the epoch. */
function timeOf(text: string | null): number | null {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? null : time;
}

export type TaskRun = v.InferOutput<typeof taskRunSchema>;

/** Whether `id` can be an id of a run: one from a damaged record must not reach a URL. */
export function isRunId(id: unknown): id is RunId {
  return typeof id === 'string' && runIdPattern.test(id);
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
  const { run_id: runId, interaction_id: interactionId } = run;
  return { runId, interactionId: isInteractionId(interactionId) ? interactionId : (runId as string as InteractionId) };
}

function runFailure(reason: 'runFailed' | 'runCancelled' | 'runNeedsAction', { error }: TaskRun): Failure {
  return failure(reason, { detail: cleanOrNull(error?.message), reference: cleanOrNull(error?.ref_id) });
}
