import type { TraceEntry } from './turn';

/** What makes two steps the same step, since the API gives them no ids. */
export function traceKey(entry: TraceEntry): string {
  return JSON.stringify([entry.kind, entry.timestamp, entry.message]);
}

/**
 * Adds steps to traces. A stream that was opened again tells its whole trace again, and two windows tell of the same
 * steps, so a step that is there already is left out. Traces that this builder made are added to in place: they must not
 * be shown to anyone before the builder is done.
 */
export class TraceBuilder {
  readonly #built = new Map<readonly TraceEntry[], { readonly trace: TraceEntry[]; readonly keys: Set<string> }>();

  /** `trace` and those of `entries` that are new to it; `trace` itself when none is. */
  append(trace: readonly TraceEntry[], entries: readonly TraceEntry[]): readonly TraceEntry[] {
    if (entries.length === 0) return trace;
    const built = this.#built.get(trace) ?? { trace: [...trace], keys: new Set(trace.map(traceKey)) };
    const lengthBefore = built.trace.length;
    for (const entry of entries) {
      const key = traceKey(entry);
      if (built.keys.has(key)) continue;
      built.keys.add(key);
      built.trace.push(entry);
    }
    if (built.trace.length === lengthBefore) return trace;
    this.#built.set(built.trace, built);
    return built.trace;
  }
}
