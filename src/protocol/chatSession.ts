import type { Disposable } from '../base/disposable';
import { Emitter, type Event } from '../base/event';
import type { IdSource } from '../base/ids';
import type { AttachedContext } from '../research/context';
import type { ThreadId, TurnId } from '../research/ids';
import type { Thread } from '../research/thread';
import { newestLeaf } from '../research/tree';
import type { ChatViewMaker, PendingContext, TurnActivity } from './makeView';
import type { ChatView, ComposerView } from './viewState';

/** Where the session reads the threads that it shows. */
export interface ThreadSource {
  readonly onDidChange: Event<{ readonly threadId: ThreadId }>;
  get(threadId: ThreadId): Thread | undefined;
  load(threadId: ThreadId): Promise<Thread | null>;
}

/** Where the session learns how the turns of this window go. */
export interface ActivitySource {
  readonly onDidChangeStatus: Event<unknown>;
  activity(turnId: TurnId): TurnActivity;
}

export interface ChatSessionOptions {
  readonly threads: ThreadSource;
  readonly activity: ActivitySource;
  readonly views: ChatViewMaker;
  readonly newId: IdSource;
  /** The processor that a new thread starts with. */
  readonly defaultProcessor: () => string;
}

/** What the composer holds when a question is sent. */
export interface ComposerContents {
  readonly threadId: ThreadId | null;
  readonly parentId: TurnId | null;
  readonly contexts: readonly AttachedContext[];
}

/**
 * What a chat shows: which thread, which of its branches, and what is attached to the next question. The webview owns
 * drafts, scroll, expansion and focus; this owns the rest.
 */
export class ChatSession implements Disposable {
  readonly #options: ChatSessionOptions;
  readonly #didChange = new Emitter<void>();
  readonly #subscriptions: readonly Disposable[];
  #threadId: ThreadId | null = null;
  #leafId: TurnId | null = null;
  #branchFromId: TurnId | null = null;
  #contexts: readonly PendingContext[] = [];
  #processor: string | null = null;
  #key: ComposerView['key'] = 'unknown';
  #service: ComposerView['service'];

  constructor(options: ChatSessionOptions, service: ComposerView['service']) {
    this.#options = options;
    this.#service = service;
    this.#subscriptions = [
      options.threads.onDidChange(({ threadId }) => {
        if (threadId === this.#threadId) this.#didChange.fire();
      }),
      options.activity.onDidChangeStatus(() => this.#didChange.fire()),
    ];
  }

  /** Something that the chat shows has changed. */
  readonly onDidChange = this.#didChange.event;

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

  /** The processor that the next question is shown with. */
  get processor(): string {
    return this.#processor ?? this.#options.defaultProcessor();
  }

  /** Shows an empty chat whose first question makes a new thread. */
  startNew(contexts: readonly AttachedContext[] = []): void {
    this.#threadId = null;
    this.#leafId = null;
    this.#branchFromId = null;
    this.#processor = null;
    this.#contexts = contexts.map((context) => this.#pending(context));
    this.#didChange.fire();
  }

  /** Shows a thread at a turn, or at its newest one. False when there is no such thread. */
  async show(threadId: ThreadId, turnId: TurnId | null = null): Promise<boolean> {
    const thread = await this.#options.threads.load(threadId);
    if (!thread) return false;
    const leafId = newestLeaf(thread, turnId);
    if (threadId !== this.#threadId) this.#contexts = [];
    this.#threadId = threadId;
    this.#leafId = leafId;
    this.#branchFromId = null;
    // A thread goes on with the processor that it was last asked with.
    this.#processor = (leafId && thread.turns.get(leafId)?.attempt.request.processor) || null;
    this.#didChange.fire();
    return true;
  }

  /** Shows the turn that the composer's question has become, and empties the composer. */
  showAsked(threadId: ThreadId, turnId: TurnId, processor: string): void {
    this.#threadId = threadId;
    this.#leafId = turnId;
    this.#branchFromId = null;
    this.#contexts = [];
    this.#processor = processor;
    this.#didChange.fire();
  }

  /** The next question builds on `turnId`; null to continue what is shown. */
  branchFrom(turnId: TurnId | null): void {
    this.#branchFromId = turnId === this.#leafId ? null : turnId;
    this.#didChange.fire();
  }

  chooseProcessor(processor: string): void {
    this.#processor = processor;
    this.#didChange.fire();
  }

  /** Attaches a part of a document to the next question; the same part is attached once. */
  attach(context: AttachedContext): void {
    const same = (pending: PendingContext): boolean => JSON.stringify(pending.context) === JSON.stringify(context);
    if (this.#contexts.some(same)) return;
    this.#contexts = [...this.#contexts, this.#pending(context)];
    this.#didChange.fire();
  }

  removeContext(contextId: string): void {
    this.#contexts = this.#contexts.filter(({ id }) => id !== contextId);
    this.#didChange.fire();
  }

  /** A context by its id: of a turn, or of the composer for null. */
  findContext(turnId: string | null, contextId: string): AttachedContext | undefined {
    if (turnId === null) return this.#contexts.find(({ id }) => id === contextId)?.context;
    return this.thread?.turns.get(turnId as TurnId)?.context[Number(contextId)];
  }

  setKey(key: ComposerView['key']): void {
    this.#key = key;
    this.#didChange.fire();
  }

  setService(service: ComposerView['service']): void {
    this.#service = service;
    this.#didChange.fire();
  }

  /** What the next question would be sent with. */
  composer(): ComposerContents {
    return {
      threadId: this.#threadId,
      parentId: this.#branchFromId ?? this.#leafId,
      contexts: this.#contexts.map(({ context }) => context),
    };
  }

  /** What the chat shows now. Parts that have not changed are the same objects as before. */
  view(): ChatView {
    return this.#options.views.make({
      thread: this.thread,
      leafId: this.#leafId,
      branchFromId: this.#branchFromId,
      contexts: this.#contexts,
      processor: this.processor,
      key: this.#key,
      service: this.#service,
      activity: (turnId) => this.#options.activity.activity(turnId),
    });
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#didChange.dispose();
  }

  #pending(context: AttachedContext): PendingContext {
    return { id: this.#options.newId(), context };
  }
}
