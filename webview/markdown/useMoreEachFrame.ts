import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { useServices } from '../view/services';

/** Counts up to `most`, from `first` on and so many each frame. */
export function useMoreEachFrame(
  most: number,
  { first, step }: { readonly first: number; readonly step: number },
): number {
  const [count, setCount] = useState(first);
  const waiting = count < most;
  const { drawing } = useServices();
  useLayoutEffect(() => {
    if (!waiting) return;
    const work = drawing.begin();
    return () => work.dispose();
  }, [waiting, drawing]);
  useEffect(() => {
    if (!waiting) return;
    const frame = requestAnimationFrame(() => setCount(count + step));
    return () => cancelAnimationFrame(frame);
  }, [waiting, count, step]);
  return Math.min(count, most);
}
