import type { RefObject } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Disposable } from '../../src/base/disposable';
import { useServices } from './services';

/**
 * Why a card is open: because its marker has the keyboard focus, because the pointer is over it, because it was clicked,
 * or because it was opened from the keyboard, which moves the focus into it.
 */
export type CardState = 'closed' | 'focused' | 'hovered' | 'clicked' | 'entered';

const hoverDelay = 300;
/** Enough to get from the marker into the card. */
const leaveDelay = 200;

export interface Card {
  readonly state: CardState;
  /** For the marker's clicks. */
  readonly toggle: (event: MouseEvent) => void;
  /** For the element that holds marker and card. */
  readonly surroundings: {
    readonly onPointerEnter: (event: PointerEvent) => void;
    readonly onPointerLeave: () => void;
    readonly onFocusIn: () => void;
    readonly onFocusOut: (event: FocusEvent) => void;
    readonly onKeyDown: (event: KeyboardEvent) => void;
  };
}

/** When the card of `marker` opens and closes. */
export function useCard(marker: RefObject<HTMLElement | null>): Card {
  const [state, setState] = useState<CardState>('closed');
  const delay = useDelay();
  const close = useCallback(() => {
    delay.cancel();
    setState('closed');
  }, [delay]);
  useClosingByPointer(state, marker, close);

  return {
    state,
    toggle(event) {
      delay.cancel();
      // A click without a pointer comes from Enter, Space or a screen reader.
      const opened = event.detail === 0 ? 'entered' : 'clicked';
      setState((current) => (current === 'clicked' || current === 'entered' ? 'closed' : opened));
    },
    surroundings: {
      onPointerEnter(event) {
        if (event.pointerType !== 'mouse') return;
        const open = (): void =>
          setState((current) => (current === 'closed' || current === 'focused' ? 'hovered' : current));
        delay.run(state === 'hovered' ? 0 : hoverDelay, open);
      },
      onPointerLeave() {
        delay.run(leaveDelay, () => setState((current) => (current === 'hovered' ? 'closed' : current)));
      },
      onFocusIn() {
        const byKeyboard = marker.current?.matches(':focus-visible') ?? false;
        if (byKeyboard) setState((current) => (current === 'closed' ? 'focused' : current));
      },
      onFocusOut(event) {
        const { currentTarget, relatedTarget } = event;
        const staysInside =
          currentTarget instanceof Node && relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
        if (!staysInside) close();
      },
      onKeyDown(event) {
        if (event.key !== 'Escape' || state === 'closed') return;
        event.stopPropagation();
        marker.current?.focus();
        close();
      },
    },
  };
}

function useClosingByPointer(state: CardState, marker: RefObject<HTMLElement | null>, close: () => void): void {
  useEffect(() => {
    if (state !== 'clicked' && state !== 'entered') return;
    const closeOutside = (event: PointerEvent): void => {
      const surroundings = marker.current?.parentElement;
      if (event.target instanceof Node && !surroundings?.contains(event.target)) close();
    };
    document.addEventListener('pointerdown', closeOutside);
    return () => document.removeEventListener('pointerdown', closeOutside);
  }, [state, marker, close]);
}

interface Delay {
  /** Calls `action` after so many milliseconds, unless something else is run or it is cancelled before. */
  readonly run: (milliseconds: number, action: () => void) => void;
  readonly cancel: () => void;
}

function useDelay(): Delay {
  const { clock } = useServices();
  const timer = useRef<Disposable | null>(null);
  const cancel = useCallback(() => timer.current?.dispose(), []);
  const run = useCallback<Delay['run']>(
    (milliseconds, action) => {
      timer.current?.dispose();
      timer.current = clock.after(milliseconds, action);
    },
    [clock],
  );
  useEffect(() => cancel, [cancel]);
  return useRef({ run, cancel }).current;
}
