import type { Localize } from '../../base/localize';

/** How long something took, for people: `8 s`, `2 min 5 s`, `1 h 12 min`. */
export function formatDuration(milliseconds: number, localize: Localize): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return localize('{0} s', seconds);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60)
    return seconds % 60 === 0 ? localize('{0} min', minutes) : localize('{0} min {1} s', minutes, seconds % 60);
  return localize('{0} h {1} min', Math.floor(minutes / 60), minutes % 60);
}
