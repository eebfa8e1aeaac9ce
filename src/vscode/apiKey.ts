import { commands, EventEmitter, l10n, window, type Disposable, type SecretStorage } from 'vscode';
import type { Service } from './service';

/** Keeps the API key in VS Code's secret storage, bound to the origin that it was entered for. */
export class ApiKeyStore implements Disposable {
  readonly #secrets: SecretStorage;
  readonly #service: () => Service;
  readonly #didChange = new EventEmitter<void>();
  readonly #subscription: Disposable;

  constructor(secrets: SecretStorage, service: () => Service) {
    this.#secrets = secrets;
    this.#service = service;
    this.#subscription = secrets.onDidChange(({ key }) => {
      if (key === secretName(this.#service())) void this.announce();
    });
  }

  /** A key was stored or removed, by this window or another. */
  readonly onDidChange = this.#didChange.event;

  /** The key for a service, by default the one in use; null when none is stored for its origin. */
  async read(service: Service = this.#service()): Promise<string | null> {
    return service.sessionKey ?? (await this.#secrets.get(secretName(service))) ?? null;
  }

  /**
   * Asks for the key of the service in use and stores it for that one, whatever the setting says by the time it is entered.
   * False when the person changed their mind.
   */
  async enter(): Promise<boolean> {
    const service = this.#service();
    const entered = await window.showInputBox({
      title: l10n.t('Parallel API Key'),
      prompt: l10n.t('Kept in your system’s secret storage, sent only to {0}.', service.view.host),
      placeHolder: l10n.t('Paste the key from platform.parallel.ai'),
      password: true,
      ignoreFocusOut: true,
      validateInput: problemWithKey,
    });
    if (entered === undefined) return false;
    await this.#secrets.store(secretName(service), entered.trim());
    await this.announce();
    return true;
  }

  /** Removes the stored key. */
  async remove(): Promise<void> {
    await this.#secrets.delete(secretName(this.#service()));
    await this.announce();
  }

  /** Tells menus and the chat whether there is a key. */
  async announce(): Promise<void> {
    const stored = (await this.#secrets.get(secretName(this.#service()))) !== undefined;
    await commands.executeCommand('setContext', 'researchThreads.hasApiKey', stored);
    this.#didChange.fire();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#didChange.dispose();
  }
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
