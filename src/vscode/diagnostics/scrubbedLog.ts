import type { LogOutputChannel } from 'vscode';
import type { Clock } from '../../base/clock';
import { describeError } from '../../base/describeError';
import { scrub, type PrivateTexts } from '../../base/scrub';
import { SecretFilter } from '../../base/secretFilter';

type Level = 'trace' | 'debug' | 'info' | 'warn' | 'error';

/** A warning or an error, as it stands in the log. */
export interface Noted {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly level: 'warn' | 'error';
  readonly text: string;
}

/** The last ones are enough to see what goes wrong now. */
const mostNoted = 30;
const mostSecrets = 20;

/**
 * The extension's log. Whatever is written to it, at every level, is scrubbed first: the key, addresses, the home folder.
 * Of errors it says kind, code and place. The last warnings and errors are kept for diagnostics.
 */
export class ScrubbedLog {
  readonly #channel: Pick<LogOutputChannel, Level | 'show' | 'dispose'>;
  readonly #clock: Clock;
  readonly #person: Omit<PrivateTexts, 'secrets'>;
  readonly #secrets = new Set<string>();
  #filter = new SecretFilter([]);
  #noted: readonly Noted[] = [];

  constructor(
    channel: Pick<LogOutputChannel, Level | 'show' | 'dispose'>,
    clock: Clock,
    person: Omit<PrivateTexts, 'secrets'>,
  ) {
    this.#channel = channel;
    this.#clock = clock;
    this.#person = person;
  }

  /** The last warnings and errors, oldest first. */
  get noted(): readonly Noted[] {
    return this.#noted;
  }

  /** What is taken out of all that is written. */
  get privateTexts(): PrivateTexts {
    return { ...this.#person, secrets: this.#filter };
  }

  /** From now on this text is taken out wherever it stands. */
  conceal(secret: string): void {
    if (this.#secrets.has(secret)) return;
    // The latest are the ones that are in use.
    const [oldest] = this.#secrets;
    if (this.#secrets.size === mostSecrets && oldest !== undefined) this.#secrets.delete(oldest);
    this.#secrets.add(secret);
    this.#filter = new SecretFilter([...this.#secrets]);
  }

  trace(message: string, ...details: readonly unknown[]): void {
    this.#channel.trace(this.#text(message, details));
  }

  debug(message: string, ...details: readonly unknown[]): void {
    this.#channel.debug(this.#text(message, details));
  }

  info(message: string, ...details: readonly unknown[]): void {
    this.#channel.info(this.#text(message, details));
  }

  warn(message: string, ...details: readonly unknown[]): void {
    this.#channel.warn(this.#note('warn', this.#text(message, details)));
  }

  error(message: string, ...details: readonly unknown[]): void {
    this.#channel.error(this.#note('error', this.#text(message, details)));
  }

  show(preserveFocus?: boolean): void {
    this.#channel.show(preserveFocus);
  }

  dispose(): void {
    this.#channel.dispose();
  }

  #text(message: string, details: readonly unknown[]): string {
    const parts = [message, ...details.map(describeDetail)];
    return scrub(parts.join(' '), this.privateTexts);
  }

  #note(level: Noted['level'], text: string): string {
    this.#noted = [...this.#noted, { at: this.#clock.now(), level, text }].slice(-mostNoted);
    return text;
  }
}

function describeDetail(detail: unknown): string {
  if (detail instanceof Error) return describeError(detail);
  if (typeof detail === 'string') return detail;
  if (detail === undefined) return '';
  try {
    return JSON.stringify(detail, (_, value: unknown) => (value instanceof Error ? describeError(value) : value));
  } catch {
    return '';
  }
}
