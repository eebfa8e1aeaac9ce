import { useCallback, useState } from 'preact/hooks';
import { useServices } from './services';

/** Whether a part is open, and a way to open and close it; remembered under its name across reloads. */
export function useExpanded(part: string): readonly [expanded: boolean, toggle: () => void] {
  const { kept } = useServices();
  const [expanded, setExpanded] = useState(() => kept.isExpanded(part));
  const toggle = useCallback(() => {
    const next = !kept.isExpanded(part);
    kept.setExpanded(part, next);
    setExpanded(next);
  }, [kept, part]);
  return [expanded, toggle];
}
