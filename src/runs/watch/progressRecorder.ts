import { crc32c } from '../../base/crc32c';
import type { ThreadEvent } from '../../research/thread/events';
import { StepKeys, traceKey } from '../../research/thread/knownSteps';
import type { Attempt, Progress, TraceEntry } from '../../research/thread/turn';
import type { RunEvent } from '../ports/researchApi';

/** What one record of progress tells. */
export type ProgressNews = Pick<Extract<ThreadEvent, { kind: 'progressed' }>, 'trace' | 'progress' | 'omittedSteps'>;

/** So many steps beyond those that are kept are told apart and counted. */
const mostCounted = 100_000;
/** How much of where a run stands is recorded, in UTF-16 code units: hours of it. What is told later is not kept. */
const mostProgressText = 4 * 1024 * 1024;

/**
 * Turns a run's stream into records. What arrives while a record is being written goes into the next one, so a burst of
 * steps (a stream that was opened again repeats its whole trace) costs one write, and nothing waits for a timer. However much
 * a server tells, what is held and recorded of it has bounds; steps beyond them are counted.
 */
export class ProgressRecorder {
  readonly #known: StepKeys;
  readonly #record: (news: ProgressNews) => Promise<void>;
  /** Checksums of the steps that are not kept. */
  readonly #omitted = new Set<number>();
  #recordedOmitted: number;
  #steps: TraceEntry[] = [];
  #progress: Progress | null = null;
  #lastProgress: string;
  #progressRoom = mostProgressText;
  #started = false;
  #writing: Promise<void> | null = null;
  #again = false;

  /** @param attempt what is recorded already; @param record writes one record and never rejects. */
  constructor(
    attempt: Pick<Attempt, 'trace' | 'progress' | 'condition' | 'omittedSteps'>,
    record: (news: ProgressNews) => Promise<void>,
  ) {
    this.#known = new StepKeys(attempt.trace);
    this.#recordedOmitted = attempt.omittedSteps ?? 0;
    this.#lastProgress = JSON.stringify(attempt.progress);
    this.#started = attempt.condition.state === 'running';
    this.#record = record;
  }

  /** How much is held: steps that are known and counted, and the length of what makes them known. */
  get held(): { readonly steps: number; readonly counted: number; readonly text: number } {
    return { steps: this.#known.size, counted: this.#omitted.size, text: this.#known.textLength };
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
    if (this.#omitted.size > this.#recordedOmitted) this.#write();
    while (this.#writing) await this.#writing;
  }

  #takeStep(step: TraceEntry): void {
    switch (this.#known.add(step)) {
      case 'added':
        this.#steps.push(step);
        this.#write();
        return;
      case 'full':
        if (this.#omitted.size < mostCounted) this.#omitted.add(crc32c(new TextEncoder().encode(traceKey(step))));
        // Each record of the number doubles it, so that counting much does not write much.
        if (this.#omitted.size > 2 * this.#recordedOmitted) this.#write();
        return;
      case 'known':
    }
  }

  #takeProgress(progress: Progress): void {
    const text = JSON.stringify(progress);
    if (text === this.#lastProgress || text.length > this.#progressRoom) return;
    this.#progressRoom -= text.length;
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
      const omittedSteps = this.#omitted.size;
      const hasMore = omittedSteps > this.#recordedOmitted;
      const news = { trace: this.#steps, progress: this.#progress, ...(hasMore && { omittedSteps }) };
      this.#steps = [];
      this.#progress = null;
      this.#started = true;
      this.#recordedOmitted = Math.max(omittedSteps, this.#recordedOmitted);
      await this.#record(news);
    }
    this.#writing = null;
  }
}
