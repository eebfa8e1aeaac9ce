import { env, l10n, ThemeIcon } from 'vscode';
import { calendarDay } from '../../base/calendarDay';
import type { ChatSession } from '../../chat/chatSession';
import { countryCodes } from '../../research/scope/countries';
import { dayProblemWords, readDay, tooManySites } from '../../research/scope/scopeEntry';
import { readSite, siteProblemWords, splitSites } from '../../research/scope/siteEntry';
import {
  anywhere,
  mostSites,
  scopeInFull,
  scopeOrNull,
  siteWords,
  type SourceScope,
} from '../../research/scope/sourceScope';
import { done, type ActionOutcome } from '../../base/outcome';
import { back, inputStep, pickStep, type StepResult } from './steps';
import { choice, separator, type Choice } from '../ui/choices';

/** A row of the first step. */
interface PartItem extends Choice {
  /** Asks for the part and gives the scope with it; nothing for a row that only separates. */
  readonly change?: () => Promise<StepResult<SourceScope>>;
}

/** Asks part by part where the next question's research shall look. What is chosen holds at once. */
export class ScopeChooser {
  readonly #session: ChatSession;

  constructor(session: ChatSession) {
    this.#session = session;
  }

  async choose(): Promise<ActionOutcome> {
    for (;;) {
      const scope = this.#session.scope ?? anywhere;
      const part = await pickStep({
        title: title(),
        placeholder: scopeOrNull(scope)
          ? l10n.t('Now: {0}', scopeInFull(scope, l10n.t))
          : l10n.t('Now research looks anywhere. What is chosen holds for the next questions of this thread.'),
        items: partsOf(scope),
        hasBack: false,
      });
      if (part === undefined || part === back) return done;
      const changed = await part.change?.();
      if (changed === undefined) return done;
      if (changed !== back) this.#session.chooseScope(scopeOrNull(readParts(changed)));
    }
  }
}

/** What can be read of a scope. The person has just seen it and changed it, so that is what they mean. */
function readParts({ include, exclude, after, location }: SourceScope): SourceScope {
  return { include, exclude, after, location };
}

function title(): string {
  return l10n.t('Choose Sources');
}

/** What can be said about where to look, each with what is said now. */
function partsOf(scope: SourceScope): readonly PartItem[] {
  const { include, exclude, after, location } = scope;
  const noEffect = l10n.t('without effect, because only certain sites are looked at');
  const parts: PartItem[] = [
    choice({
      label: l10n.t('Only these sites…'),
      description: include.map(siteWords).join(', '),
      iconPath: new ThemeIcon('pass'),
      change: () => askForSites(scope, 'include'),
    }),
    choice({
      label: l10n.t('Not these sites…'),
      description: [exclude.map(siteWords).join(', '), ...(include.length > 0 ? [noEffect] : [])]
        .filter((words) => words !== '')
        .join(' · '),
      iconPath: new ThemeIcon('circle-slash'),
      change: () => askForSites(scope, 'exclude'),
    }),
    choice({
      label: l10n.t('Not before…'),
      description: after ?? '',
      iconPath: new ThemeIcon('calendar'),
      change: () => askForDay(scope),
    }),
    choice({
      label: l10n.t('Search from…'),
      description: location === null ? '' : countryName(location),
      iconPath: new ThemeIcon('location'),
      change: () => askForCountry(scope),
    }),
  ];
  if (!scopeOrNull(scope)) return parts;
  return [
    ...parts,
    separator(''),
    choice({
      label: l10n.t('Look anywhere'),
      iconPath: new ThemeIcon('globe'),
      change: () => Promise.resolve(anywhere),
    }),
  ];
}

async function askForSites(scope: SourceScope, part: 'include' | 'exclude'): Promise<StepResult<SourceScope>> {
  const others = part === 'include' ? scope.exclude.length : scope.include.length;
  const covers = l10n.t(
    'A domain covers its subdomains (example.com), a path what lies below it (example.com/blog), an ending every domain that ends so (.gov).',
  );
  const noEffect = l10n.t('Without effect as long as only certain sites are looked at.');
  const typed = await inputStep({
    title: part === 'include' ? l10n.t('Only These Sites') : l10n.t('Not These Sites'),
    prompt: part === 'exclude' && others > 0 ? `${covers} ${noEffect}` : covers,
    placeholder: l10n.t('Sites with commas between them, such as arxiv.org, .gov; nothing for all'),
    value: scope[part].map(siteWords).join(', '),
    problemWith: (text) => problemWithSites(text, others),
  });
  if (typeof typed !== 'string') return typed;
  return { ...scope, [part]: sitesIn(typed) };
}

function problemWithSites(text: string, others: number): string | null {
  for (const entry of splitSites(text)) {
    const site = readSite(entry);
    if (!site.ok) return l10n.t('“{0}”: {1}', entry, siteProblemWords(site.failure, l10n.t));
  }
  const count = sitesIn(text).length + others;
  return count > mostSites ? tooManySites(count, l10n.t) : null;
}

/** The sites of a list, each once. */
function sitesIn(text: string): readonly string[] {
  return [...new Set(splitSites(text).flatMap((entry) => sitesOf(entry)))];
}

function sitesOf(entry: string): readonly string[] {
  const site = readSite(entry);
  return site.ok ? [site.value] : [];
}

async function askForDay(scope: SourceScope): Promise<StepResult<SourceScope>> {
  const typed = await inputStep({
    title: l10n.t('Not Before'),
    prompt: l10n.t(
      'Searches find what was published on this day or later. Parallel promises it for searches, not for every page that a run reads.',
    ),
    placeholder: l10n.t('Year, month and day, such as 2026-01-31; nothing for any time'),
    value: scope.after ?? '',
    problemWith: (text) => {
      const day = text.trim() === '' ? null : readDay(text, calendarDay(Date.now()));
      return day === null || day.ok ? null : dayProblemWords(day.failure, l10n.t);
    },
  });
  if (typeof typed !== 'string') return typed;
  return { ...scope, after: typed.trim() || null };
}

interface CountryItem extends Choice {
  readonly code: string | null;
}

async function askForCountry(scope: SourceScope): Promise<StepResult<SourceScope>> {
  const countries = countryCodes
    .map((code) => choice({ label: countryName(code), description: code, code }))
    .sort((left, right) => left.label.localeCompare(right.label, env.language));
  const items: readonly CountryItem[] = [
    choice({ label: l10n.t('No country in particular'), code: null }),
    ...countries,
  ];
  const chosen = await pickStep({
    title: l10n.t('Search From'),
    placeholder: l10n.t('Type the name of a country or its two letters'),
    items,
    active: items.find(({ code }) => code === scope.location),
    hasBack: true,
  });
  return chosen === undefined || chosen === back ? chosen : { ...scope, location: chosen.code };
}

/** The name of a country in the language of the editor. */
function countryName(code: string): string {
  return new Intl.DisplayNames([env.language, 'en'], { type: 'region' }).of(code) ?? code;
}
