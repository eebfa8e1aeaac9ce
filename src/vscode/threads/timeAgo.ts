import { l10n } from 'vscode';
import { isAhead } from '../../base/clock';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long ago something was, in the shortest words: `now`, `5 min`, `3 h`, `2 d`, else the date: also of one ahead. */
export function timeAgo(at: number, now: number): string {
  const passed = now - at;
  if (isAhead(at, now)) return new Date(at).toLocaleDateString();
  if (passed < minute) return l10n.t('now');
  if (passed < hour) return l10n.t('{0} min', Math.floor(passed / minute));
  if (passed < day) return l10n.t('{0} h', Math.floor(passed / hour));
  if (passed < 7 * day) return l10n.t('{0} d', Math.floor(passed / day));
  return new Date(at).toLocaleDateString();
}
