import type { IdSource } from '../base/ids';
import type { AttachedContext } from '../research/context';
import { type Engine, engineOf, requestTo } from '../research/engine';
import type { SourceScope } from '../research/sourceScope';
import { scopeOf, type Turn, type TurnRequest } from '../research/turn';
import type { PendingContext } from './chatSituation';

/** What the composer starts with, as the settings say. */
export interface ComposerDefaults {
  /** The engine for a kind of question. */
  readonly engine: (kind: Engine['kind']) => Engine;
  readonly scope: () => SourceScope | null;
}

/** What goes along with a question. */
interface Surroundings {
  readonly contexts: readonly PendingContext[];
  readonly kind: Engine['kind'];
  /** What the person chose, or the thread goes on with; null for what the settings say for the kind. */
  readonly engine: Engine | null;
  /** Undefined for what the settings say. */
  readonly scope: SourceScope | null | undefined;
}

const nothingChosen: Surroundings = { contexts: [], kind: 'research', engine: null, scope: undefined };

/**
 * What goes along with the question in the composer: what is attached, what answers it, and where its research may look.
 * While an earlier question is edited all of that is the earlier one's, and what was there before waits.
 */
export class NextQuestion {
  readonly #defaults: ComposerDefaults;
  readonly #newId: IdSource;
  /** What was chosen last, of each kind; none where the settings' engine was left in place. */
  readonly #lastEngines = new Map<Engine['kind'], Engine>();
  #now: Surroundings = nothingChosen;
  /** Null while nothing is edited. */
  #beforeEdit: Surroundings | null = null;

  constructor(defaults: ComposerDefaults, newId: IdSource) {
    this.#defaults = defaults;
    this.#newId = newId;
  }

  get engine(): Engine {
    return this.#now.engine ?? this.#defaults.engine(this.#now.kind);
  }

  /** Whether the settings chose the engine, and nobody has chosen another or agreed to it since. */
  get usesDefaultEngine(): boolean {
    return this.#now.engine === null;
  }

  /** Null for anywhere. */
  get scope(): SourceScope | null {
    return this.#now.scope === undefined ? this.#defaults.scope() : this.#now.scope;
  }

  get request(): TurnRequest {
    return requestTo(this.engine, this.scope);
  }

  get contexts(): readonly PendingContext[] {
    return this.#now.contexts;
  }

  /** Begins the first question of a new thread. */
  reset(contexts: readonly AttachedContext[]): void {
    this.#beforeEdit = null;
    this.#now = { ...nothingChosen, contexts: this.#pending(contexts) };
  }

  /** A thread goes on with what it was last asked with. */
  goOnAs(request: TurnRequest | undefined): void {
    const engine = request && engineOf(request);
    const isResearch = request?.kind === 'research';
    const scope = isResearch ? (request.processor === '' ? undefined : scopeOf(request)) : this.#now.scope;
    this.#now = engine?.name
      ? { ...this.#now, kind: engine.kind, engine, scope }
      : { ...this.#now, kind: 'research', engine: null, scope };
  }

  /** Takes over what goes along with the question of a turn, to be sent with it anew. */
  edit(turn: Turn): void {
    this.#beforeEdit ??= this.#now;
    this.#now = { ...this.#now, contexts: this.#pending(turn.context) };
    this.goOnAs(turn.attempt.request);
  }

  /** What was there before a question came to be edited is there again. */
  leaveEdit(): void {
    if (this.#beforeEdit) this.#now = this.#beforeEdit;
    this.#beforeEdit = null;
  }

  /** The question is asked: what went along is used up, and what waited for an edited one to be done comes back. */
  finish(): void {
    this.#now = { ...this.#now, contexts: this.#beforeEdit?.contexts ?? [] };
    this.#beforeEdit = null;
  }

  chooseKind(kind: Engine['kind']): void {
    this.#rememberEngine();
    this.#now = { ...this.#now, kind, engine: this.#lastEngines.get(kind) ?? null };
  }

  chooseEngine(engine: Engine): void {
    this.#rememberEngine();
    this.#lastEngines.set(engine.kind, engine);
    this.#now = { ...this.#now, kind: engine.kind, engine };
  }

  /** A choice is kept for when the person comes back to its kind; an engine of the settings is read anew then. */
  #rememberEngine(): void {
    const { engine } = this.#now;
    if (engine) this.#lastEngines.set(engine.kind, engine);
  }

  chooseScope(scope: SourceScope | null): void {
    this.#now = { ...this.#now, scope };
  }

  /** Attaches a part of a document; false when the same part is attached already. */
  attach(context: AttachedContext): boolean {
    const same = (pending: PendingContext): boolean => JSON.stringify(pending.context) === JSON.stringify(context);
    if (this.contexts.some(same)) return false;
    this.#now = { ...this.#now, contexts: [...this.contexts, ...this.#pending([context])] };
    return true;
  }

  remove(contextId: string): void {
    this.#now = { ...this.#now, contexts: this.contexts.filter(({ id }) => id !== contextId) };
  }

  removeAll(): void {
    this.#now = { ...this.#now, contexts: [] };
  }

  #pending(contexts: readonly AttachedContext[]): readonly PendingContext[] {
    return contexts.map((context) => ({ id: this.#newId(), context }));
  }
}
