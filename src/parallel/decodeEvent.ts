import * as v from 'valibot';
import { failed, type Result, success } from '../base/result';
import { failure, type Failure } from '../research/thread/failure';
import type { Progress } from '../research/thread/turn';
import type { RunEvent } from '../runs/ports/researchApi';
import { decodeAnswer } from './decodeAnswer';
import { standingOf, taskRunSchema } from './decodeRun';
import { cleanOrNull, cleanText } from './errorText';

/** What a frame of a run's event stream says. */
export type StreamItem =
  | Exclude<RunEvent, { kind: 'alive' }>
  /** The stream reports that it cannot go on. */
  | { readonly kind: 'error'; readonly failure: Failure }
  /** An event of a kind that came after this version. */
  | { readonly kind: 'unknown'; readonly type: string }
  /** Not what the API documents for the event's kind. */
  | { readonly kind: 'malformed'; readonly detail: string };

const text = v.optional(v.fallback(v.nullable(v.string()), null), null);
const count = v.optional(v.fallback(v.nullable(v.pipe(v.number(), v.finite(), v.minValue(0))), null), null);

const typeSchema = v.object({ type: v.string() });
const stateSchema = v.object({ run: taskRunSchema, output: v.optional(v.unknown()) });
const stepSchema = v.object({ message: v.string(), timestamp: text });
const noSources = { num_sources_considered: null, num_sources_read: null, sources_read_sample: [] };
const progressSchema = v.object({
  progress_meter: count,
  source_stats: v.optional(
    v.fallback(
      v.object({
        num_sources_considered: count,
        num_sources_read: count,
        sources_read_sample: v.optional(v.fallback(v.array(v.string()), []), []),
      }),
      noSources,
    ),
    noSources,
  ),
});
const errorSchema = v.object({ error: v.object({ message: text, ref_id: text }) });

const stepPrefix = 'task_run.progress_msg.';

/** The data of one frame as a value; `malformed` when it is no JSON. Never throws. */
export function parseData(data: string): Result<unknown, Extract<StreamItem, { kind: 'malformed' }>> {
  try {
    return success(JSON.parse(data));
  } catch {
    // The parser's message would quote the data, and with it the answer.
    return failed({ kind: 'malformed', detail: `${data.length} characters that are no JSON` });
  }
}

/**
 * Reads what a frame says: https://docs.parallel.ai/task-api/task-sse. Never throws.
 * @param value what its data is
 * @param eventName the frame's `event` field, for data that does not repeat its type.
 */
export function decodeEvent(value: unknown, eventName: string | undefined): StreamItem {
  const typed = v.safeParse(typeSchema, value);
  const type = typed.success ? typed.output.type : (eventName ?? '');
  if (type === 'task_run.state') return decodeState(value);
  if (type === 'task_run.progress_stats') return decodeProgress(value);
  if (type.startsWith(stepPrefix)) return decodeStep(type.slice(stepPrefix.length), value);
  if (type === 'error') return decodeError(value);
  return { kind: 'unknown', type: cleanText(type) };
}

function decodeState(value: unknown): StreamItem {
  const state = v.safeParse(stateSchema, value);
  if (!state.success) return malformed(state.issues);
  const { run, output } = state.output;
  return { kind: 'standing', standing: standingOf(run, decodeAnswer(output)) };
}

function decodeProgress(value: unknown): StreamItem {
  const read = v.safeParse(progressSchema, value);
  if (!read.success) return malformed(read.issues);
  const { progress_meter: meter, source_stats: sources } = read.output;
  const progress: Progress = {
    meter: meter === null ? null : Math.min(meter, 100),
    sourcesConsidered: sources.num_sources_considered,
    sourcesRead: sources.num_sources_read,
    readSample: sources.sources_read_sample,
  };
  return { kind: 'progress', progress };
}

function decodeStep(kind: string, value: unknown): StreamItem {
  const read = v.safeParse(stepSchema, value);
  if (!read.success) return malformed(read.issues);
  // Streams of 2025 called it `tool`.
  return { kind: 'step', step: { kind: kind === 'tool' ? 'tool_call' : cleanText(kind), ...read.output } };
}

function decodeError(value: unknown): StreamItem {
  const read = v.safeParse(errorSchema, value);
  const { message, ref_id: reference } = read.success ? read.output.error : { message: null, ref_id: null };
  return {
    kind: 'error',
    failure: failure('serverError', { detail: cleanOrNull(message), reference: cleanOrNull(reference) }),
  };
}

/** Which member is wrong, in the words of the schema: the library's message would quote the data. */
function malformed(issues: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): StreamItem {
  const [issue] = issues;
  return { kind: 'malformed', detail: `${v.getDotPath(issue) ?? 'the event'}: ${issue.type}` };
}
