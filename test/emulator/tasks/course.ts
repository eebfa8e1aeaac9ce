import type { TaskRunEventsResponse } from 'parallel-web/resources/task-run';
import type { Fault } from '../faults/faultRule';
import { luckOf } from '../ids';
import { likelySeconds, recordsEventsByDefault, usualTimeOf } from '../processors';
import type { AnswerForms } from '../research/answerForms';
import type { Step } from '../research/progress';
import { timestamp } from '../timestamp';
import type { RunRequest } from './runRequest';

/** How a run is going to end. */
export type RunEnd =
  | { readonly kind: 'completed' }
  | { readonly kind: 'failed'; readonly message: string; readonly detail: Record<string, unknown> | null }
  /** Any other status, known to the API or not. An active one lasts for ever. */
  | { readonly kind: 'other'; readonly status: string; readonly active: boolean };

/** What has been decided about a run when it was created. */
export interface Fate {
  readonly end: RunEnd;
  /** How long the run takes; null for the usual time. */
  readonly milliseconds: number | null;
}

/** Something that a run reports, at a time. Older forms of progress are no events of the SDK's types. */
export interface TraceEntry {
  readonly at: number;
  readonly type: string;
  readonly event: TaskRunEventsResponse | Readonly<Record<string, unknown>>;
}

/** A run's life, fixed at its creation: what the run is at a moment follows from it and the clock. */
export interface Course {
  readonly createdAt: number;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly trace: readonly TraceEntry[];
}

/** How much of its time a run waits before it starts. */
const queuedShare = 0.04;

/** The fate that faults on request give to a run. */
export function fateOf(faults: readonly Fault[]): Fate {
  let fate: Fate = { end: { kind: 'completed' }, milliseconds: null };
  for (const fault of faults) {
    if (fault.kind === 'run-fails') {
      fate = { ...fate, end: { kind: 'failed', message: fault.message, detail: fault.detail ?? null } };
    } else if (fault.kind === 'run-status') {
      fate = { ...fate, end: { kind: 'other', status: fault.status, active: fault.active } };
    } else if (fault.kind === 'run-takes') {
      fate = { ...fate, milliseconds: fault.milliseconds };
    }
  }
  return fate;
}

/** Lays out the life of a run. */
export function planCourse(
  run: { readonly runId: string; readonly createdAt: number; readonly request: RunRequest; readonly fate: Fate },
  steps: readonly Step[],
  { speed, forms }: { readonly speed: number; readonly forms: AnswerForms },
): Course {
  const { createdAt, fate, request } = run;
  const { processor } = request.input;
  const usual = usualTimeOf(processor);
  if (usual === undefined) throw new Error(`No processor is called ${processor}`);
  const duration = fate.milliseconds ?? (likelySeconds(usual, luckOf(run.runId)) * 1000) / speed;
  const startsAt = createdAt + duration * queuedShare;
  const endsAt = createdAt + duration;
  const kept = steps.filter((step) => isRecorded(step, request.input.enable_events ?? null, processor));
  return {
    createdAt,
    startsAt,
    endsAt,
    trace: kept.map((step) => traceEntry(step, startsAt + step.share * (endsAt - startsAt), forms)),
  };
}

/**
 * Which steps are recorded as events: all for `pro` and above and where events were asked for (no plans and no status on
 * `lite`), none where they were refused, and the figures alone otherwise.
 */
function isRecorded(step: Step, enableEvents: boolean | null, processor: string): boolean {
  if (enableEvents === false) return false;
  if (enableEvents === null && !recordsEventsByDefault(processor)) return step.kind === 'stats';
  const scarce = processor.startsWith('lite') && step.kind === 'message';
  return !(scarce && !/\.(?:search|result)$/.test(step.type));
}

function traceEntry(step: Step, at: number, forms: AnswerForms): TraceEntry {
  if (step.kind === 'message') {
    const { type, message } = step;
    const event = { type, message, timestamp: timestamp(at) };
    if (forms.progress === 'current' || type !== 'task_run.progress_msg.exec_status') return { at, type, event };
    const oldType = 'task_run.progress_msg.tool';
    return { at, type: oldType, event: { ...event, type: oldType } };
  }
  const type = 'task_run.progress_stats';
  const source_stats = {
    num_sources_considered: step.considered,
    num_sources_read: step.read,
    sources_read_sample: [...step.sample],
  };
  const meter = forms.progress === 'current' ? { progress_meter: step.meter } : {};
  return { at, type, event: { type, source_stats, ...meter } };
}
