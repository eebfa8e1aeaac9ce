/** How much work a processor puts into an answer. */
export interface Depth {
  /** Search queries that the progress shows. */
  readonly searches: number;
  /** Pages that are read at most; the answer cites some of them. */
  readonly reads: number;
  /** Sentences of a short answer, or of a section of a report. */
  readonly sentences: number;
  /** Whether answers in prose are long reports with a list of references. */
  readonly report: boolean;
}

const depths: ReadonlyMap<string, Depth> = new Map([
  ['speed', { searches: 1, reads: 2, sentences: 2, report: false }],
  ['lite', { searches: 1, reads: 3, sentences: 2, report: false }],
  ['base', { searches: 2, reads: 5, sentences: 3, report: false }],
  ['core', { searches: 3, reads: 7, sentences: 4, report: false }],
  ['core2x', { searches: 4, reads: 9, sentences: 5, report: false }],
  ['pro', { searches: 5, reads: 11, sentences: 3, report: true }],
  ['ultra', { searches: 7, reads: 14, sentences: 4, report: true }],
  ['ultra2x', { searches: 8, reads: 16, sentences: 4, report: true }],
  ['ultra4x', { searches: 9, reads: 18, sentences: 5, report: true }],
  ['ultra8x', { searches: 10, reads: 20, sentences: 5, report: true }],
]);

/** The depth of a processor or of a chat model; `-fast` makes no difference to it. */
export function depthOf(processor: string): Depth {
  const depth = depths.get(processor.replace(/-fast$/, ''));
  if (depth === undefined) throw new Error(`No processor is called ${processor}`);
  return depth;
}
