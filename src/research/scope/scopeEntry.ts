import type { Localize } from '../../base/localize';
import { failed, type Result, success, unreachable } from '../../base/result';
import { readCountry } from './countries';
import { readSite, siteProblemWords, type SiteProblem } from './siteEntry';
import { mostSites, scopeOrNull, type SourceScope } from './sourceScope';

/** Why a text is no day that research can begin with. */
export type DayProblem = 'notADay' | 'future';

/** What is wrong with a scope as it was written, part by part. */
export type ScopeProblem =
  | { readonly part: 'include' | 'exclude'; readonly entry: string; readonly problem: SiteProblem }
  | { readonly part: 'sites'; readonly count: number }
  | { readonly part: 'after'; readonly entry: string; readonly problem: DayProblem }
  | { readonly part: 'location'; readonly entry: string };

/** A scope as a person, a setting or a command writes it. */
export interface WrittenScope {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Empty for none, as in a setting. */
  readonly after: string;
  readonly location: string;
}

/** What could be read of a scope, null when nothing is left of it, and what had to be left out. */
export interface ReadScope {
  readonly scope: SourceScope | null;
  readonly problems: readonly ScopeProblem[];
}

/**
 * Reads a day, `2026-01-31`. One that is yet to come is refused: nothing can have been published since, so it is a slip.
 *
 * @param today the day where the person is, written in the same way
 */
export function readDay(text: string, today: string): Result<string, DayProblem> {
  const day = text.trim();
  if (!isDay(day)) return failed('notADay');
  return day > today ? failed('future') : success(day);
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  // February 30 would become March 2.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Reads a scope after the limits of the API; what it does not take is left out and told. Each site is named once. */
export function readScope(written: WrittenScope, today: string): ReadScope {
  const problems: ScopeProblem[] = [];
  const include = readSites('include', written.include, problems);
  const exclude = readSites('exclude', written.exclude, problems);
  const count = include.length + exclude.length;
  if (count > mostSites) problems.push({ part: 'sites', count });
  const day = written.after.trim() === '' ? success(null) : readDay(written.after, today);
  if (!day.ok) problems.push({ part: 'after', entry: written.after, problem: day.failure });
  const location = readCountry(written.location);
  if (location === null && written.location.trim() !== '') {
    problems.push({ part: 'location', entry: written.location });
  }
  const kept = include.slice(0, mostSites);
  const scope = {
    include: kept,
    exclude: exclude.slice(0, mostSites - kept.length),
    after: day.ok ? day.value : null,
    location,
  };
  return { scope: scopeOrNull(scope), problems };
}

/**
 * Reads a scope as a record has it. A record may be of another version, or come from a file, and hold anything: what the API
 * would not take as it is written there is left out, and the scope says that it is incomplete.
 */
export function readRecordedScope(value: unknown): SourceScope {
  const written: Readonly<Record<string, unknown>> = isObject(value) ? { ...value } : {};
  const include = soundSites(written['include'], mostSites);
  const exclude = soundSites(written['exclude'], mostSites - include.sites.length);
  const after = soundOrNull(written['after'], isDay);
  const location = soundOrNull(written['location'], (text) => readCountry(text) === text);
  const isWhole =
    isObject(value) && include.isWhole && exclude.isWhole && after !== undefined && location !== undefined;
  const scope = {
    include: include.sites,
    exclude: exclude.sites,
    after: after ?? null,
    location: location ?? null,
  };
  return isWhole && written['incomplete'] !== true ? scope : { ...scope, incomplete: true };
}

/** Whether the API takes a scope as it is, with everything that it says. */
export function isSendable(scope: SourceScope): boolean {
  return readRecordedScope(scope).incomplete !== true;
}

/** The sites of a list that are written as the API takes them, each once and so many at most, and whether these are all. */
function soundSites(value: unknown, most: number): { readonly sites: readonly string[]; readonly isWhole: boolean } {
  const written: readonly unknown[] = Array.isArray(value) ? value : [];
  const sites = [...new Set(written.filter(isSite))];
  const areSound = Array.isArray(value) && written.every(isSite) && sites.length <= most;
  return { sites: sites.slice(0, most), isWhole: areSound };
}

function isSite(value: unknown): value is string {
  const read = typeof value === 'string' ? readSite(value) : null;
  return read?.ok === true && read.value === value;
}

/** A text that fits, or null for none; undefined for anything else. */
function soundOrNull(value: unknown, fits: (text: string) => boolean): string | null | undefined {
  return value === null || (typeof value === 'string' && fits(value)) ? value : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readSites(part: 'include' | 'exclude', entries: readonly string[], problems: ScopeProblem[]): string[] {
  const sites = new Set<string>();
  for (const entry of entries) {
    const site = readSite(entry);
    if (site.ok) sites.add(site.value);
    else problems.push({ part, entry, problem: site.failure });
  }
  return [...sites];
}

/** What is wrong with a day, and what to do. */
export function dayProblemWords(problem: DayProblem, localize: Localize): string {
  switch (problem) {
    case 'notADay':
      return localize('Write a day as year, month and day: 2026-01-31.');
    case 'future':
      return localize('This date is in the future. Enter today or an earlier date.');
    default:
      return unreachable(problem);
  }
}

/** What is wrong with a part of a scope, and what to do. */
export function scopeProblemWords(problem: ScopeProblem, localize: Localize): string {
  switch (problem.part) {
    case 'include':
    case 'exclude':
      return siteProblemWords(problem.problem, localize);
    case 'sites':
      return tooManySites(problem.count, localize);
    case 'after':
      return dayProblemWords(problem.problem, localize);
    case 'location':
      return localize('Enter a two-letter ISO 3166-1 country code, such as US or DE.');
    default:
      return unreachable(problem);
  }
}

/** That there are more sites than the API takes. */
export function tooManySites(count: number, localize: Localize): string {
  return localize('{0} sites are listed; use at most {1}, including exclusions.', count, mostSites);
}
