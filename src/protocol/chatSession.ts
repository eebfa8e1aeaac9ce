import type { Disposable } from '../base/disposable';
import { Emitter } from '../base/event';
import type { AttachedContext } from '../research/context';
import type { Engine } from '../research/engine';
import type { ThreadId, TurnId } from '../research/ids';
import type { Thread } from '../research/thread';
import type { SourceScope } from '../research/sourceScope';
import { leafToShow } from '../research/tree';
import type { TurnRequest } from '../research/turn';
import type { ChatSessionOptions, ComposerContents } from './chatPorts';
import { type Aim, goOn, parentOf } from './chatSituation';
import type { SettledView } from './makeView';
import { NextQuestion } from './nextQuestion';
import type { ChatView, ComposerView } from './viewState';

/**
 * What a chat shows: which thread, which of its branches, and what is attached to the next question. The webview owns
 * drafts, scroll, expansion and focus; this owns the rest.
 */
export class ChatSession implements Disposable {
  readonly #options: ChatSessionOptions;
  readonly #didChange = new Emitter<void>();
  readonly #didWrite = new Emitter<void>();
  readonly #subscriptions: readonly Disposable[];
  readonly #next: NextQuestion;
  #threadId: ThreadId | null = null;
  #leafId: TurnId | null = null;
  #aim: Aim = goOn;
  /** What is shown, until something about it changes. */
  #settled: SettledView | null = null;
  #key: ComposerView['key'] = 'unknown';
  #service: ComposerView['service'];

  constructor(options: ChatSessionOptions, service: ComposerView['service']) {
    this.#options = options;
    this.#next = new NextQuestion(options.defaults, options.newId);
    this.#service = service;
    this.#subscriptions = [
      options.threads.onDidChange(({ threadId }) => {
        if (threadId === this.#threadId) this.#followThread();
      }),
      options.activity.onDidChangeStatus(() => this.refresh()),
      options.activity.onDidWrite(() => this.#didWrite.fire()),
      options.spending.onDidChange(() => this.refresh()),
    ];
  }

  /** Something that the chat shows has changed. */
  readonly onDidChange = this.#didChange.event;
  /** More of an answer that is being written has arrived; nothing else has changed. */
  readonly onDidWrite = this.#didWrite.event;

  /** Makes anew what is shown: something that it was made of is not the same any more. */
  refresh(): void {
    this.#settled = null;
    this.#didChange.fire();
  }

  get threadId(): ThreadId | null {
    return this.#threadId;
  }

  /** The thread that is shown; null for a new one. */
  get thread(): Thread | null {
    return this.#threadId === null ? null : (this.#options.threads.get(this.#threadId) ?? null);
  }

  /** The last turn that is shown; null for a new thread. */
  get leafId(): TurnId | null {
    return this.#leafId;
  }

  /** What the next question is shown with. */
  get engine(): Engine {
    return this.#next.engine;
  }

  /** Where the next question's research shall look; null for anywhere. */
  get scope(): SourceScope | null {
    return this.#next.scope;
  }

  /** Shows an empty chat whose first question makes a new thread. */
  startNew(contexts: readonly AttachedContext[] = []): void {
    this.#threadId = null;
    this.#leafId = null;
    this.#aim = goOn;
    this.#next.reset(contexts);
    this.refresh();
  }

  /** Shows a thread at a turn, or at its newest one. False when there is no such thread. */
  async show(threadId: ThreadId, turnId: TurnId | null = null): Promise<boolean> {
    const thread = await this.#read(threadId);
    if (!thread) return false;
    const leafId = leafToShow(thread, turnId, threadId === this.#threadId ? this.#leafId : null);
    this.#next.leaveEdit();
    if (threadId !== this.#threadId) this.#next.removeAll();
    this.#threadId = threadId;
    this.#leafId = leafId;
    this.#aim = goOn;
    this.#next.goOnAs(leafId === null ? undefined : thread.turns.get(leafId)?.attempt.request);
    this.refresh();
    return true;
  }

  /** Shows the turn that the composer's question has become, and empties the composer of it. */
  showAsked(threadId: ThreadId, turnId: TurnId, request: TurnRequest): void {
    this.#next.finish();
    if (threadId !== this.#threadId) this.#next.removeAll();
    this.#threadId = threadId;
    this.#leafId = turnId;
    this.#aim = goOn;
    this.#next.goOnAs(request);
    this.refresh();
  }

  /** The next question builds on `turnId`, as a branch where that is not the last turn that is shown. */
  branchFrom(turnId: TurnId): void {
    this.#next.leaveEdit();
    this.#aim = turnId === this.#leafId ? goOn : { kind: 'branch', turnId };
    this.refresh();
  }

  /** The composer holds the question of a turn of the thread that is shown, with all that goes along with it. */
  edit(turnId: TurnId): void {
    const turn = this.thread?.turns.get(turnId);
    if (!turn) return;
    this.#aim = { kind: 'edit', turnId };
    this.#next.edit(turn);
    this.refresh();
  }

  /** The next question continues what is shown, after all. */
  cancelAim(): void {
    this.#next.leaveEdit();
    this.#aim = goOn;
    this.refresh();
  }

  /** The next question is answered in this way, by the engine that was used for it last. */
  chooseKind(kind: Engine['kind']): void {
    this.#next.chooseKind(kind);
    this.refresh();
  }

  chooseEngine(engine: Engine): void {
    this.#next.chooseEngine(engine);
    this.refresh();
  }

  chooseScope(scope: SourceScope | null): void {
    this.#next.chooseScope(scope);
    this.refresh();
  }

  /** Attaches a part of a document to the next question; the same part is attached once. */
  attach(context: AttachedContext): void {
    if (this.#next.attach(context)) this.refresh();
  }

  removeContext(contextId: string): void {
    this.#next.remove(contextId);
    this.refresh();
  }

  /** A context by its id: of a turn, or of the composer for null. */
  findContext(turnId: string | null, contextId: string): AttachedContext | undefined {
    if (turnId === null) return this.#next.contexts.find(({ id }) => id === contextId)?.context;
    return this.thread?.turns.get(turnId as TurnId)?.context[Number(contextId)];
  }

  setKey(key: ComposerView['key']): void {
    this.#key = key;
    this.refresh();
  }

  setService(service: ComposerView['service']): void {
    this.#service = service;
    this.refresh();
  }

  /** What the next question would be sent with. */
  composer(): ComposerContents {
    return {
      threadId: this.#threadId,
      parentId: parentOf({ thread: this.thread, leafId: this.#leafId, aim: this.#aim }),
      editedId: this.#aim.kind === 'edit' ? this.#aim.turnId : null,
      request: this.#next.request,
      usesDefaultEngine: this.#next.usesDefaultEngine,
      contexts: this.#next.contexts.map(({ context }) => context),
    };
  }

  /** What the chat shows now. Parts that have not changed are the same objects as before. */
  view(): ChatView {
    this.#settled ??= this.#makeView();
    return { ...this.#settled, writing: this.#writing(this.#settled) };
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#didChange.dispose();
    this.#didWrite.dispose();
  }

  async #read(threadId: ThreadId): Promise<Thread | null> {
    const { threads, showing } = this.#options;
    if (threadId === this.#threadId) return threads.load(threadId);
    await showing?.begins(threadId);
    const thread = await threads.load(threadId);
    await showing?.isRead(threadId);
    return thread;
  }

  #makeView(): SettledView {
    const { views, roomBeside, spending, activity } = this.#options;
    const { thread } = this;
    return views.make({
      thread,
      leafId: this.#leafId,
      aim: this.#aim,
      contexts: this.#next.contexts,
      engine: this.engine,
      scope: this.scope,
      room: roomBeside(this.#next.contexts.map(({ context }) => context)),
      spent: spending.words(thread),
      key: this.#key,
      service: this.#service,
      activity: (turnId) => activity.activity(turnId),
    });
  }

  /** What has arrived of the answers in sight that are being written: in this window, or as another one recorded it. */
  #writing({ turns }: SettledView): ChatView['writing'] {
    const texts = turns.flatMap(({ id, condition }): [string, string][] => {
      if (condition.state !== 'writing') return [];
      const turnId = id as TurnId;
      const recorded = this.thread?.turns.get(turnId)?.attempt.condition;
      return [[id, this.#options.activity.text(turnId) ?? (recorded?.state === 'writing' ? recorded.text : '')]];
    });
    return texts.length === 0 ? noWriting : Object.fromEntries(texts);
  }

  /** A turn that is branched from or edited may have been given up in another window. */
  #followThread(): void {
    const isThere = this.#aim.kind === 'continue' || this.thread?.turns.has(this.#aim.turnId);
    if (isThere) this.refresh();
    else this.cancelAim();
  }
}

/** One object, so that nothing seems to have changed. */
const noWriting: ChatView['writing'] = {};
