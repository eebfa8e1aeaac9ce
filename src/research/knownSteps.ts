import type { TraceEntry } from './turn';

/** So many runs of a thread may go on at once before the keys of a trace are made anew. */
const mostTraces = 8;

type Trace = readonly TraceEntry[];

/**
 * Which steps stand in the traces of a thread that grew last. A stream that was opened again repeats its whole trace, so
 * every piece of news is compared with all of it: the keys of a trace are made once, and go over to what it grows into.
 */
export class KnownSteps {
  /** By trace, the one that grew last at the end. */
  readonly #keys = new Map<Trace, Set<string>>();

  /**
   * What a trace becomes with `entries`; itself when all of them stand in it.
   *
   * @param add makes a trace with steps more, of which none stands in it and each comes once
   */
  grow(trace: Trace, entries: Trace, add: (fresh: Trace) => Trace): Trace {
    const keys = this.#keys.get(trace) ?? new Set(trace.map(traceKey));
    const fresh = entries.filter((entry) => {
      const key = traceKey(entry);
      return !keys.has(key) && keys.add(key);
    });
    const grown = fresh.length === 0 ? trace : add(fresh);
    this.#keys.delete(trace);
    this.#keys.set(grown, keys);
    return grown;
  }

  /** Forgets the traces that have not grown for long. */
  forgetOldest(): void {
    for (const trace of [...this.#keys.keys()].slice(0, -mostTraces)) this.#keys.delete(trace);
  }
}

/** What makes two steps the same step, since the API gives them no ids. */
export function traceKey(entry: TraceEntry): string {
  return JSON.stringify([entry.kind, entry.timestamp, entry.message]);
}
