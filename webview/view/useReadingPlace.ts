import type { RefObject } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Disposable } from '../../src/base/disposable';
import {
  distanceToEnd,
  findHeading,
  findTurnElement,
  followingPlace,
  placeIn,
  restore,
  sizeOf,
  wasScrolled,
} from './scrollGeometry';
import { useServices } from './services';
import { type Find, type Revealing, useRevealing } from './useRevealing';

/** So near to the end counts as at the end. */
const slack = 8;
/** So much below what is in sight makes a way down worth offering. */
const worthJumping = 64;
const saveDelay = 250;

export interface Reading {
  /** Whether to offer a way to the end. */
  readonly awayFromEnd: boolean;
  readonly jumpToEnd: () => void;
  /** Brings the question that is being sent to the top of the view as soon as it is drawn, wherever somebody reads now. */
  readonly follow: (turnId?: string) => void;
  /** Shows the beginning of a turn, now or as soon as it is drawn, and puts the focus on it. */
  readonly reveal: (turnId: string) => void;
  /** The same for a heading of its answer, the first being 0. */
  readonly revealHeading: (turnId: string, index: number) => void;
}

/**
 * Keeps the place where somebody reads. Only at the end of the thread does the view move by itself, to keep the end in
 * sight, and then never so far that the beginning of the last turn would leave it: a long answer is read from its start.
 * A question that is sent comes to the top of the view, and stays there until somebody scrolls.
 * The place is remembered for each thread.
 *
 * @param scroller the scroll container, whose first child holds the turns.
 * @param shown what is drawn; the place is checked whenever it changes.
 */
export function useReadingPlace(scroller: RefObject<HTMLElement | null>, threadKey: string, shown: unknown): Reading {
  const { kept } = useServices();
  const atEnd = useRef(true);
  const seen = useRef<Seen>({ size: '', place: 0, top: 0, isReaders: false });
  const revealing = useRevealing(scroller, threadKey);
  const [awayFromEnd, setAwayFromEnd] = useState(false);

  const look = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const below = distanceToEnd(element);
    atEnd.current = below <= slack;
    const { place, isReaders } = seen.current;
    seen.current = { ...whatIsSeen(element), isReaders: isReaders || wasScrolled(element, place) };
    // Where the view moves by itself, the browser must not move it too: that would look as if somebody scrolled.
    element.style.setProperty('overflow-anchor', atEnd.current || revealing.isHolding() ? 'none' : 'auto');
    setAwayFromEnd(below > worthJumping);
  }, [scroller, revealing]);

  const settle = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const isFree = revealing.hold() === 'nothing' && !wasScrolled(element, seen.current.place);
    if (isFree && atEnd.current) {
      element.scrollTop = Math.max(element.scrollTop, followingPlace(element));
      seen.current = { ...whatIsSeen(element), isReaders: false };
    } else if (isFree && seen.current.isReaders) {
      // What is read stays where it is on screen when the bar above comes or goes.
      element.scrollTop += element.getBoundingClientRect().top - seen.current.top;
    }
    look();
  }, [scroller, revealing, look]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    revealing.leaveThread();
    const place = kept.place(threadKey);
    atEnd.current = !restore(element, place);
    if (atEnd.current) element.scrollTop = followingPlace(element);
    seen.current = { ...whatIsSeen(element), isReaders: false };
    look();
  }, [scroller, revealing, kept, threadKey, look]);

  useLayoutEffect(settle, [settle, shown]);

  const save = useCallback(
    (element: HTMLElement) => kept.setPlace(threadKey, atEnd.current ? null : placeIn(element)),
    [kept, threadKey],
  );
  useScrolling(scroller, { settle, look, save, seen, isHolding: revealing.isHolding });
  const hold = useCallback(() => {
    atEnd.current = false;
    requestAnimationFrame(() => requestAnimationFrame(look));
  }, [look]);
  useClicks(scroller, threadKey, hold);

  const jumpToEnd = useCallback(() => {
    const element = scroller.current;
    revealing.end();
    if (element) element.scrollTop = element.scrollHeight;
  }, [scroller, revealing]);
  const showing = useShowing(revealing, settle);
  return useMemo(() => ({ awayFromEnd, jumpToEnd, ...showing }), [awayFromEnd, jumpToEnd, showing]);
}

/** The container when it was looked at last. */
interface Seen {
  readonly size: string;
  readonly place: number;
  /** Where it begins in the panel. */
  readonly top: number;
  /** Whether somebody has scrolled to this place; otherwise it was found for a turn. */
  readonly isReaders: boolean;
}

function whatIsSeen(element: HTMLElement): Omit<Seen, 'isReaders'> {
  return { size: sizeOf(element), place: element.scrollTop, top: element.getBoundingClientRect().top };
}

function useShowing(revealing: Revealing, settle: () => void): Pick<Reading, 'follow' | 'reveal' | 'revealHeading'> {
  return useMemo(() => {
    const show = (find: Find): void => {
      revealing.begin(find);
      settle();
    };
    return {
      follow(turnId) {
        revealing.awaitQuestion(turnId);
        if (turnId !== undefined) settle();
      },
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

interface ScrollListeners {
  /** The size of the container or of what it holds has changed. */
  readonly settle: () => void;
  /** The container was scrolled. */
  readonly look: () => void;
  /** It was not scrolled any further for a while. */
  readonly save: (element: HTMLElement) => void;
  /** The sizes when they were looked at last. */
  readonly seen: RefObject<Seen>;
  /** Whether a turn is kept in its place: then whoever scrolled is found out. */
  readonly isHolding: () => boolean;
}

function useScrolling(scroller: RefObject<HTMLElement | null>, listeners: ScrollListeners): void {
  const { settle, look, save, seen, isHolding } = listeners;
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
      if (sizeOf(element) === seen.current.size && !isHolding()) look();
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
  }, [scroller, clock, settle, look, save, seen, isHolding]);
}
