import * as v from 'valibot';
import { comparedTurns, type MessageToComparison } from '../../src/protocol/comparison';
import { pageStringsShape } from '../../src/protocol/pageStrings';
import { blocksShape, sourceShape } from '../state/decode';

const compared = v.object({
  question: v.nullable(v.string()),
  facts: v.array(v.string()),
  blocks: blocksShape,
  sourcesOnlyHere: v.array(sourceShape),
});

const message = v.variant('type', [
  v.object({
    type: v.literal('comparison'),
    turns: comparedTurns,
    view: v.object({
      left: compared,
      right: compared,
      inBoth: v.array(v.object({ source: sourceShape, left: v.number(), right: v.number() })),
    }),
    strings: pageStringsShape,
  }),
  v.object({ type: v.literal('nothing'), reason: v.string() }),
]);

/** What the host said; null for anything that is not in the protocol. */
export function decodeComparison(data: unknown): MessageToComparison | null {
  const result = v.safeParse(message, data);
  return result.success ? result.output : null;
}
