import type { ThreadReading } from '../research/thread/threadStore';
import type { Event } from '../base/event';
import type { AttachedContext } from '../research/thread/context';
import type { TurnId } from '../research/thread/ids';
import type { Thread } from '../research/thread/thread';
import type { ChatViewMaker } from './views/makeView';
import type { Drafts } from './composer/drafts';
import type { ShowingWatch } from './showingWatch';
import type { TurnActivity } from './turnActivity';

/** Where the session reads the threads that it shows. */
export type ThreadSource = Pick<ThreadReading, 'get' | 'load' | 'onDidChange'>;

/** Where the session learns how the turns of this window go. */
export interface ActivitySource {
  readonly onDidChangeStatus: Event<unknown>;
  activity(turnId: TurnId): TurnActivity;
  /** A piece of a quick answer has arrived. */
  readonly onDidWrite: Event<unknown>;
  /** What has arrived of a quick answer that this window awaits. */
  text(turnId: TurnId): string | undefined;
}

/** Where the session learns what was spent, in words. */
export interface SpendingSource {
  readonly onDidChange: Event<unknown>;
  /** Of a thread, null for a new one, and today; null where nothing was spent. */
  words(thread: Thread | null): string | null;
}

/** Where the session learns which document an answer would be inserted into. */
export interface InsertTargetSource {
  readonly onDidChange: Event<unknown>;
  /** The name of the document; null for a new one. */
  readonly name: string | null;
}

export interface ChatSessionOptions {
  readonly threads: ThreadSource;
  readonly activity: ActivitySource;
  readonly views: ChatViewMaker;
  readonly spending: SpendingSource;
  readonly showing?: ShowingWatch;
  readonly insertTarget?: InsertTargetSource;
  /** Where questions are written. */
  readonly drafts: Drafts;
  /** How many characters a question may have beside what is attached to it. */
  readonly roomBeside: (contexts: readonly AttachedContext[]) => number;
}
