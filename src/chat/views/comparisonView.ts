import { inlinesOf } from '../../markdown/walk';
import { comparedSources } from '../../research/answer/comparedSources';
import { isOpenable } from '../../research/answer/links';
import type { SourcedAnswer } from '../../research/answer/sources';
import type { ComparisonView } from '../../protocol/comparison';
import { sourceView } from './sourceView';

/** An answer that is laid beside another; `facts` in words. */
export interface AnswerToCompare {
  readonly question: string | null;
  readonly facts: readonly string[];
  readonly answer: SourcedAnswer;
}

/** Makes what the page of a comparison shows. */
export function comparisonView(left: AnswerToCompare, right: AnswerToCompare): ComparisonView {
  const sources = comparedSources(left.answer.sources, right.answer.sources);
  const compared = ({ question, facts, answer }: AnswerToCompare, side: 'left' | 'right'): ComparisonView['left'] => ({
    question,
    facts,
    blocks: answer.blocks,
    sourcesOnlyHere: sources[side].onlyHere.map(sourceView),
  });
  return {
    left: compared(left, 'left'),
    right: compared(right, 'right'),
    inBoth: sources.left.inBoth.map((source, index) => ({
      source: sourceView(source),
      left: source.number,
      right: sources.right.inBoth[index]?.number ?? source.number,
    })),
  };
}

/** Whether a comparison has a link to `url` that may be opened. A page that was taken over can have nothing else opened. */
export function hasComparedLink({ left, right, inBoth }: ComparisonView, url: string): boolean {
  if (!isOpenable(url)) return false;
  const sources = [...left.sourcesOnlyHere, ...right.sourcesOnlyHere, ...inBoth.map(({ source }) => source)];
  if (sources.some((source) => source.url === url)) return true;
  for (const { blocks } of [left, right])
    for (const inline of inlinesOf(blocks)) if (inline.type === 'link' && inline.url === url) return true;
  return false;
}
