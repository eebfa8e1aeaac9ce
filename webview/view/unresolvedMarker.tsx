import type { VNode } from 'preact';
import { useContext, useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { Localize } from '../../src/base/localize';
import type { UnresolvedInline } from '../../src/markdown/tree';
import type { SourceView } from '../../src/protocol/viewState';
import { AnswerContext } from './answerContext';
import { useLocalize } from './services';
import { SourceItem } from './source';
import { type CardState, useCard } from './useCard';

/**
 * What is written like a citation and names no source for certain: it reads as it is written. A button says why, and offers
 * the sources that it may mean. Where nobody knows of sources yet, it is text.
 */
export function UnresolvedMarker({ citation }: { readonly citation: UnresolvedInline }): VNode {
  const localize = useLocalize();
  const answer = useContext(AnswerContext);
  const marker = useRef<HTMLButtonElement>(null);
  const card = useCard(marker);
  const cardId = useId();
  const candidates = citation.candidates.flatMap((number) => answer?.sources.get(number) ?? []);
  const isText = citation.reason === 'unread' || (citation.reason === 'doubtful' && candidates.length === 0);
  if (!answer || isText) return <>{citation.text}</>;
  const open = card.state !== 'closed';
  return (
    <span class="citation" {...card.surroundings}>
      <button
        ref={marker}
        type="button"
        class="marker unresolved"
        aria-label={localize('{0}, not matched to a source', citation.text)}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-controls={open ? cardId : undefined}
        onClick={card.toggle}
      >
        {citation.text}
      </button>
      {open && (
        <ReasonCard
          id={cardId}
          citation={citation}
          candidates={candidates}
          turnId={answer.turnId}
          state={card.state}
          marker={marker}
        />
      )}
    </span>
  );
}

interface ReasonCardProps {
  readonly id: string;
  readonly citation: UnresolvedInline;
  readonly candidates: readonly SourceView[];
  readonly turnId: string;
  readonly state: CardState;
  readonly marker: { readonly current: HTMLButtonElement | null };
}

function ReasonCard({ id, citation, candidates, turnId, state, marker }: ReasonCardProps): VNode {
  const localize = useLocalize();
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (marker.current) element.current?.showPopover({ source: marker.current });
  }, [marker]);
  useLayoutEffect(() => {
    if (state === 'entered') element.current?.focus();
  }, [state]);
  return (
    <div
      ref={element}
      id={id}
      class="card"
      popover="manual"
      role="dialog"
      tabIndex={-1}
      inert={state === 'focused'}
      aria-label={localize('{0}, not matched to a source', citation.text)}
    >
      <p class="card-reason">{reasonText(citation, localize)}</p>
      {candidates.length > 0 && (
        <ul class="sources">
          {candidates.map((source) => (
            <SourceItem key={source.number} turnId={turnId} source={source} />
          ))}
        </ul>
      )}
    </div>
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
