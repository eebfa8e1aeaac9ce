import type { RefObject } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Disposable } from '../../src/base/disposable';
import type { ReadingPlace } from '../state/kept';
import { useServices } from './services';

/** So near to the end counts as at the end. */
const slack = 8;
/** So much below what is in sight makes a way down worth offering. */
const worthJumping = 64;
const saveDelay = 250;

export interface Reading {
  /** Whether to offer a way to the end. */
  readonly awayFromEnd: boolean;
  readonly jumpToEnd: () => void;
  /** Brings whatever comes next at the end into sight, wherever somebody reads now. */
  readonly follow: () => void;
}

/**
 * Keeps the place where somebody reads. Only at the end of the thread does the view move by itself, to keep the end in
 * sight, and then never so far that the beginning of the last turn would leave it: a long answer is read from its start.
 * The place is remembered for each thread.
 *
 * @param scroller the scroll container, whose first child holds the turns.
 * @param shown what is drawn; the place is checked whenever it changes.
 */
export function useReadingPlace(scroller: RefObject<HTMLElement | null>, threadKey: string, shown: unknown): Reading {
  const { kept, clock } = useServices();
  const atEnd = useRef(true);
  const saving = useRef<Disposable | null>(null);
  const [awayFromEnd, setAwayFromEnd] = useState(false);

  const look = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const below = distanceToEnd(element);
    atEnd.current = below <= slack;
    setAwayFromEnd(below > worthJumping);
  }, [scroller]);

  const settle = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    if (atEnd.current) element.scrollTop = Math.max(element.scrollTop, followingPlace(element));
    look();
  }, [scroller, look]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const place = kept.place(threadKey);
    atEnd.current = !restore(element, place);
    if (atEnd.current) element.scrollTop = followingPlace(element);
    look();
  }, [scroller, kept, threadKey, look]);

  useLayoutEffect(settle, [settle, shown]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(settle);
    observer.observe(element);
    if (element.firstElementChild) observer.observe(element.firstElementChild);
    const onScroll = (): void => {
      look();
      saving.current?.dispose();
      saving.current = clock.after(saveDelay, () => kept.setPlace(threadKey, atEnd.current ? null : placeIn(element)));
    };
    // What somebody opens must not be scrolled away by what it makes room for.
    const onClick = (): void => {
      atEnd.current = false;
      requestAnimationFrame(() => requestAnimationFrame(look));
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    element.addEventListener('click', onClick);
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', onScroll);
      element.removeEventListener('click', onClick);
      saving.current?.dispose();
    };
  }, [scroller, kept, clock, threadKey, look, settle]);

  const jumpToEnd = useCallback(() => {
    const element = scroller.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, [scroller]);
  const follow = useCallback(() => {
    atEnd.current = true;
  }, []);
  return useMemo(() => ({ awayFromEnd, jumpToEnd, follow }), [awayFromEnd, jumpToEnd, follow]);
}

function distanceToEnd(element: HTMLElement): number {
  return element.scrollHeight - element.clientHeight - element.scrollTop;
}

/** The end, or the beginning of the last turn where that is higher up. */
function followingPlace(element: HTMLElement): number {
  const end = element.scrollHeight - element.clientHeight;
  const last = [...element.querySelectorAll('[data-turn]')].at(-1);
  return last ? Math.min(end, topWithin(element, last)) : end;
}

/** Where a turn begins, counted from the top of all that can be scrolled. */
function topWithin(scroller: HTMLElement, turn: Element): number {
  return turn.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
}

function placeIn(scroller: HTMLElement): ReadingPlace | null {
  const top = scroller.getBoundingClientRect().top;
  for (const turn of scroller.querySelectorAll('[data-turn]')) {
    const box = turn.getBoundingClientRect();
    const turnId = turn.getAttribute('data-turn');
    if (turnId !== null && box.bottom > top) return { turnId, offset: Math.round(top - box.top) };
  }
  return null;
}

function restore(scroller: HTMLElement, place: ReadingPlace | null): boolean {
  const turn = place && findTurnElement(scroller, place.turnId);
  if (!turn) return false;
  scroller.scrollTop = topWithin(scroller, turn) + place.offset;
  return true;
}

/** The element that draws a turn. */
export function findTurnElement(scroller: HTMLElement, turnId: string): HTMLElement | null {
  return scroller.querySelector<HTMLElement>(`[data-turn="${CSS.escape(turnId)}"]`);
}
