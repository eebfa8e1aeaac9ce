import type { AttachedContext } from '../../research/thread/context';
import { goOn } from '../../research/thread/draft';
import type { TurnId } from '../../research/thread/ids';
import type { Turn } from '../../research/thread/turn';
import type { ThreadSource } from '../chatPorts';
import type { ChatSession } from '../chatSession';
import { type ComposerContents, contentsOf } from './composerContents';
import type { WrittenPlace } from './drafts';

/** The places where the composer writes, for what the chat shows. */
export class ComposerPlaces {
  readonly #shown: Pick<ChatSession, 'threadId' | 'thread' | 'leafId' | 'drafts'>;
  readonly #threads: ThreadSource;

  constructor(shown: Pick<ChatSession, 'threadId' | 'thread' | 'leafId' | 'drafts'>, threads: ThreadSource) {
    this.#shown = shown;
    this.#threads = threads;
  }

  /** Where the next question of what is shown is written. */
  get ofThread(): WrittenPlace {
    const { drafts, threadId } = this.#shown;
    return drafts.at({ threadId, editedId: null });
  }

  /** Where is written now: there, or in the place of an earlier question. */
  get current(): WrittenPlace {
    const { drafts, threadId } = this.#shown;
    return drafts.at({ threadId, editedId: this.#editedId });
  }

  /** The question of a turn of the thread that is shown is written now. */
  edit(turn: Turn): void {
    this.ofThread.next.aim = { kind: 'edit', turnId: turn.id };
    this.#shown.drafts.edit(this.current, turn);
  }

  /** The next question continues what is shown, after all. */
  cancelAim(): void {
    if (this.#editedId !== null) this.#shown.drafts.discard(this.current);
    this.ofThread.next.aim = goOn;
  }

  /** A turn that is branched from or edited may have been given up in another window: what was written for it is kept. */
  leaveLostTurn(): void {
    const { thread, drafts } = this.#shown;
    const { aim } = this.ofThread.next;
    if (aim.kind !== 'continue' && thread && !thread.turns.has(aim.turnId)) {
      const { key } = this.current;
      this.ofThread.next.aim = goOn;
      drafts.move(key, this.ofThread.key);
    }
  }

  /** What the next question would be sent with. */
  contents(): ComposerContents {
    const { threadId, thread, leafId } = this.#shown;
    return contentsOf(this.current, { threadId, editedId: this.#editedId }, { thread, leafId });
  }

  /** The same of a place that the page names; null when it is no place any more. */
  contentsAt(key: string): ComposerContents | null {
    const place = this.#shown.drafts.find(key);
    if (!place?.address) return null;
    const { threadId } = place.address;
    const thread = threadId === null ? null : (this.#threads.get(threadId) ?? null);
    const leafId = threadId === this.#shown.threadId ? this.#shown.leafId : place.next.leafId;
    return contentsOf(place, place.address, { thread, leafId });
  }

  /** A context by its id: of a turn, or of the composer for null. */
  findContext(turnId: string | null, contextId: string): AttachedContext | undefined {
    if (turnId === null) return this.current.next.contexts.find(({ id }) => id === contextId)?.context;
    return this.#shown.thread?.turns.get(turnId as TurnId)?.context[Number(contextId)];
  }

  /** The turn whose question is edited; null for none. */
  get #editedId(): TurnId | null {
    const { aim } = this.ofThread.next;
    return aim.kind === 'edit' ? aim.turnId : null;
  }
}
