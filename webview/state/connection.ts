import type { ActionOutcome } from '../../src/base/outcome';
import type { Clock } from '../../src/base/clock';
import { describeError } from '../../src/base/describeError';
import type { Disposable } from '../../src/base/disposable';
import { Emitter, type Event } from '../../src/base/event';
import { unreachable } from '../../src/base/result';
import type { ChatRequest } from '../../src/protocol/chatRequest';
import type { MessageToWebview } from '../../src/protocol/messages';
import type { Host } from '../host';
import { applyPatch, type ChatState, stateFromSnapshot } from './chatState';
import { decodeMessage } from './decode';

/** How a request ended, as far as the webview can tell. After `timedOut` the real outcome may still come. */
export type RequestEnd = ActionOutcome | { readonly kind: 'timedOut' };

/** Something that the host wants the webview to do once. */
export type HostWish = Extract<MessageToWebview, { type: 'focusComposer' | 'revealTurn' }>;

/** What the host says was done. */
export type Said = Extract<MessageToWebview, { type: 'said' }>;

/** A change of state; `before` is null for the first. */
export interface StateChange {
  readonly before: ChatState | null;
  readonly after: ChatState;
}

interface PendingRequest {
  readonly timeout: Disposable;
  readonly onEnd: (end: RequestEnd) => void;
}

/** How long to wait for a snapshot before asking for it again. */
const snapshotPatience = 5_000;
/** How long the host may take over a request. */
const requestPatience = 15_000;
/** The same for requests that may ask the person something first: a confirmation, a choice, a key. */
const conversationPatience = 300_000;

/** How much the host is told of failures: each once, and not without end. */
const mostFailures = 50;
const longestDescription = 2_000;

const conversations: ReadonlySet<ChatRequest['kind']> = new Set([
  'ask',
  'send',
  'askAgain',
  'carryContext',
  'attachContext',
  'chooseScope',
  'compareAnswers',
  'openLink',
  'changeBudget',
  'changeServer',
  'showSpending',
  'insertAnswer',
  'insertCitation',
  'setApiKey',
  'openPlatform',
  'adoptRun',
]);

/**
 * The webview's end of the protocol: says `ready`, decodes what arrives, applies snapshots and patches in order, asks
 * again when a patch is missing, and sees to it that every request ends.
 */
export class ChatConnection implements Disposable {
  readonly #host: Host;
  readonly #clock: Clock;
  readonly #hearing: Disposable;
  readonly #changed = new Emitter<StateChange>();
  readonly #wished = new Emitter<HostWish>();
  readonly #said = new Emitter<Said>();
  readonly #pending = new Map<number, PendingRequest>();
  readonly #putText = new Emitter<Extract<MessageToWebview, { type: 'putText' }>>();
  readonly #saved = new Emitter<number>();
  #state: ChatState | null = null;
  #hearsWishes = false;
  #unheardWish: HostWish | null = null;
  /** Runs while a snapshot was asked for and has not come. */
  #snapshotTimer: Disposable | null = null;
  readonly #failures = new Set<string>();
  #lastRequestId = 0;
  #lastTyped = 0;
  #ignored = 0;

  constructor(host: Host, clock: Clock) {
    this.#host = host;
    this.#clock = clock;
    this.#hearing = host.onMessage((data) => this.#receive(data));
  }

  readonly onDidChange = this.#changed.event;
  /** The host puts a text before what is written in a place. */
  readonly onDidPutText = this.#putText.event;
  /** What was typed up to that number is safe. */
  readonly onDidSave = this.#saved.event;
  readonly onDidSay = this.#said.event;
  /** A wish that came before anybody listened, as right after a snapshot, is told to the first who does. */
  readonly onDidWish: Event<HostWish> = (listener) => {
    const hearing = this.#wished.event(listener);
    const wish = this.#unheardWish;
    this.#unheardWish = null;
    this.#hearsWishes = true;
    if (wish) listener(wish);
    return hearing;
  };

  /** Null until the first snapshot. */
  get state(): ChatState | null {
    return this.#state;
  }

  /** How many messages arrived that this version does not know. */
  get ignoredMessages(): number {
    return this.#ignored;
  }

  /** Tells the host that the webview is there. */
  start(): void {
    this.#waitForSnapshot('ready');
  }

  /**
   * Asks the host for something. `onEnd` is called when it is done, refused or given up; after `timedOut` it is called
   * once more if the host answers after all.
   */
  request(request: ChatRequest, onEnd: (end: RequestEnd) => void): void {
    const id = ++this.#lastRequestId;
    const patience = conversations.has(request.kind) ? conversationPatience : requestPatience;
    const timeout = this.#clock.after(patience, () => {
      onEnd({ kind: 'timedOut' });
      this.#waitForSnapshot('resync');
    });
    this.#pending.set(id, { timeout, onEnd });
    this.#host.post({ type: 'request', id, request });
  }

  /** Tells the host what is written in a place; returns the number by which the host says that it has it safe. */
  type(place: string, text: string): number {
    const serial = ++this.#lastTyped;
    this.#host.post({ type: 'typed', serial, place, text });
    return serial;
  }

  /** Tells the host that what it said has been seen, so that it is not said again. */
  tellHeard(id: number, pressed: boolean): void {
    this.#host.post({ type: 'heard', id, pressed });
  }

  /** Tells the host that a thread is drawn, so that it may be restored by itself. */
  tellDrawn(threadId: string): void {
    this.#host.post({ type: 'drawn', threadId });
  }

  /** Has the host start the page anew. */
  reload(): void {
    this.#host.post({ type: 'reload' });
  }

  /** Has the host write down, once, that a part could not be drawn. */
  reportFailure(part: string, error: unknown): void {
    const described = describeError(error).slice(0, longestDescription);
    const failure = `${part} ${described}`;
    if (this.#failures.has(failure) || this.#failures.size === mostFailures) return;
    this.#failures.add(failure);
    this.#host.post({ type: 'drawingFailed', part, error: described });
  }

  dispose(): void {
    this.#hearing.dispose();
    this.#snapshotTimer?.dispose();
    for (const pending of this.#pending.values()) pending.timeout.dispose();
    this.#pending.clear();
  }

  #receive(data: unknown): void {
    const message = decodeMessage(data);
    if (!message) {
      this.#ignored += 1;
      return;
    }
    switch (message.type) {
      case 'snapshot':
        this.#snapshotTimer?.dispose();
        this.#snapshotTimer = null;
        this.#show(stateFromSnapshot(this.#state, message));
        break;
      case 'patch':
        this.#receivePatch(message);
        break;
      case 'response':
        this.#end(message.id, message.outcome);
        break;
      case 'putText':
        this.#putText.fire(message);
        break;
      case 'saved':
        this.#saved.fire(message.serial);
        break;
      case 'said':
        this.#said.fire(message);
        break;
      case 'focusComposer':
      case 'revealTurn':
        if (this.#hearsWishes) this.#wished.fire(message);
        else this.#unheardWish = message;
        break;
      default:
        unreachable(message);
    }
  }

  #end(id: number, outcome: ActionOutcome): void {
    const pending = this.#pending.get(id);
    if (!pending) return;
    this.#pending.delete(id);
    pending.timeout.dispose();
    pending.onEnd(outcome);
  }

  #receivePatch(patch: Extract<MessageToWebview, { type: 'patch' }>): void {
    if (!this.#state || this.#snapshotTimer) return;
    const patched = applyPatch(this.#state, patch);
    if (patched.kind === 'applied') this.#show(patched.state);
    if (patched.kind === 'gap') this.#waitForSnapshot('resync');
  }

  #show(state: ChatState): void {
    const before = this.#state;
    this.#state = state;
    this.#changed.fire({ before, after: state });
  }

  /** Messages to a hidden webview get lost, so a snapshot that does not come is asked for again. */
  #waitForSnapshot(asking: 'ready' | 'resync'): void {
    if (this.#snapshotTimer) return;
    const ask = (): void => {
      this.#host.post({ type: asking });
      this.#snapshotTimer = this.#clock.after(snapshotPatience, ask);
    };
    ask();
  }
}
