import { createContext, type RefObject } from 'preact';
import { useContext, useLayoutEffect, useState } from 'preact/hooks';
import { type Disposable, toDisposable } from '../../src/base/disposable';

/** How far around what is in sight turns are drawn in full. */
const margin = '1200px 0px';
/** The height of a turn that was never drawn: about that of a short answer. */
const guessedHeight = 220;

/** Tells elements in one scroll container whether they are in sight or near it. */
export class Vicinity {
  readonly #listeners = new Map<Element, (near: boolean) => void>();
  #observer: IntersectionObserver | null = null;

  /** `listener` hears at once, and whenever it changes, whether `element` is near what is in sight. */
  observe(element: Element, listener: (near: boolean) => void): Disposable {
    this.#observer ??= this.#createObserver(element.closest('.scroller'));
    this.#listeners.set(element, listener);
    this.#observer.observe(element);
    return toDisposable(() => {
      this.#listeners.delete(element);
      this.#observer?.unobserve(element);
    });
  }

  #createObserver(root: Element | null): IntersectionObserver {
    const tell = (entries: readonly IntersectionObserverEntry[]): void => {
      for (const entry of entries) this.#listeners.get(entry.target)?.(entry.isIntersecting);
    };
    return new IntersectionObserver(tell, { root, rootMargin: margin });
  }
}

export const VicinityContext = createContext<Vicinity | null>(null);

/** Whether a turn is near what is in sight, and how much room its body takes while it is not. */
export function useVicinity(
  element: RefObject<HTMLElement | null>,
  startsNear: boolean,
): { readonly near: boolean; readonly heightWhenFar: number } {
  const vicinity = useContext(VicinityContext);
  const [state, setState] = useState({ near: startsNear, heightWhenFar: guessedHeight });
  useLayoutEffect(() => {
    const observed = element.current;
    if (!vicinity || !observed) return;
    const observation = vicinity.observe(observed, (near) => {
      setState((before) => {
        if (near === before.near || (!near && isInUse(observed))) return before;
        const height = observed.querySelector('.turn-body')?.clientHeight ?? before.heightWhenFar;
        return { near, heightWhenFar: height };
      });
    });
    return () => observation.dispose();
  }, [vicinity, element]);
  return state;
}

/** What holds the focus or a part of the selection must not be taken away. */
function isInUse(element: Element): boolean {
  const selection = document.getSelection();
  const selects = selection !== null && !selection.isCollapsed && selection.containsNode(element, true);
  return selects || element.contains(document.activeElement);
}
