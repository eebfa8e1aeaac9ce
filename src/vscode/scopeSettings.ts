import { l10n, workspace } from 'vscode';
import { dayOf, readScope, scopeProblemWords, type ScopeProblem } from '../research/scopeEntry';
import type { SourceScope } from '../research/sourceScope';

/** Where research looks as the settings say, and a sentence for each part of them that cannot be used. */
export interface ScopeOfSettings {
  readonly scope: SourceScope | null;
  readonly problems: readonly string[];
}

/** Reads where new threads look. What is wrong in the settings is left out. */
export function readScopeSettings(): ScopeOfSettings {
  const settings = workspace.getConfiguration('researchThreads');
  const written = {
    include: textsOf(settings.get<unknown>('sources.include')),
    exclude: textsOf(settings.get<unknown>('sources.exclude')),
    after: textOf(settings.get<unknown>('sources.after')),
    location: textOf(settings.get<unknown>('sources.location')),
  };
  const { scope, problems } = readScope(written, dayOf(new Date()));
  return { scope, problems: problems.map(problemWords) };
}

/** A list as a person wrote it; what is no text becomes one that names no site. */
function textsOf(value: unknown): readonly string[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value.map(textOf) : [textOf(value)];
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function problemWords(problem: ScopeProblem): string {
  const words = scopeProblemWords(problem, l10n.t);
  if (problem.part === 'sites')
    return l10n.t('Some sites in the setting {0} are left out. {1}', 'researchThreads.sources', words);
  return l10n.t(
    '“{0}” in the setting {1} is left out. {2}',
    problem.entry,
    `researchThreads.sources.${problem.part}`,
    words,
  );
}
