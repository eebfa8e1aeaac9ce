import type { TurnId } from '../research/thread/ids';
import type { Thread } from '../research/thread/thread';
import type { ChatSessionOptions } from './chatPorts';
import type { Drafts, WrittenPlace } from './composer/drafts';
import type { SettledView } from './views/makeView';
import { textsBeingWritten } from './textsBeingWritten';
import type { ChatView, ComposerView } from '../protocol/viewState';
import type { Aim } from '../research/thread/draft';

/** What the chat is to show. */
export interface Shown {
  readonly thread: Thread | null;
  readonly leafId: TurnId | null;
  readonly aim: Aim;
  /** Where is written now. */
  readonly place: WrittenPlace;
}

/** The view of what is shown, made anew only when something that it is made of has changed. */
export class ShownView {
  readonly #options: ChatSessionOptions;
  readonly #drafts: Drafts;
  #settled: SettledView | null = null;
  key: ComposerView['key'] = 'unknown';
  service: ComposerView['service'];

  constructor(options: ChatSessionOptions, drafts: Drafts, service: ComposerView['service']) {
    this.#options = options;
    this.#drafts = drafts;
    this.service = service;
  }

  /** Something that the view is made of has changed. */
  outdate(): void {
    this.#settled = null;
  }

  /** The view. Parts that have not changed are the same objects as before. */
  of(shown: Shown): ChatView {
    this.#settled ??= this.#make(shown);
    const { turns } = this.#settled;
    const insertTarget = this.#options.insertTarget?.name ?? null;
    return { ...this.#settled, insertTarget, writing: textsBeingWritten(turns, shown.thread, this.#options.activity) };
  }

  #make({ thread, leafId, aim, place: { key, next } }: Shown): SettledView {
    const { views, roomBeside, spending, activity } = this.#options;
    const { contexts, engine, scope } = next;
    return views.make({
      thread,
      leafId,
      aim,
      contexts,
      engine,
      scope,
      room: roomBeside(contexts.map(({ context }) => context)),
      spent: spending.words(thread),
      key: this.key,
      service: this.service,
      place: key,
      sending: this.#drafts.sendingFrom(key)?.content.text ?? null,
      activity: (turnId) => activity.activity(turnId),
    });
  }
}
