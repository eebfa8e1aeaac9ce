import * as v from 'valibot';
import { isId } from '../base/ids';
import type { Block } from '../markdown/tree';
import type { ThreadId, TurnId } from '../research/thread/ids';
import type { PageStrings } from './pageStrings';
import type { SourceView } from './viewState';

const threadId = v.pipe(
  v.string(),
  v.check(isId),
  v.transform((text) => text as ThreadId),
);
const turnId = v.pipe(
  v.string(),
  v.check(isId),
  v.transform((text) => text as TurnId),
);
/** Names the two answers of a comparison: all that its page keeps, and of which it is made anew. */
export const comparedTurns = v.object({ threadId, left: turnId, right: turnId });
export type ComparedTurns = Readonly<v.InferOutput<typeof comparedTurns>>;

/** The answers that a page kept, or that a document names; null for anything else. */
export function decodeComparedTurns(data: unknown): ComparedTurns | null {
  const decoded = v.safeParse(comparedTurns, data);
  return decoded.success ? decoded.output : null;
}

/** Two answers side by side, the one that was asked for first on the left. */
export interface ComparisonView {
  readonly left: ComparedView;
  readonly right: ComparedView;
  /** What both rest on, by the numbers of each. */
  readonly inBoth: readonly { readonly source: SourceView; readonly left: number; readonly right: number }[];
}

/** One of them. */
export interface ComparedView {
  /** Null when its record could not be read. */
  readonly question: string | null;
  /** What answered it, when, and how confident it is, in words. */
  readonly facts: readonly string[];
  readonly blocks: readonly Block[];
  readonly sourcesOnlyHere: readonly SourceView[];
}

/** What the host says to the page that shows a comparison. */
export type MessageToComparison =
  | {
      readonly type: 'comparison';
      readonly turns: ComparedTurns;
      readonly view: ComparisonView;
      readonly strings: PageStrings;
    }
  /** Why there is nothing to compare any more, in words. */
  | { readonly type: 'nothing'; readonly reason: string };

const message = v.variant('type', [
  /** The page has started, or started anew. */
  v.object({ type: v.literal('ready') }),
  /** Open a link of one of the answers, byte for byte. */
  v.object({ type: v.literal('openLink'), url: v.pipe(v.string(), v.maxLength(10_000)) }),
  /** Show what differs in the texts, line by line. */
  v.object({ type: v.literal('showDifference') }),
]);

/** What such a page says to the host. */
export type MessageFromComparison = v.InferOutput<typeof message>;

/** What a page said; null for anything that is not in the protocol. */
export function decodeMessageFromComparison(data: unknown): MessageFromComparison | null {
  const decoded = v.safeParse(message, data);
  return decoded.success ? decoded.output : null;
}
