import type { Localize } from '../../base/localize';
import { failed, type Result, success } from '../../base/result';
import { decodeDollars } from '../../spending/budget';
import { defaultQuickModel, quickModels } from '../../research/engine/engine';
import { defaultProcessor, processors } from '../../research/engine/processor';
import { readServiceAddress } from '../service/serviceAddress';

/** How the values of a preference are read. */
interface Preference<Value> {
  /** The default that the manifest declares. */
  readonly fallback: Value;
  /** The value that was written; undefined for one that the setting cannot have. */
  readonly read: (written: unknown) => Value | undefined;
  /** Which values it can have, in a sentence. */
  readonly allowed: (localize: Localize) => string;
}

/** Settings that only make work more convenient: one that can't be read is as if it weren't set. */
export const preferences = {
  processor: choice(
    processors.map(({ name }): string => name),
    defaultProcessor,
  ),
  'quickAnswer.model': choice(quickModels, defaultQuickModel),
  'sources.include': entries(),
  'sources.exclude': entries(),
  'sources.after': text(),
  'sources.location': text(),
  'citations.style': choice(['auto', 'footnote', 'link'], 'auto'),
  notifyWhenDone: flag(true),
  suggestFollowUps: flag(true),
} as const;

/**
 * Settings that guard the person's money and data: while one of them can't be read, nothing is sent. Only the person sets
 * them, in the user settings of this machine.
 */
export const safeguards = {
  apiBaseUrl: readServiceAddress,
  confirmAbove: readLimit,
  'budget.daily': readLimit,
  'budget.perThread': readLimit,
} as const;

export type PreferenceName = keyof typeof preferences;
export type SafeguardName = keyof typeof safeguards;
export type PreferenceValue<Name extends PreferenceName> = (typeof preferences)[Name]['fallback'];
export type SafeguardResult<Name extends SafeguardName> = ReturnType<(typeof safeguards)[Name]>;

/** Where VS Code found the values of a setting, from the weakest to the one in force. */
export interface WrittenValues {
  /** What the person set for all of their workspaces; undefined for nothing. */
  readonly own: unknown;
  readonly inForce: unknown;
}

/** A preference as it counts, and what has to be said about it. */
export interface ReadPreference<Value> {
  readonly value: Value;
  /** What would count without this workspace: the person's own setting, or the default. */
  readonly own: Value;
  /** Why the value in force doesn't count, in sentences; null when it does. */
  readonly problem: string | null;
}

/** Reads a preference. A value that it can't have gives way to the person's own, and that to the default. */
export function readPreference<Name extends PreferenceName>(
  name: Name,
  written: WrittenValues,
  localize: Localize,
): ReadPreference<PreferenceValue<Name>> {
  const preference = preferences[name] as unknown as Preference<PreferenceValue<Name>>;
  const { fallback, read, allowed } = preference;
  const own = written.own === undefined ? fallback : (read(written.own) ?? fallback);
  const value = written.inForce === undefined ? own : read(written.inForce);
  if (value !== undefined) return { value, own, problem: null };
  const problem = localize(
    'The setting {0} can’t be {1}. {2} Until it’s fixed, {3} is used.',
    settingId(name),
    shortJson(written.inForce),
    allowed(localize),
    shortJson(own),
  );
  return { value: own, own, problem };
}

/** Reads what the person wrote into a safeguard. Unlike a preference, it has no value while what was written is wrong. */
export function readSafeguard<Name extends SafeguardName>(
  name: Name,
  written: unknown,
  localize: Localize,
): SafeguardResult<Name> {
  const read = safeguards[name] as (written: unknown, localize: Localize, id: string) => SafeguardResult<Name>;
  return read(written, localize, settingId(name));
}

/** A setting's id in full, as it stands in a settings file. */
export function settingId(name: PreferenceName | SafeguardName): string {
  return `researchThreads.${name}`;
}

function choice<Name extends string>(names: readonly Name[], fallback: Name): Preference<Name> {
  return {
    fallback,
    read: (written) => names.find((name) => name === written),
    allowed: (localize) => localize('It can be {0}.', names.join(', ')),
  };
}

function flag(fallback: boolean): Preference<boolean> {
  return {
    fallback,
    read: (written) => (typeof written === 'boolean' ? written : undefined),
    allowed: (localize) => localize('It can be true or false.'),
  };
}

function text(): Preference<string> {
  return {
    fallback: '',
    read: (written) => (typeof written === 'string' ? written : undefined),
    allowed: (localize) => localize('It has to be text in quotation marks.'),
  };
}

/** A list of texts. What isn't text in it becomes one, which then is refused by itself and leaves the others alone. */
function entries(): Preference<readonly string[]> {
  return {
    fallback: [],
    read: (written) =>
      Array.isArray(written)
        ? written.map((entry: unknown) => (typeof entry === 'string' ? entry : shortJson(entry)))
        : undefined,
    allowed: (localize) => localize('It has to be a list, such as ["example.com", ".gov"].'),
  };
}

function readLimit(written: unknown, localize: Localize, id: string): Result<number | null, string> {
  const decoded = decodeDollars(written);
  if (decoded.ok) return success(decoded.value);
  return failed(
    localize(
      'The setting {0} is {1}, but it must be 0 or more US dollars, or null for no limit. Nothing is sent until it’s fixed.',
      id,
      shortJson(written),
    ),
  );
}

const longestShown = 40;

/** A value as a person wrote it, cut where it is long. */
function shortJson(value: unknown): string {
  const json = value === undefined ? 'undefined' : JSON.stringify(value);
  return json.length > longestShown ? `${json.slice(0, longestShown)}…` : json;
}
