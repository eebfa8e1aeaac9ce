import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import * as v from 'valibot';

const runEntry = v.object({
  kind: v.literal('run'),
  runId: v.string(),
  interactionId: v.string(),
  createdAt: v.number(),
  /** The body of the create request. */
  body: v.string(),
  fate: v.object({
    end: v.variant('kind', [
      v.object({ kind: v.literal('completed') }),
      v.object({
        kind: v.literal('failed'),
        message: v.string(),
        detail: v.nullable(v.record(v.string(), v.unknown())),
      }),
      v.object({ kind: v.literal('other'), status: v.string(), active: v.boolean() }),
    ]),
    milliseconds: v.nullable(v.number()),
  }),
});

const chatEntry = v.object({
  kind: v.literal('chat'),
  interactionId: v.string(),
  previousId: v.nullable(v.string()),
  question: v.string(),
  answer: v.string(),
  endsAt: v.number(),
});

const entry = v.variant('kind', [runEntry, chatEntry]);

/** What the emulator keeps of a run or a chat completion: enough to work out the rest again. */
export type HistoryEntry = v.InferOutput<typeof entry>;

/** Where runs survive a restart of the emulator. */
export interface History {
  /** Oldest first. */
  readonly entries: readonly HistoryEntry[];
  append(entry: HistoryEntry): void;
}

/** A history that ends with the process. */
export const noHistory: History = { entries: [], append: () => undefined };

/** A history in a file, one entry a line. Lines that cannot be read, such as one cut off by a kill, are left out. */
export function openHistory(file: string): History {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  const entries = lines.flatMap((line) => {
    const read = v.safeParse(v.pipe(v.string(), v.parseJson(), entry), line);
    return read.success ? [read.output] : [];
  });
  const torn = lines.at(-1) !== undefined && lines.at(-1) !== '';
  if (torn) appendFileSync(file, '\n');
  return { entries, append: (added) => appendFileSync(file, `${JSON.stringify(added)}\n`) };
}
