import { useEffect, useState } from 'preact/hooks';
import { useServices } from './services';

const shortWhile = 2_000;

/** True for a short while from when `happened` becomes true. */
export function useBriefly(happened: boolean): boolean {
  const { clock } = useServices();
  const [over, setOver] = useState(false);
  useEffect(() => {
    setOver(false);
    if (!happened) return;
    const timer = clock.after(shortWhile, () => setOver(true));
    return () => timer.dispose();
  }, [clock, happened]);
  return happened && !over;
}
