import type { VNode } from 'preact';
import { useContext } from 'preact/hooks';
import type { Localize } from '../../src/base/localize';
import type { UnresolvedInline } from '../../src/markdown/tree';
import type { SourceView } from '../../src/protocol/viewState';
import { AnswerContext } from './answerContext';
import { MarkerWithCard } from './markerCard';
import { useLocalize } from './services';
import { SourceItem } from './source';

/**
 * What is written like a citation and names no source for certain: it reads as it is written. A button says why, and offers
 * the sources that it may mean. Where nobody knows of sources yet, it is text.
 */
export function UnresolvedMarker({ citation }: { readonly citation: UnresolvedInline }): VNode {
  const localize = useLocalize();
  const answer = useContext(AnswerContext);
  const candidates = citation.candidates.flatMap((number) => answer?.sources.get(number) ?? []);
  const isText = citation.reason === 'unread' || (citation.reason === 'doubtful' && candidates.length === 0);
  if (!answer || isText) return <>{citation.text}</>;
  const label = localize('{0}, not matched to a source', citation.text);
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
  const localize = useLocalize();
  return (
    <>
      <p class="card-reason">{reasonText(citation, localize)}</p>
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

function reasonText({ reason, text }: UnresolvedInline, localize: Localize): string {
  switch (reason) {
    case 'notListed':
      return localize('The answer’s list of references has no {0}.', text);
    case 'noPage':
      return localize('The answer’s list of references gives no address for {0}.', text);
    case 'noSource':
      return localize('The answer came with no source for {0}.', text);
    case 'ambiguous':
      return localize('{0} could mean more than one source.', text);
    case 'doubtful':
      return localize('This may be part of the text, or a citation of:');
    case 'unread':
      return '';
  }
}
