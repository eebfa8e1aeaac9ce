import { type Disposable, toDisposable } from '../../../src/base/disposable';
import type { MessageToHost } from '../../../src/protocol/messages';
import type { Host } from '../../../webview/host';

/** A host in memory: keeps what the webview says, and says what a test wants. */
export class MemoryHost implements Host {
  readonly posted: MessageToHost[] = [];
  state: unknown;
  readonly #listeners = new Set<(data: unknown) => void>();

  post(message: MessageToHost): void {
    this.posted.push(message);
  }

  onMessage(listener: (data: unknown) => void): Disposable {
    this.#listeners.add(listener);
    return toDisposable(() => this.#listeners.delete(listener));
  }

  kept(): unknown {
    return this.state;
  }

  keep(value: unknown): void {
    this.state = structuredClone(value);
  }

  say(data: unknown): void {
    for (const listener of this.#listeners) listener(data);
  }
}
