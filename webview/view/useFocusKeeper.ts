import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { findTurnElement } from './useReadingPlace';

interface Focused {
  readonly element: Element;
  readonly turnId: string;
  /** Where the turn stands, so that a sibling that takes its place takes the focus too. */
  readonly index: number;
  readonly control: string | null;
}

/**
 * Gives the focus back when what had it is drawn no more: to the same control of the turn, else to the turn, else to the
 * turn in its place. A focus that is elsewhere is left alone.
 *
 * @param shown what is drawn; the focus is checked whenever it changes.
 */
export function useFocusKeeper(scroller: RefObject<HTMLElement | null>, shown: unknown): void {
  const focused = useRef<Focused | null>(null);

  useEffect(() => {
    const container = scroller.current;
    if (!container) return;
    const note = (event: FocusEvent): void => {
      if (event.target instanceof Element) focused.current = describe(container, event.target);
    };
    const forget = (event: FocusEvent): void => {
      // The focus leaves an element that is being removed, too, just before it is; that has to be remembered.
      const left = event.target;
      queueMicrotask(() => {
        if (focused.current?.element === left && focused.current.element.isConnected) focused.current = null;
      });
    };
    container.addEventListener('focusin', note);
    container.addEventListener('focusout', forget);
    return () => {
      container.removeEventListener('focusin', note);
      container.removeEventListener('focusout', forget);
    };
  }, [scroller]);

  useLayoutEffect(() => {
    const container = scroller.current;
    const lost = focused.current;
    if (!container || !lost || lost.element.isConnected || document.activeElement !== document.body) return;
    focused.current = null;
    const turn =
      findTurnElement(container, lost.turnId) ?? container.querySelectorAll<HTMLElement>('[data-turn]')[lost.index];
    const control = lost.control === null ? null : turn?.querySelector<HTMLElement>(`[data-control="${lost.control}"]`);
    control?.focus({ preventScroll: true });
    if (document.activeElement === document.body) turn?.focus({ preventScroll: true });
  }, [scroller, shown]);
}

function describe(container: HTMLElement, element: Element): Focused | null {
  const turn = element.closest('[data-turn]');
  const turnId = turn?.getAttribute('data-turn');
  if (!turn || turnId === null || turnId === undefined) return null;
  const index = [...container.querySelectorAll('[data-turn]')].indexOf(turn);
  return { element, turnId, index, control: element.getAttribute('data-control') };
}
