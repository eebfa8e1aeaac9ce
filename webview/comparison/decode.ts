import * as v from 'valibot';
import type { MessageToComparison } from '../../src/protocol/comparison';
import { blocksShape, sourceShape } from '../state/decode';

const compared = v.object({
  question: v.nullable(v.string()),
  facts: v.array(v.string()),
  blocks: blocksShape,
  sourcesOnlyHere: v.array(sourceShape),
});

const message = v.object({
  type: v.literal('comparison'),
  view: v.object({
    left: compared,
    right: compared,
    inBoth: v.array(v.object({ source: sourceShape, left: v.number(), right: v.number() })),
  }),
  translations: v.record(v.string(), v.string()),
});

/** The comparison that `data` is; null when it is none. */
export function decodeComparison(data: unknown): MessageToComparison | null {
  const result = v.safeParse(message, data);
  return result.success ? result.output : null;
}
