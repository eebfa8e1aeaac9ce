import { format } from '../../src/base/localize';
import type { VNode } from 'preact';
import { useContext } from 'preact/hooks';
import type { PageStrings } from '../../src/protocol/pageStrings';
import type { UnresolvedInline } from '../../src/markdown/tree';
import type { SourceView } from '../../src/protocol/viewState';
import { AnswerContext } from './answerContext';
import { MarkerWithCard } from './markerCard';
import { useStrings } from './services';
import { SourceItem } from './source';

/**
 * What is written like a citation and names no source for certain: it reads as it is written. A button says why, and offers
 * the sources that it may mean. Where nobody knows of sources yet, it is text.
 */
export function UnresolvedMarker({ citation }: { readonly citation: UnresolvedInline }): VNode {
  const strings = useStrings();
  const answer = useContext(AnswerContext);
  const candidates = citation.candidates.flatMap((number) => answer?.sources.get(number) ?? []);
  const isText = citation.reason === 'unread' || (citation.reason === 'doubtful' && candidates.length === 0);
  if (!answer || isText) return <>{citation.text}</>;
  const label = format(strings.unmatched, citation.text);
  return (
    <MarkerWithCard
      className="marker unresolved"
      text={citation.text}
      label={label}
      cardLabel={label}
      card={() => <Reason citation={citation} candidates={candidates} turnId={answer.turnId} />}
    />
  );
}

interface ReasonProps {
  readonly citation: UnresolvedInline;
  readonly candidates: readonly SourceView[];
  readonly turnId: string;
}

function Reason({ citation, candidates, turnId }: ReasonProps): VNode {
  const strings = useStrings();
  return (
    <>
      <p class="card-reason">{reasonText(citation, strings)}</p>
      {candidates.length > 0 && (
        <ul class="sources">
          {candidates.map((source) => (
            <SourceItem key={source.number} turnId={turnId} source={source} />
          ))}
        </ul>
      )}
    </>
  );
}

function reasonText({ reason, text }: UnresolvedInline, strings: PageStrings): string {
  switch (reason) {
    case 'notListed':
      return format(strings.notListed, text);
    case 'noPage':
      return format(strings.noAddress, text);
    case 'noSource':
      return format(strings.noSource, text);
    case 'ambiguous':
      return format(strings.ambiguous, text);
    case 'doubtful':
      return strings.doubtful;
    case 'unread':
      return '';
  }
}
