import type { ThreadEvent } from '../research/events';
import { traceKey } from '../research/knownSteps';
import type { Attempt, Progress, TraceEntry } from '../research/turn';
import type { RunEvent } from './researchApi';

/** What one record of progress tells. */
export type ProgressNews = Pick<Extract<ThreadEvent, { kind: 'progressed' }>, 'trace' | 'progress'>;

/**
 * Turns a run's stream into records. What arrives while a record is being written goes into the next one, so a burst of
 * steps (a stream that was opened again repeats its whole trace) costs one write, and nothing waits for a timer.
 */
export class ProgressRecorder {
  readonly #known: Set<string>;
  readonly #record: (news: ProgressNews) => Promise<void>;
  #steps: TraceEntry[] = [];
  #progress: Progress | null = null;
  #lastProgress: string;
  #started = false;
  #writing: Promise<void> | null = null;
  #again = false;

  /** @param attempt what is recorded already; @param record writes one record and never rejects. */
  constructor(
    attempt: Pick<Attempt, 'trace' | 'progress' | 'condition'>,
    record: (news: ProgressNews) => Promise<void>,
  ) {
    this.#known = new Set(attempt.trace.map(traceKey));
    this.#lastProgress = JSON.stringify(attempt.progress);
    this.#started = attempt.condition.state === 'running';
    this.#record = record;
  }

  take(event: RunEvent): void {
    if (event.kind === 'step') this.#takeStep(event.step);
    else if (event.kind === 'progress') this.#takeProgress(event.progress);
    else if (
      event.kind === 'standing' &&
      event.standing.kind === 'active' &&
      event.standing.started &&
      !this.#started
    ) {
      this.#started = true;
      this.#write();
    }
  }

  /** Resolves when everything taken so far is recorded. */
  async settled(): Promise<void> {
    while (this.#writing) await this.#writing;
  }

  #takeStep(step: TraceEntry): void {
    const key = traceKey(step);
    if (this.#known.has(key)) return;
    this.#known.add(key);
    this.#steps.push(step);
    this.#write();
  }

  #takeProgress(progress: Progress): void {
    const text = JSON.stringify(progress);
    if (text === this.#lastProgress) return;
    this.#lastProgress = text;
    this.#progress = progress;
    this.#write();
  }

  #write(): void {
    this.#again = true;
    this.#writing ??= this.#writeAll();
  }

  async #writeAll(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      // A turn of the event loop gathers the steps that came in the same chunk.
      await Promise.resolve();
      const news = { trace: this.#steps, progress: this.#progress };
      this.#steps = [];
      this.#progress = null;
      this.#started = true;
      await this.#record(news);
    }
    this.#writing = null;
  }
}
