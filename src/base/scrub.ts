import { isId } from './ids';
import { type SecretFilter, withheld } from './secretFilter';

/** What must not be told wherever it stands. */
export interface PrivateTexts {
  /** The person's home folder; null where it is not known. */
  readonly home: string | null;
  /** The person's name on this machine. */
  readonly userName: string | null;
  /** Keys and passwords. */
  readonly secrets: SecretFilter;
}

const longest = 4_000;
const removed = '[removed]';

/**
 * Takes out of a text what belongs to the person: addresses of any kind with all that is in them, keys and whatever looks
 * like one, the home folder and the person's name in paths. Ids of threads, turns and runs stay, since support needs them.
 * The text comes on one line, and not longer than 4,000 characters.
 */
export function scrub(text: string, known: PrivateTexts): string {
  const line = shortened(
    withoutSecrets(text, known)
      .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
      .trim(),
  );
  // Secrets once more: one may have been hidden by characters that cannot be seen.
  return withoutSecrets(scrubKeys(scrubPaths(scrubAddresses(line), known)), known);
}

/** In one word, so that nothing takes its end for another. Secrets are passwords of proxies as well. */
function withoutSecrets(text: string, { secrets }: PrivateTexts): string {
  return secrets.whole(text).replaceAll(withheld, removed);
}

/** Cut between words, so that nothing is cut in half and then not known any more. */
function shortened(line: string): string {
  return line.length <= longest ? line : `${line.slice(0, line.lastIndexOf(' ', longest) + 1)}…`;
}

function encoded(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return text;
  }
}

function scrubAddresses(text: string): string {
  return text
    .split(' ')
    .map((word) => (isAddress(word) ? '[address]' : word))
    .join(' ');
}

/** A URL, alone or in other signs; a mailbox; a name and a password before a host. */
function isAddress(word: string): boolean {
  return word.includes('://') || word.includes('@') || /\b(?:data|mailto|javascript|blob|file):/i.test(word);
}

function scrubPaths(text: string, { home, userName }: PrivateTexts): string {
  const withoutHome = home === null || home.length < 2 ? text : homeSpellings(home).reduce(replaceIgnoringCase, text);
  const withoutFolder = withoutHome.replace(/[/\\](?:home|users)[/\\]{1,4}[^/\\\s"']+/gi, '~');
  if (userName === null || userName.length < 2) return withoutFolder;
  const segment = new RegExp(`([/\\\\])${escaped(userName)}(?=[/\\\\\\s"']|$)`, 'gi');
  return withoutFolder.replace(segment, '$1[user]');
}

function homeSpellings(home: string): readonly string[] {
  const forward = home.replaceAll('\\', '/');
  return [...new Set([home, home.replaceAll('\\', '\\\\'), forward, encodeURI(forward), encoded(forward)])];
}

function replaceIgnoringCase(text: string, path: string): string {
  return text.replace(new RegExp(escaped(path), 'gi'), '~');
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/** The API's names of its runs. */
const runId = /^trun_[0-9a-f]{32}$/;

function scrubKeys(text: string): string {
  return text
    .replace(/\b(bearer|basic|digest|negotiate)\s+\S+/gi, `$1 ${removed}`)
    .replace(/\b([\w-]{0,30}(?:key|token|secret|password|authorization)["']? ?[:=] ?)\S+/gi, `$1${removed}`)
    .replace(/[A-Za-z0-9_+=~-]{20,}/g, (word) => (looksLikeKey(word) ? removed : word));
}

function looksLikeKey(word: string): boolean {
  return /[0-9]/.test(word) && /[A-Za-z]/.test(word) && !isId(word) && !runId.test(word);
}
