import { mostSteps, mostStepText } from './traceLimits';
import type { TraceEntry } from './turn';

/** So many runs of a thread may go on at once before the keys of a trace are made anew. */
const mostTraces = 8;

type Trace = readonly TraceEntry[];

/** What a trace has become. */
export interface Grown {
  readonly trace: Trace;
  /** How many steps were left out because the trace is full. */
  readonly leftOut: number;
}

/**
 * Which steps stand in the traces of a thread that grew last. A stream that was opened again repeats its whole trace, so
 * every piece of news is compared with all of it: the keys of a trace are made once, and go over to what it grows into.
 */
export class KnownSteps {
  /** By trace, the one that grew last at the end. */
  readonly #keys = new Map<Trace, StepKeys>();

  /**
   * What a trace becomes with `entries`; itself when all of them stand in it, or it is full.
   *
   * @param add makes a trace with steps more, of which none stands in it and each comes once
   */
  grow(trace: Trace, entries: Trace, add: (fresh: Trace) => Trace): Grown {
    const keys = this.#keys.get(trace) ?? new StepKeys(trace);
    const outcomes = entries.map((entry) => ({ entry, outcome: keys.add(entry) }));
    const fresh = outcomes.filter(({ outcome }) => outcome === 'added').map(({ entry }) => entry);
    const grown = fresh.length === 0 ? trace : add(fresh);
    this.#keys.delete(trace);
    this.#keys.set(grown, keys);
    return { trace: grown, leftOut: outcomes.filter(({ outcome }) => outcome === 'full').length };
  }

  /** Forgets the traces that have not grown for long. */
  forgetOldest(): void {
    for (const trace of [...this.#keys.keys()].slice(0, -mostTraces)) this.#keys.delete(trace);
  }
}

/** The steps of one run, by what makes two of them the same; as many as are kept of a run. */
export class StepKeys {
  readonly #keys = new Set<string>();
  #text = 0;

  constructor(trace: Trace) {
    for (const entry of trace) this.add(entry);
  }

  get size(): number {
    return this.#keys.size;
  }

  /** How long the keys are together. */
  get textLength(): number {
    return this.#text;
  }

  add(entry: TraceEntry): 'added' | 'known' | 'full' {
    const key = traceKey(entry);
    if (this.#keys.has(key)) return 'known';
    if (this.#keys.size >= mostSteps || this.#text + key.length > mostStepText) return 'full';
    this.#keys.add(key);
    this.#text += key.length;
    return 'added';
  }
}

/** What makes two steps the same step, since the API gives them no ids. */
export function traceKey(entry: TraceEntry): string {
  return JSON.stringify([entry.kind, entry.timestamp, entry.message]);
}
