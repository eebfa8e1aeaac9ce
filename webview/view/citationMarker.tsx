import { format } from '../../src/base/localize';
import type { VNode } from 'preact';
import { useContext } from 'preact/hooks';
import type { SourceView } from '../../src/protocol/viewState';
import { AnswerContext } from './answerContext';
import { MarkerWithCard } from './markerCard';
import { useStrings } from './services';
import { ConfidenceMark, Excerpts, SourceActions, SourceSite } from './source';

/** `[3]` in an answer: a button that shows what source 3 says. Text when the answer has no such source. */
export function CitationMarker({ number }: { readonly number: number }): VNode {
  const strings = useStrings();
  const answer = useContext(AnswerContext);
  const source = answer?.sources.get(number);
  if (!answer || !source) return <span>[{number}]</span>;
  return (
    <MarkerWithCard
      className="marker"
      text={`[${source.number}]`}
      label={format(strings.sourceTitled, source.number, source.title)}
      cardLabel={format(strings.source, source.number)}
      card={() => <Evidence source={source} turnId={answer.turnId} />}
    />
  );
}

function Evidence({ source, turnId }: { readonly source: SourceView; readonly turnId: string }): VNode {
  return (
    <>
      <div class="card-title" dir="auto">
        {source.title}
      </div>
      <div class="source-facts">
        <SourceSite source={source} />
        <ConfidenceMark confidence={source.confidence} />
      </div>
      <Excerpts source={source} part={`${turnId}/card/${source.number}`} />
      {source.reasoning.map((reasoning) => (
        <p class="card-reasoning" dir="auto">
          {reasoning}
        </p>
      ))}
      <SourceActions source={source} turnId={turnId} labelled />
    </>
  );
}
