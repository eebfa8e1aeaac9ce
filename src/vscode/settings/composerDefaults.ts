import type { Disposable } from '../../base/disposable';
import { Emitter } from '../../base/event';
import type { ComposerDefaults } from '../../chat/composer/nextQuestion';
import type { Engine } from '../../research/engine/engine';
import type { SourceScope } from '../../research/scope/sourceScope';
import { readScopeSettings } from './scopeSettings';
import type { Settings } from './settings';

/** What the composer starts with, as the settings say at the moment. */
export class ComposerSettings implements ComposerDefaults, Disposable {
  readonly #settings: Settings;
  readonly #didChange = new Emitter<void>();
  readonly #subscription: Disposable;
  #scope: { readonly read: SourceScope | null } | null = null;

  constructor(settings: Settings) {
    this.#settings = settings;
    this.#subscription = settings.onDidChange(() => {
      this.#scope = null;
      this.#didChange.fire();
    });
  }

  readonly onDidChange = this.#didChange.event;

  engine(kind: Engine['kind']): Engine {
    return this.#settings.engine(kind);
  }

  scope(): SourceScope | null {
    this.#scope ??= { read: readScopeSettings(this.#settings) };
    return this.#scope.read;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#didChange.dispose();
  }
}
