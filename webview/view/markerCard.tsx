import type { ComponentChildren, VNode } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { type CardState, useCard } from './useCard';

interface MarkerWithCardProps {
  readonly className: string;
  /** What stands in the text. */
  readonly text: string;
  /** How the marker and its card are called. */
  readonly label: string;
  readonly cardLabel: string;
  /** What the card holds; made only while it is open. */
  readonly card: () => ComponentChildren;
}

/**
 * A marker in an answer's text. Hovering or focusing it shows its card. Enter, Space or a click keeps it open, from the
 * keyboard with the focus moved into it; Escape closes it and gives the focus back. While the card is there for the focus
 * alone, Tab passes it by.
 */
export function MarkerWithCard({ className, text, label, cardLabel, card: contents }: MarkerWithCardProps): VNode {
  const marker = useRef<HTMLButtonElement>(null);
  const card = useCard(marker);
  const cardId = useId();
  const open = card.state !== 'closed';
  return (
    <span class="citation" {...card.surroundings}>
      <button
        ref={marker}
        type="button"
        class={className}
        aria-label={label}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-controls={open ? cardId : undefined}
        onClick={card.toggle}
      >
        {text}
      </button>
      {open && (
        <Card id={cardId} label={cardLabel} state={card.state} marker={marker}>
          {contents()}
        </Card>
      )}
    </span>
  );
}

interface CardProps {
  readonly id: string;
  readonly label: string;
  readonly state: CardState;
  readonly marker: { readonly current: HTMLButtonElement | null };
  readonly children: ComponentChildren;
}

function Card({ id, label, state, marker, children }: CardProps): VNode {
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
      aria-label={label}
    >
      {children}
    </div>
  );
}
