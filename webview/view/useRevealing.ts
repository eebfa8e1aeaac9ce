import type { RefObject } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { focusWhenPossible } from './focusWhenPossible';
import { findTurnElement, lastTurnId, scrollToElement, wasScrolled } from './scrollGeometry';

/** Finds what is to be shown in the scroll container; null while it is not drawn. */
export type Find = (scroller: HTMLElement) => HTMLElement | null;

export interface Revealing {
  /** Shows a turn or a part of one and puts the focus on it, now or as soon as it is drawn. */
  readonly begin: (find: Find) => void;
  /**
   * Shows the question that is being sent, as soon as it is drawn: that of a turn that is there, or of one that comes to the
   * end of the thread. The focus stays where it is.
   */
  readonly awaitQuestion: (turnId?: string) => void;
  /**
   * Brings what is to be shown back to its place, unless somebody has `left` that. `nothing` when there is nothing to show,
   * or it is not drawn yet.
   */
  readonly hold: () => 'held' | 'left' | 'nothing';
  readonly isHolding: () => boolean;
  readonly end: () => void;
  /** Another thread is drawn: what was shown in the one before is over, what is still to be shown is not. */
  readonly leaveThread: () => void;
}

/**
 * Keeps a turn, or a heading of one, in its place while what is around it is drawn and takes more room than was guessed,
 * until somebody scrolls. Whatever scrolls the container ends it: not only wheel, keys and pointer, but also a screen
 * reader, the search of a browser, or a focus that moves out of sight.
 */
export function useRevealing(scroller: RefObject<HTMLElement | null>, threadKey: string): Revealing {
  const revealing = useMemo(() => createRevealing(scroller), [scroller]);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    // A browser scrolls smoothly: what begins here shows in the container's place only later.
    const signs = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;
    for (const sign of signs) element.addEventListener(sign, revealing.end, { passive: true, capture: true });
    return () => signs.forEach((sign) => element.removeEventListener(sign, revealing.end, { capture: true }));
  }, [scroller, threadKey, revealing]);
  return revealing;
}

interface Wish {
  readonly find: Find;
  readonly takesFocus: boolean;
  /** Whether it may be in a thread that is not drawn yet. */
  readonly mayBeElsewhere: boolean;
  /** Where the container was scrolled to for it; null while it is not drawn. */
  place: number | null;
}

function createRevealing(scroller: RefObject<HTMLElement | null>): Revealing {
  let wish: Wish | null = null;
  const end = (): void => {
    wish = null;
  };
  return {
    begin(find) {
      wish = { find, takesFocus: true, mayBeElsewhere: true, place: null };
    },
    awaitQuestion(turnId) {
      const last = scroller.current && lastTurnId(scroller.current);
      const find = findQuestion(last, turnId ?? null);
      wish = { find, takesFocus: false, mayBeElsewhere: last === null, place: null };
    },
    hold() {
      const element = scroller.current;
      if (!element || !wish) return 'nothing';
      if (wish.place !== null && wasScrolled(element, wish.place)) {
        end();
        return 'left';
      }
      const shown = wish.find(element);
      if (!shown) return 'nothing';
      scrollToElement(element, shown);
      if (wish.takesFocus && wish.place === null) focusWhenPossible(shown);
      wish.place = element.scrollTop;
      return 'held';
    },
    isHolding: () => wish?.place !== undefined && wish.place !== null,
    end,
    leaveThread() {
      if (wish?.place !== null || !wish.mayBeElsewhere) end();
    },
  };
}

/** Finds a turn, or the one that follows `last`, and gives it the room to begin at the top of the view. */
function findQuestion(last: string | null, turnId: string | null): Find {
  let asked = turnId;
  return (scroller) => {
    const lastNow = lastTurnId(scroller);
    if (lastNow !== last) asked ??= lastNow;
    const turn = asked === null ? null : findTurnElement(scroller, asked);
    turn?.toggleAttribute('data-asked', true);
    return turn;
  };
}
