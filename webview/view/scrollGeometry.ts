import type { ReadingPlace } from '../state/kept';

/** How much of what is above a heading stays in sight. */
const spaceAbove = 8;

/** How many pixels lie below what is in sight. */
export function distanceToEnd(element: HTMLElement): number {
  return element.scrollHeight - element.clientHeight - element.scrollTop;
}

/** What tells that the container, or what it holds, has become higher or lower. */
export function sizeOf(element: HTMLElement): string {
  return `${element.clientHeight} of ${element.scrollHeight}`;
}

/** Whether somebody has scrolled away from `place`. A browser does too where what is shown became shorter. */
export function wasScrolled(element: HTMLElement, place: number): boolean {
  const isThere = (other: number): boolean => Math.abs(element.scrollTop - other) < 1;
  const end = element.scrollHeight - element.clientHeight;
  return !isThere(place) && !(place > end && isThere(end));
}

/** Where to scroll to follow a thread: its end, or the beginning of the last turn where that is higher up. */
export function followingPlace(element: HTMLElement): number {
  const end = element.scrollHeight - element.clientHeight;
  const last = [...element.querySelectorAll('[data-turn]')].at(-1);
  return last ? Math.min(end, topWithin(element, last)) : end;
}

/** Where a turn or a part of one begins, counted from the top of all that can be scrolled. */
function topWithin(scroller: HTMLElement, part: Element): number {
  return part.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
}

/** The first turn in sight, and how much of it is not. */
export function placeIn(scroller: HTMLElement): ReadingPlace | null {
  const top = scroller.getBoundingClientRect().top;
  for (const turn of scroller.querySelectorAll('[data-turn]')) {
    const box = turn.getBoundingClientRect();
    const turnId = turn.getAttribute('data-turn');
    if (turnId !== null && box.bottom > top) return { turnId, offset: Math.round(top - box.top) };
  }
  return null;
}

/** Scrolls to a place; false when there is none, or its turn is not drawn. */
export function restore(scroller: HTMLElement, place: ReadingPlace | null): boolean {
  const turn = place && findTurnElement(scroller, place.turnId);
  if (!turn) return false;
  scroller.scrollTop = topWithin(scroller, turn) + place.offset;
  return true;
}

/** Scrolls to the beginning of a turn or of a part of one, and nothing around the scroll container. */
export function scrollToElement(scroller: HTMLElement, element: HTMLElement): void {
  const space = element.hasAttribute('data-turn') ? 0 : spaceAbove;
  const place = topWithin(scroller, element) - space;
  // Setting it where it is would stop a movement that somebody has begun.
  if (Math.abs(scroller.scrollTop - place) > 0.5) scroller.scrollTop = place;
}

/** A heading of an answer's text, the first being 0; null when it is not drawn. */
export function findHeading(scroller: HTMLElement, turnId: string, index: number): HTMLElement | null {
  const turn = findTurnElement(scroller, turnId);
  return turn?.querySelectorAll<HTMLElement>('.markdown > .section > .heading')[index] ?? null;
}

/** The turn that is drawn last; null where there is none. */
export function lastTurnId(scroller: HTMLElement): string | null {
  return [...scroller.querySelectorAll('[data-turn]')].at(-1)?.getAttribute('data-turn') ?? null;
}

/** The element that draws a turn. */
export function findTurnElement(scroller: HTMLElement, turnId: string): HTMLElement | null {
  return scroller.querySelector<HTMLElement>(`[data-turn="${CSS.escape(turnId)}"]`);
}
