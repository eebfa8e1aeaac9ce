import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { sameText } from '../../src/research/answer/sameText';
import type { TurnView } from '../../src/protocol/viewState';
import { shorten } from '../../src/research/thread/thread';

/** Whether the bar shows a thread's title: not while its first question, which says the same, is in sight. */
export function useTitleShown(
  scroller: RefObject<HTMLElement | null>,
  threadKey: string,
  title: string | null,
  first: TurnView | undefined,
): boolean {
  const firstQuestion = first?.question ?? null;
  const repeats = title !== null && firstQuestion !== null && sameText(shorten(firstQuestion), title);
  const [inSight, setInSight] = useState(true);
  useLayoutEffect(() => {
    const question = repeats && scroller.current?.querySelector('.question');
    if (!question) return;
    const observer = new IntersectionObserver((entries) => setInSight(entries.at(-1)?.isIntersecting === true), {
      root: scroller.current,
    });
    observer.observe(question);
    return () => observer.disconnect();
    // Another thread, or another first turn, may ask the same.
  }, [scroller, threadKey, first?.id, repeats]);
  return !repeats || !inSight;
}
