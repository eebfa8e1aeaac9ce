import type { ErrorObject } from 'parallel-web/resources/shared';
import type { TaskRun, TaskRunEvent } from 'parallel-web/resources/task-run';
import type { Research } from '../research/researcher';
import { timestamp } from '../timestamp';
import type { Course, Fate } from './course';
import type { RunRequest } from './runRequest';

/** The SDK gives one name to a run's fields and to the methods that ask for runs; these are the fields. */
type Fields<Kind> = {
  [Name in keyof Kind as Kind[Name] extends (...parameters: never[]) => unknown ? never : Name]: Kind[Name];
};

/** A run as it is sent: the SDK's type, but for statuses that the SDK does not know. */
export type SentRun = Omit<Fields<TaskRun>, 'status'> & { readonly status: string };
export type SentState = Omit<TaskRunEvent, 'run'> & { readonly run: SentRun };

export interface RunIdentity {
  readonly runId: string;
  readonly interactionId: string;
  readonly createdAt: number;
  readonly request: RunRequest;
  readonly fate: Fate;
}

/** A task run: everything about it was decided when it was created, and the clock says how much of that has happened. */
export class Run {
  readonly identity: RunIdentity;
  readonly research: Research;
  readonly course: Course;
  readonly #error: ErrorObject | null;

  constructor(identity: RunIdentity, research: Research, course: Course, error: ErrorObject | null) {
    this.identity = identity;
    this.research = research;
    this.course = course;
    this.#error = error;
  }

  get id(): string {
    return this.identity.runId;
  }

  isActiveAt(now: number): boolean {
    const { end } = this.identity.fate;
    return now < this.course.endsAt || (end.kind === 'other' && end.active);
  }

  hasCompletedAt(now: number): boolean {
    return now >= this.course.endsAt && this.identity.fate.end.kind === 'completed';
  }

  /** The run object. */
  at(now: number): SentRun {
    const { runId, interactionId, request } = this.identity;
    const status = this.#statusAt(now);
    const run: SentRun = {
      run_id: runId,
      interaction_id: interactionId,
      status,
      is_active: this.isActiveAt(now),
      processor: request.input.processor,
      metadata: request.input.metadata ?? {},
      warnings: request.warnings.length > 0 ? [...request.warnings] : null,
      taskgroup_id: null,
      created_at: timestamp(this.course.createdAt),
      modified_at: timestamp(this.#changedBefore(now)),
    };
    return status === 'failed' ? { ...run, error: this.#error } : run;
  }

  /** The state event, with the output once the run has completed. */
  stateAt(now: number): SentState {
    const output = this.hasCompletedAt(now) ? this.research.output : null;
    return { type: 'task_run.state', event_id: null, input: null, run: this.at(now), output };
  }

  #statusAt(now: number): string {
    if (now < this.course.startsAt) return 'queued';
    if (now < this.course.endsAt) return 'running';
    const { end } = this.identity.fate;
    return end.kind === 'other' ? end.status : end.kind;
  }

  #changedBefore(now: number): number {
    const { createdAt, startsAt, endsAt } = this.course;
    if (now >= endsAt) return endsAt;
    return now >= startsAt ? startsAt : createdAt;
  }
}
