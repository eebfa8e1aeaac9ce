import { commands, EventEmitter, l10n, type Disposable, type SecretStorage } from 'vscode';
import type { KeyVerdict } from '../../runs/ports/keyCheck';
import { serviceSetting, type Service, type ServiceInUse } from './service';
import { offerSetting } from '../settings/settings';
import { askForText } from '../ui/inputs';
import { askFirst, showError } from '../ui/messages';

/** Keeps the API key in VS Code's secret storage, bound to the origin that it was entered for. */
export class ApiKeyStore implements Disposable {
  readonly #secrets: SecretStorage;
  readonly #service: () => ServiceInUse;
  readonly #check: (key: string, service: Service) => Promise<KeyVerdict>;
  readonly #didChange = new EventEmitter<void>();
  readonly #subscription: Disposable;

  /** @param check asks a service whether it takes a key, at no cost */
  constructor(
    secrets: SecretStorage,
    service: () => ServiceInUse,
    check: (key: string, service: Service) => Promise<KeyVerdict>,
  ) {
    this.#secrets = secrets;
    this.#service = service;
    this.#check = check;
    this.#subscription = secrets.onDidChange(({ key }) => {
      const service = this.#service();
      if (service.ok && key === secretName(service.value)) void this.announce();
    });
  }

  /** A key was stored or removed, by this window or another. */
  readonly onDidChange = this.#didChange.event;

  /** The key of the service in use; null when none is stored for its origin, and while there is no service. */
  async readCurrent(): Promise<string | null> {
    const service = this.#service();
    return service.ok ? this.read(service.value) : null;
  }

  /** The key for a service; null when none is stored for its origin. */
  async read(service: Service): Promise<string | null> {
    return service.sessionKey ?? (await this.#secrets.get(secretName(service))) ?? null;
  }

  /**
   * Asks for the key of the service in use and stores it for that one, whatever the setting says by the time it is entered.
   * False when the person changed their mind, or while there is no service to use it with.
   */
  async enter(): Promise<boolean> {
    const service = this.#serviceOrTell();
    if (service === null) return false;
    for (let typed = ''; ;) {
      const entered = await askForKey(service, typed);
      if (entered === undefined) return false;
      typed = entered.trim();
      const choice = await this.#decide(typed, service);
      if (choice === undefined) return false;
      if (choice === 'keep') break;
    }
    await this.announce();
    return true;
  }

  /** Has the service look at a key, and keeps one that it takes; else the person says what to do with it. */
  async #decide(key: string, service: Service): Promise<'keep' | 'correct' | undefined> {
    const verdict = await this.#check(key, service);
    const choice = verdict.kind === 'accepted' ? 'keep' : await keepOrCorrect(verdict, service);
    if (choice === 'keep') await this.#secrets.store(secretName(service), key);
    return choice;
  }

  /** Removes the stored key. False while there is no service whose key it would be. */
  async remove(): Promise<boolean> {
    const service = this.#serviceOrTell();
    if (service === null) return false;
    await this.#secrets.delete(secretName(service));
    await this.announce();
    return true;
  }

  /** Tells menus and the chat whether there is a key. */
  async announce(): Promise<void> {
    const service = this.#service();
    const stored = service.ok && (await this.#secrets.get(secretName(service.value))) !== undefined;
    await commands.executeCommand('setContext', 'researchThreads.hasApiKey', stored);
    this.#didChange.fire();
  }

  /** The service in use; null while there is none, which the person is told. */
  #serviceOrTell(): Service | null {
    const service = this.#service();
    if (service.ok) return service.value;
    void offerSetting(showError, serviceSetting, service.failure);
    return null;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#didChange.dispose();
  }
}

function askForKey({ view }: Service, value: string): Thenable<string | undefined> {
  return askForText({
    title: l10n.t('Parallel API Key'),
    prompt: l10n.t('Kept in your system’s secret storage, sent only to {0}.', view.host),
    placeholder: l10n.t('Paste the key from platform.parallel.ai'),
    value,
    password: true,
    ignoreFocusOut: true,
    problemWith: problemWithKey,
  });
}

/** What to do with a key that the service refuses, or that nobody could ask it about; undefined to leave all as it was. */
async function keepOrCorrect(
  verdict: Exclude<KeyVerdict, { kind: 'accepted' }>,
  { view }: Service,
): Promise<'keep' | 'correct' | undefined> {
  const [correct, keep] = [l10n.t('Correct Key'), l10n.t('Keep Key')];
  const chosen =
    verdict.kind === 'refused'
      ? await askFirst(
          l10n.t('{0} doesn’t accept this API key.', view.host),
          l10n.t('It may be mistyped, expired, or revoked.'),
          correct,
          keep,
        )
      : await askFirst(
          l10n.t('The API key couldn’t be checked.'),
          l10n.t('{0} can’t be reached now. Keep the key if you’re offline.', view.host),
          keep,
          correct,
        );
  if (chosen === undefined) return undefined;
  return chosen === keep ? 'keep' : 'correct';
}

function secretName({ origin }: Service): string {
  return `researchThreads.apiKey:${origin}`;
}

/** What is wrong with a key as typed; undefined when nothing is. A key goes into a header, which takes printable ASCII. */
export function problemWithKey(text: string): string | undefined {
  const key = text.trim();
  if (key === '') return l10n.t('Enter the key, or press Escape to leave it as it is.');
  if (!/^[\x21-\x7e]+$/.test(key)) return l10n.t('A key has no spaces and no special characters. Copy it again.');
  return undefined;
}
