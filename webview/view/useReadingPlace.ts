import type { RefObject } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Disposable } from '../../src/base/disposable';
import { focusWhenPossible } from './focusWhenPossible';
import {
  distanceToEnd,
  findHeading,
  findTurnElement,
  followingPlace,
  placeIn,
  restore,
  scrollToElement,
  sizeOf,
} from './scrollGeometry';
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
  /** Shows the beginning of a turn, now or as soon as it is drawn, and puts the focus on it. */
  readonly reveal: (turnId: string) => void;
  /** The same for a heading of its answer, the first being 0. */
  readonly revealHeading: (turnId: string, index: number) => void;
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
  const size = useRef('');
  const revealing = useRevealing(scroller);
  const [awayFromEnd, setAwayFromEnd] = useState(false);

  const look = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const below = distanceToEnd(element);
    atEnd.current = below <= slack;
    size.current = sizeOf(element);
    setAwayFromEnd(below > worthJumping);
  }, [scroller]);

  const settle = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    if (revealing.hold()) atEnd.current = false;
    if (atEnd.current) element.scrollTop = Math.max(element.scrollTop, followingPlace(element));
    look();
  }, [scroller, revealing, look]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    revealing.leaveThread();
    const place = kept.place(threadKey);
    atEnd.current = !restore(element, place);
    if (atEnd.current) element.scrollTop = followingPlace(element);
    look();
  }, [scroller, revealing, kept, threadKey, look]);

  useLayoutEffect(settle, [settle, shown]);

  const save = useCallback(
    (element: HTMLElement) => kept.setPlace(threadKey, atEnd.current ? null : placeIn(element)),
    [kept, threadKey],
  );
  useScrolling(scroller, { settle, look, save, size });
  const hold = useCallback(() => {
    atEnd.current = false;
    requestAnimationFrame(() => requestAnimationFrame(look));
  }, [look]);
  useClicks(scroller, threadKey, hold);

  const jumpToEnd = useCallback(() => {
    const element = scroller.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, [scroller]);
  const follow = useCallback(() => {
    revealing.end();
    atEnd.current = true;
  }, [revealing]);
  const showing = useShowing(revealing, settle);
  return useMemo(() => ({ awayFromEnd, jumpToEnd, follow, ...showing }), [awayFromEnd, jumpToEnd, follow, showing]);
}

function useShowing(revealing: Revealing, settle: () => void): Pick<Reading, 'reveal' | 'revealHeading'> {
  return useMemo(() => {
    const show = (find: Find): void => {
      revealing.begin(find);
      settle();
    };
    return {
      reveal: (turnId) => show((scroller) => findTurnElement(scroller, turnId)),
      revealHeading: (turnId, index) => show((scroller) => findHeading(scroller, turnId, index)),
    };
  }, [revealing, settle]);
}

/** What somebody opens must not be scrolled away by what it makes room for: */
function useClicks(scroller: RefObject<HTMLElement | null>, threadKey: string, hold: () => void): void {
  useEffect(() => {
    const element = scroller.current;
    element?.addEventListener('click', hold);
    return () => element?.removeEventListener('click', hold);
  }, [scroller, threadKey, hold]);
}

/** Finds what is to be shown in the scroll container; null while it is not drawn. */
type Find = (scroller: HTMLElement) => HTMLElement | null;

interface Revealing {
  readonly begin: (find: Find) => void;
  /** Brings what is to be shown back to its place; false when there is nothing, or it is not drawn yet. */
  readonly hold: () => boolean;
  readonly end: () => void;
  /** Another thread is drawn: what was shown in the one before is over, what is still to be shown is not. */
  readonly leaveThread: () => void;
}

/**
 * Keeps a turn, or a heading of one, in its place while what is around it is drawn and takes more room than was guessed, until the person
 * scrolls, presses a key or clicks.
 */
function useRevealing(scroller: RefObject<HTMLElement | null>): Revealing {
  const wanted = useRef<Find | null>(null);
  const isFocused = useRef(false);
  const revealing = useMemo<Revealing>(
    () => ({
      begin(find) {
        wanted.current = find;
        isFocused.current = false;
      },
      hold() {
        const element = scroller.current && wanted.current?.(scroller.current);
        if (!scroller.current || !element) return false;
        scrollToElement(scroller.current, element);
        if (!isFocused.current) focusWhenPossible(element);
        isFocused.current = true;
        return true;
      },
      end() {
        wanted.current = null;
      },
      leaveThread() {
        if (isFocused.current) wanted.current = null;
      },
    }),
    [scroller],
  );
  useEffect(() => {
    const signs = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;
    for (const sign of signs) addEventListener(sign, revealing.end, { passive: true, capture: true });
    return () => signs.forEach((sign) => removeEventListener(sign, revealing.end, { capture: true }));
  }, [revealing]);
  return revealing;
}

interface ScrollListeners {
  /** The size of the container or of what it holds has changed. */
  readonly settle: () => void;
  /** The container was scrolled. */
  readonly look: () => void;
  /** It was not scrolled any further for a while. */
  readonly save: (element: HTMLElement) => void;
  /** The sizes when they were looked at last. */
  readonly size: RefObject<string>;
}

function useScrolling(scroller: RefObject<HTMLElement | null>, listeners: ScrollListeners): void {
  const { settle, look, save, size } = listeners;
  const { clock } = useServices();
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let saving: Disposable | null = null;
    const observer = new ResizeObserver(settle);
    observer.observe(element);
    if (element.firstElementChild) observer.observe(element.firstElementChild);
    const onScroll = (): void => {
      // A browser scrolls by itself too, to keep what it shows in place when the room changes: that is nobody's wish.
      if (sizeOf(element) === size.current) look();
      else settle();
      saving?.dispose();
      saving = clock.after(saveDelay, () => save(element));
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', onScroll);
      saving?.dispose();
    };
  }, [scroller, clock, settle, look, save, size]);
}
