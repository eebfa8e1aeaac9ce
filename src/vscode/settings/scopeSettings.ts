import { l10n } from 'vscode';
import { calendarDay } from '../../base/calendarDay';
import { readScope, scopeProblemWords, type ScopeProblem } from '../../research/scope/scopeEntry';
import type { SourceScope } from '../../research/scope/sourceScope';
import { shorten } from '../../research/thread/thread';
import type { Settings } from './settings';
import { settingId, type PreferenceName } from './settingTable';

/** Reads where new threads look, as the settings say. What is wrong in them is left out and told. */
export function readScopeSettings(settings: Pick<Settings, 'preference' | 'tell'>): SourceScope | null {
  const written = {
    include: settings.preference('sources.include'),
    exclude: settings.preference('sources.exclude'),
    after: settings.preference('sources.after'),
    location: settings.preference('sources.location'),
  };
  const { scope, problems } = readScope(written, calendarDay(Date.now()));
  for (const part of scopeParts) {
    const ofPart = problems.filter((problem) => problem.part === part);
    const [first] = ofPart;
    if (first) settings.tell(settingOf(part), problemWords(first, ofPart.length - 1));
  }
  return scope;
}

const scopeParts: readonly ScopeProblem['part'][] = ['include', 'exclude', 'sites', 'after', 'location'];

function settingOf(part: ScopeProblem['part']): PreferenceName {
  return part === 'sites' ? 'sources.include' : `sources.${part}`;
}

/** One sentence for a setting, however many of its entries are wrong. */
function problemWords(problem: ScopeProblem, others: number): string {
  const words = scopeProblemWords(problem, l10n.t);
  const setting = settingId(settingOf(problem.part));
  if (problem.part === 'sites') return l10n.t('Some sites in the setting {0} are left out. {1}', setting, words);
  const entry = shorten(problem.entry);
  return others === 0
    ? l10n.t('“{0}” in the setting {1} is left out. {2}', entry, setting, words)
    : l10n.t('“{0}” and {1} more entries in the setting {2} are left out. {3}', entry, others, setting, words);
}
