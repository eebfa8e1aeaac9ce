import type { Disposable } from '../base/disposable';
import { Emitter } from '../base/event';
import type { AttachedContext } from '../research/thread/context';
import type { Aim } from '../research/thread/draft';
import type { Engine } from '../research/engine/engine';
import type { ThreadId, TurnId } from '../research/thread/ids';
import type { SourceScope } from '../research/scope/sourceScope';
import type { Thread } from '../research/thread/thread';
import type { TurnRequest } from '../research/thread/turn';
import type { ChatSessionOptions } from './chatPorts';
import type { ComposerContents } from './composer/composerContents';
import { ComposerPlaces } from './composer/composerPlaces';
import type { Drafts, SendingQuestion } from './composer/drafts';
import type { NextQuestion } from './composer/nextQuestion';
import { openToGoOn, readToShow } from './following';
import { ShownView } from './shownView';
import type { ChatView, ComposerView } from '../protocol/viewState';
import { Visits } from './visits';

/**
 * What a chat shows: which thread, which of its branches, and which question is being written. The webview owns scroll,
 * expansion and focus; this owns the rest. What the person chose last holds: nothing that began earlier and arrives later
 * changes it.
 */
export class ChatSession implements Disposable {
  readonly #options: ChatSessionOptions;
  readonly #didChange = new Emitter<void>();
  readonly #didWrite = new Emitter<void>();
  readonly #subscriptions: readonly Disposable[];
  /** The questions that are being written, in every thread; all chats of a window share them. */
  readonly drafts: Drafts;
  readonly #places: ComposerPlaces;
  #threadId: ThreadId | null = null;
  #leafId: TurnId | null = null;
  readonly #visits = new Visits();
  readonly #shown: ShownView;

  constructor(options: ChatSessionOptions, service: ComposerView['service']) {
    this.#options = options;
    this.drafts = options.drafts;
    this.#places = new ComposerPlaces(this, options.threads);
    this.#shown = new ShownView(options, this.drafts, service);
    this.#subscriptions = [
      options.threads.onDidChange(({ threadId }) => {
        if (threadId === this.#threadId) this.#followThread();
      }),
      options.activity.onDidChangeStatus(() => this.refresh()),
      options.activity.onDidWrite(() => this.#didWrite.fire()),
      options.spending.onDidChange(() => this.refresh()),
      ...(options.insertTarget ? [options.insertTarget.onDidChange(() => this.#didChange.fire())] : []),
    ];
  }

  /** Something that the chat shows has changed. */
  readonly onDidChange = this.#didChange.event;
  /** More of an answer that is being written has arrived; nothing else has changed. */
  readonly onDidWrite = this.#didWrite.event;

  /** Makes anew what is shown: something that it was made of is not the same any more. */
  refresh(): void {
    this.#shown.outdate();
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

  /** What becomes of the next question. */
  get aim(): Aim {
    return this.#places.ofThread.next.aim;
  }

  /**
   * How often the person has chosen what is shown, for a question that is sent from a place, or from a turn for null. Null
   * where they have left that place: a click can arrive before the word of a question that was sent right before it.
   */
  visitFrom(place: string | null): number | null {
    const isHere = place === null || place === this.#places.current.key;
    return isHere ? this.#visits.shown : null;
  }

  /** Shows an empty chat whose first question makes a new thread. What was written there before is still there. */
  startNew(contexts: readonly AttachedContext[] = []): void {
    this.#visits.begin();
    this.#threadId = null;
    this.#leafId = null;
    this.drafts.leaveSending();
    this.#next.beginUnlessWritten();
    for (const context of contexts) this.#next.attach(context);
    this.#change();
  }

  /** Shows a thread at a turn, or where a question was being written, or at its newest turn. False when there is none. */
  async show(threadId: ThreadId, turnId: TurnId | null = null): Promise<boolean> {
    return this.#visits.open((isWanted) => this.#open(threadId, turnId, isWanted));
  }

  /** Goes along to a turn of the thread that is shown, unless the person is on the way to something else. */
  async follow(turnId: TurnId): Promise<void> {
    const { threadId } = this;
    const visit = this.#visits.shown;
    if (threadId === null || visit === null || !this.hasTurn(threadId, turnId)) return;
    await this.#open(threadId, turnId, () => this.#visits.isLast(visit));
  }

  /** Shows a thread of an earlier session, unless the person has done anything meanwhile. */
  async restore(threadId: ThreadId): Promise<boolean> {
    return !this.#visits.isUsed && this.#open(threadId, null, () => !this.#visits.isUsed);
  }

  async #open(threadId: ThreadId, turnId: TurnId | null, stillWanted: () => boolean): Promise<boolean> {
    const { threads } = this.#options;
    const isShown = threadId === this.#threadId;
    const thread = await (isShown ? threads.load(threadId) : readToShow(threadId, this.#options));
    if (!stillWanted()) {
      if (this.#threadId !== threadId) await this.#options.showing?.isLeft(threadId);
      return thread !== null;
    }
    if (!thread) return false;
    const { next } = this.drafts.at({ threadId, editedId: null });
    this.#leafId = openToGoOn(thread, turnId, next, isShown ? { leafId: this.#leafId } : null);
    this.#threadId = threadId;
    this.refresh();
    return true;
  }

  /**
   * The question in a place is on its way; what is written there from now on is the next one. Null for no such place.
   * `given` is a question that was not typed there.
   */
  beginSending(key: string, question: string, given: 'typed' | 'given'): SendingQuestion | null {
    const place = this.drafts.find(key);
    if (!place) return null;
    if (this.visitFrom(key) !== null) this.#visits.begin();
    const sending = this.drafts.take(place, question, given);
    this.#change();
    return sending;
  }

  /** The question was not taken: it is back in its place. */
  putBack(sending: SendingQuestion): void {
    this.drafts.putBack(sending);
    this.refresh();
  }

  /**
   * A question stands in the journal. Its turn is shown, unless the person has chosen something else since.
   *
   * @param visit what `visitFrom` was when the person sent it
   */
  showAsked(
    { threadId, turnId }: { readonly threadId: ThreadId; readonly turnId: TurnId },
    request: TurnRequest,
    visit: number | null,
  ): void {
    const { next } = this.drafts.at({ threadId, editedId: null });
    next.goOnAs(request);
    if (this.#visits.isLast(visit)) {
      this.#threadId = threadId;
      this.#leafId = turnId;
      next.leafId = turnId;
    }
    this.#change();
  }

  /** The next question builds on `turnId`, whatever is asked below it meanwhile. */
  branchFrom(turnId: TurnId): void {
    this.#visits.begin();
    this.#places.ofThread.next.aim = { kind: 'branch', turnId };
    this.#change();
  }

  /** The composer holds the question of a turn of the thread that is shown, with all that goes along with it. */
  edit(turnId: TurnId): void {
    const turn = this.thread?.turns.get(turnId);
    if (!turn) return;
    this.#visits.begin();
    this.#places.edit(turn);
    this.#change();
  }

  /** The next question continues what is shown, after all. */
  cancelAim(): void {
    this.#places.cancelAim();
    this.#change();
  }

  /** The next question is answered in this way, by the engine that was used for it last. */
  chooseKind(kind: Engine['kind']): void {
    this.#next.chooseKind(kind);
    this.#change();
  }

  chooseEngine(engine: Engine): void {
    this.#next.chooseEngine(engine);
    this.#change();
  }

  chooseScope(scope: SourceScope | null): void {
    this.#next.chooseScope(scope);
    this.#change();
  }

  /** Attaches a part of a document to the next question; the same part is attached once. */
  attach(context: AttachedContext): void {
    if (this.#next.attach(context)) this.#change();
  }

  removeContext(contextId: string): void {
    this.#next.remove(contextId);
    this.#change();
  }

  /** What is written in a place, as its page says. False when there is no such place any more. */
  type(place: string, text: string): boolean {
    if (text !== '') this.#visits.isUsed = true;
    return this.drafts.type(place, text);
  }

  /** Whether a thread that this window has read has a turn. */
  hasTurn(threadId: ThreadId | null, turnId: TurnId | null): boolean {
    return threadId !== null && turnId !== null && this.#options.threads.get(threadId)?.turns.has(turnId) === true;
  }

  /** A context by its id: of a turn, or of the composer for null. */
  findContext(turnId: string | null, contextId: string): AttachedContext | undefined {
    return this.#places.findContext(turnId, contextId);
  }

  setKey(key: ComposerView['key']): void {
    this.#shown.key = key;
    this.refresh();
  }

  setService(service: ComposerView['service']): void {
    this.#shown.service = service;
    this.refresh();
  }

  /** What the next question would be sent with. */
  composer(): ComposerContents {
    return this.#places.contents();
  }

  /** The same of a place that the page names; null when it is no place any more. */
  composerAt(key: string): ComposerContents | null {
    return this.#places.contentsAt(key);
  }

  /** What the chat shows now. Parts that have not changed are the same objects as before. */
  view(): ChatView {
    const { thread, aim } = this;
    return this.#shown.of({ thread, leafId: this.#leafId, aim, place: this.#places.current });
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#didChange.dispose();
    this.#didWrite.dispose();
  }

  get #next(): NextQuestion {
    return this.#places.current.next;
  }

  /** What is shown has changed by the person's doing, and what is written with it. */
  #change(): void {
    this.#visits.isUsed = true;
    this.drafts.noteChange();
    this.refresh();
  }

  /** The thread that is shown is not what it was, perhaps by another window. */
  #followThread(): void {
    this.#places.leaveLostTurn();
    this.refresh();
  }
}
