import type { AttachedContext } from '../research/thread/context';
import type { Aim } from '../research/thread/draft';
import type { Engine } from '../research/engine/engine';
import type { TurnId } from '../research/thread/ids';
import type { SourceScope } from '../research/scope/sourceScope';
import type { Thread } from '../research/thread/thread';
import { parentIn, pathTo } from '../research/thread/tree';
import type { TurnActivity } from './turnActivity';
import type { ComposerView } from '../protocol/viewState';

/** A part of a document attached to the next question. */
export interface PendingContext {
  readonly id: string;
  readonly context: AttachedContext;
}

/** Everything that the chat is made from. */
export interface ChatSituation {
  readonly thread: Thread | null;
  /** The last turn that is shown. */
  readonly leafId: TurnId | null;
  readonly aim: Aim;
  readonly contexts: readonly PendingContext[];
  readonly engine: Engine;
  /** Where the next question's research shall look; null for anywhere. */
  readonly scope: SourceScope | null;
  /** How many characters are left for the question, beside what is attached. */
  readonly room: number;
  /** What was spent so far, in words; null where nothing was. */
  readonly spent: string | null;
  readonly key: ComposerView['key'];
  readonly service: ComposerView['service'];
  /** Where the next question is written, by the name that the page knows it by. */
  readonly place: string;
  /** The question of that place that is being recorded; null for none. */
  readonly sending: string | null;
  readonly activity: (turnId: TurnId) => TurnActivity;
}

/** The turn that the next question builds on; null for a first question. Never one that was given up. */
export function parentOf({ thread, leafId, aim }: Pick<ChatSituation, 'thread' | 'leafId' | 'aim'>): TurnId | null {
  if (aim.kind === 'edit') {
    const edited = thread?.turns.get(aim.turnId);
    return thread && edited ? parentIn(thread, edited) : null;
  }
  const turnId = aim.kind === 'branch' ? aim.turnId : leafId;
  return thread ? (pathTo(thread, turnId).at(-1)?.id ?? null) : turnId;
}
