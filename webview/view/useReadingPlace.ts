import type { RefObject } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Disposable } from '../../src/base/disposable';
import { distanceToEnd, followingPlace, placeIn, restore } from './scrollGeometry';
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
  const { kept } = useServices();
  const atEnd = useRef(true);
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

  const save = useCallback(
    (element: HTMLElement) => kept.setPlace(threadKey, atEnd.current ? null : placeIn(element)),
    [kept, threadKey],
  );
  useScrolling(scroller, { settle, look, save });
  useEffect(() => {
    const element = scroller.current;
    // What somebody opens must not be scrolled away by what it makes room for.
    const hold = (): void => {
      atEnd.current = false;
      requestAnimationFrame(() => requestAnimationFrame(look));
    };
    element?.addEventListener('click', hold);
    return () => element?.removeEventListener('click', hold);
  }, [scroller, threadKey, look]);

  const jumpToEnd = useCallback(() => {
    const element = scroller.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, [scroller]);
  const follow = useCallback(() => {
    atEnd.current = true;
  }, []);
  return useMemo(() => ({ awayFromEnd, jumpToEnd, follow }), [awayFromEnd, jumpToEnd, follow]);
}

interface ScrollListeners {
  /** The size of the container or of what it holds has changed. */
  readonly settle: () => void;
  /** The container was scrolled. */
  readonly look: () => void;
  /** It was not scrolled any further for a while. */
  readonly save: (element: HTMLElement) => void;
}

function useScrolling(scroller: RefObject<HTMLElement | null>, { settle, look, save }: ScrollListeners): void {
  const { clock } = useServices();
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let saving: Disposable | null = null;
    const observer = new ResizeObserver(settle);
    observer.observe(element);
    if (element.firstElementChild) observer.observe(element.firstElementChild);
    const onScroll = (): void => {
      look();
      saving?.dispose();
      saving = clock.after(saveDelay, () => save(element));
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', onScroll);
      saving?.dispose();
    };
  }, [scroller, clock, settle, look, save]);
}
