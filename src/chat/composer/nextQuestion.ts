import type { IdSource } from '../../base/ids';
import type { AttachedContext } from '../../research/thread/context';
import { type Aim, type Draft, goOn, joinTexts } from '../../research/thread/draft';
import { type Engine, engineOf, requestTo } from '../../research/engine/engine';
import type { TurnId } from '../../research/thread/ids';
import type { SourceScope } from '../../research/scope/sourceScope';
import { scopeOf, type Turn, type TurnRequest } from '../../research/thread/turn';
import type { PendingContext } from '../chatSituation';

/** What the composer starts with, as the settings say. */
export interface ComposerDefaults {
  /** The engine for a kind of question. */
  readonly engine: (kind: Engine['kind']) => Engine;
  readonly scope: () => SourceScope | null;
}

/** What a question says and what goes along with it, wherever it is written. */
export type DraftContent = Omit<Draft, 'place'>;

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
 * A question that is being written in one place: its words, what is attached, what answers it, where its research may look,
 * and which turn it is about.
 */
export class NextQuestion {
  readonly #defaults: ComposerDefaults;
  readonly #newId: IdSource;
  /** What was chosen last, of each kind; none where the settings' engine was left in place. */
  readonly #lastEngines = new Map<Engine['kind'], Engine>();
  #now: Surroundings = nothingChosen;
  /** Whether the person has chosen what answers it or where it looks. */
  #isChosen = false;
  text = '';
  aim: Aim = goOn;
  /** The last turn that is shown above it. */
  leafId: TurnId | null = null;

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

  /** Whether nothing was written or attached. */
  get isBlank(): boolean {
    return this.text.trim() === '' && this.contexts.length === 0;
  }

  /** Everything that makes up the draft. */
  get content(): DraftContent {
    const { contexts, ...chosen } = this.#now;
    const { text, aim, leafId } = this;
    return { text, contexts: contexts.map(({ context }) => context), ...chosen, isChosen: this.#isChosen, aim, leafId };
  }

  /** Begins anew with what the settings say, unless something was written or attached. */
  beginUnlessWritten(): void {
    if (!this.isBlank) return;
    this.#now = nothingChosen;
    this.#isChosen = false;
  }

  /** A thread goes on with what it was last asked with, unless the person chose something else for the next question. */
  goOnAs(request: TurnRequest | undefined): void {
    if (!this.#isChosen) this.#use(request);
  }

  /** Takes over the question of a turn and what goes along with it, to be sent anew. */
  edit(turn: Turn): void {
    this.text = turn.question ?? '';
    this.#now = { ...nothingChosen, contexts: this.#pending(turn.context) };
    this.#use(turn.attempt.request);
    this.#isChosen = true;
  }

  /** The question was taken to be sent: what is written from now on is the next one. */
  take(question: 'typed' | 'given'): DraftContent {
    const taken = this.content;
    if (question === 'typed') this.text = '';
    this.#now = { ...this.#now, contexts: [] };
    this.#isChosen = false;
    return taken;
  }

  /** What was taken, or written elsewhere, is back, before what was written since. */
  putBack({ text, contexts, kind, engine, scope, isChosen }: DraftContent): void {
    this.text = joinTexts(text, this.text);
    const since = this.#now;
    this.#now = { ...since, contexts: this.#pending(contexts) };
    for (const { context } of since.contexts) this.attach(context);
    if (this.#isChosen || !isChosen) return;
    this.#now = { ...this.#now, kind, engine, scope };
    this.#isChosen = true;
  }

  chooseKind(kind: Engine['kind']): void {
    this.#rememberEngine();
    this.#isChosen = true;
    this.#now = { ...this.#now, kind, engine: this.#lastEngines.get(kind) ?? null };
  }

  chooseEngine(engine: Engine): void {
    this.#rememberEngine();
    this.#isChosen = true;
    this.#lastEngines.set(engine.kind, engine);
    this.#now = { ...this.#now, kind: engine.kind, engine };
  }

  chooseScope(scope: SourceScope | null): void {
    this.#isChosen = true;
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

  #use(request: TurnRequest | undefined): void {
    const engine = request && engineOf(request);
    const isResearch = request?.kind === 'research';
    const scope = isResearch ? (request.processor === '' ? undefined : scopeOf(request)) : this.#now.scope;
    this.#now = engine?.name
      ? { ...this.#now, kind: engine.kind, engine, scope }
      : { ...this.#now, kind: 'research', engine: null, scope };
  }

  /** A choice is kept for when the person comes back to its kind; an engine of the settings is read anew then. */
  #rememberEngine(): void {
    const { engine } = this.#now;
    if (engine) this.#lastEngines.set(engine.kind, engine);
  }

  #pending(contexts: readonly AttachedContext[]): readonly PendingContext[] {
    return contexts.map((context) => ({ id: this.#newId(), context }));
  }
}
