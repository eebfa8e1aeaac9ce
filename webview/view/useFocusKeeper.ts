import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { findTurnElement } from './scrollGeometry';

interface Focused {
  readonly element: Element;
  /** Null outside of turns. */
  readonly turnId: string | null;
  /** Where the turn stands, so that a sibling that takes its place takes the focus too. */
  readonly index: number;
  readonly control: string | null;
}

/**
 * Gives the focus back when what had it is drawn no more: to the same control of the turn, else to the turn, else to the
 * turn in its place; outside of turns, and where none is left, to `fallback`. A focus that is elsewhere is left alone, in another part of VS Code
 * above all.
 */
export function useFocusKeeper(panel: RefObject<HTMLElement | null>, fallback: RefObject<HTMLElement | null>): void {
  const focused = useRef<Focused | null>(null);

  useEffect(() => {
    const container = panel.current;
    if (!container) return;
    const note = (event: FocusEvent): void => {
      focused.current = event.target instanceof Element ? describe(container, event.target) : null;
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
  }, [panel]);

  useLayoutEffect(() => {
    const lost = focused.current;
    if (!panel.current || !lost || lost.element.isConnected) return;
    focused.current = null;
    if (document.activeElement !== document.body || !document.hasFocus()) return;
    restore(panel.current, lost, fallback.current);
  });
}

function restore(panel: HTMLElement, { turnId, index, control }: Focused, fallback: HTMLElement | null): void {
  if (turnId === null) {
    fallback?.focus({ preventScroll: true });
    return;
  }
  const turn = findTurnElement(panel, turnId) ?? panel.querySelectorAll<HTMLElement>('[data-turn]')[index];
  // A turn that was given up, and the one in its place is not there.
  if (!turn) {
    fallback?.focus({ preventScroll: true });
    return;
  }
  const again = control === null ? null : turn.querySelector<HTMLElement>(`[data-control="${control}"]`);
  again?.focus({ preventScroll: true });
  // The control may be there and not take the focus.
  if (document.activeElement === document.body) turn.focus({ preventScroll: true });
}

function describe(panel: HTMLElement, element: Element): Focused {
  // The composer may stand in a turn, and goes on below the last one.
  const turn = element.closest('.composer') ? null : element.closest('[data-turn]');
  return {
    element,
    turnId: turn?.getAttribute('data-turn') ?? null,
    index: turn ? [...panel.querySelectorAll('[data-turn]')].indexOf(turn) : -1,
    control: element.getAttribute('data-control'),
  };
}
