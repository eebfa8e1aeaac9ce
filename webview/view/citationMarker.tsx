import type { VNode } from 'preact';
import { useContext, useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { SourceView } from '../../src/protocol/viewState';
import { AnswerContext } from './answerContext';
import { useLocalize } from './services';
import { ConfidenceMark, Excerpts, SourceActions, SourceSite } from './source';
import { type CardState, useCard } from './useCard';

/** `[3]` in an answer: a button that shows what source 3 says. Text when the answer has no such source. */
export function CitationMarker({ number }: { readonly number: number }): VNode {
  const answer = useContext(AnswerContext);
  const source = answer?.sources.get(number);
  if (!answer || !source) return <span>[{number}]</span>;
  return <MarkerWithCard source={source} turnId={answer.turnId} />;
}

interface MarkerProps {
  readonly source: SourceView;
  readonly turnId: string;
}

/**
 * Hovering or focusing the marker shows the card. Enter, Space or a click keeps it open, from the keyboard with the focus
 * moved into it; Escape closes it and gives the focus back. While the card is there for the focus alone, Tab passes it by.
 */
function MarkerWithCard({ source, turnId }: MarkerProps): VNode {
  const localize = useLocalize();
  const marker = useRef<HTMLButtonElement>(null);
  const card = useCard(marker);
  const cardId = useId();
  const open = card.state !== 'closed';
  return (
    <span class="citation" {...card.surroundings}>
      <button
        ref={marker}
        type="button"
        class="marker"
        aria-label={localize('Source {0}: {1}', source.number, source.title)}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-controls={open ? cardId : undefined}
        onClick={card.toggle}
      >
        [{source.number}]
      </button>
      {open && <EvidenceCard id={cardId} source={source} turnId={turnId} state={card.state} marker={marker} />}
    </span>
  );
}

interface EvidenceCardProps extends MarkerProps {
  readonly id: string;
  readonly state: CardState;
  readonly marker: { readonly current: HTMLButtonElement | null };
}

function EvidenceCard({ id, source, turnId, state, marker }: EvidenceCardProps): VNode {
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
      aria-label={localize('Source {0}', source.number)}
    >
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
    </div>
  );
}
