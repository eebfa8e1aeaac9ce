import type { JournalReading } from '../../journal/ports';
import type { ThreadChange } from '../../research/thread/threadStore';
import { EventEmitter, type Disposable } from 'vscode';
import { Emitter } from '../../base/event';
import type { ThreadEvent } from '../../research/thread/events';
import type { ThreadId, TurnId } from '../../research/thread/ids';
import { lastSpokenAt, summarise, type ThreadSummary } from '../../journal/threads/threadSummary';
import type { Thread } from '../../research/thread/thread';
import { pathTo } from '../../research/thread/tree';
import { isOpenable, threadItem } from './threadItem';
import { ThreadNode, type TreeNode, type TurnNode } from './treeNodes';
import { turnItem, type TurnPlace } from './turnItem';
import { emptyRow, type TreeRow, type TreeRows } from '../ui/rows';
import { visibleThreads } from './visibleThreads';

/** Where the tree reads the threads that there are: what is known at once; a change is told when it turns out to be old. */
export type ListedThreads = Pick<JournalReading, 'get' | 'knownSummaries' | 'load'>;

/** What the chat shows. */
export interface ShownTurns {
  readonly threadId: ThreadId | null;
  readonly leafId: TurnId | null;
}

/**
 * What stands in the tree: the threads, pinned ones first, then by the latest change, and below each the outline of its
 * turns, which is read when somebody opens it. What has not changed is not drawn again.
 */
export class ThreadNodes implements TreeRows<TreeNode>, Disposable {
  readonly #threads: ListedThreads;
  readonly #didChange = new EventEmitter<TreeNode[] | undefined>();
  readonly #didList = new Emitter<number>();
  readonly #didPart = new Emitter<readonly TurnNode[]>();
  /** The threads that are listed, in their order. */
  #listed: ReadonlyMap<ThreadId, ThreadNode> = new Map();
  #shown: ShownTurns = { threadId: null, leafId: null };
  #path: ReadonlySet<TurnId> = new Set();
  readonly onDidChangeTreeData = this.#didChange.event;
  /** The threads were listed: so many. */
  readonly onDidList = this.#didList.event;
  /** Turns that stood in a list of others have something below them now, the upper ones first. */
  readonly onDidPart = this.#didPart.event;

  constructor(threads: ListedThreads) {
    this.#threads = threads;
  }

  async getChildren(parent?: TreeNode): Promise<TreeNode[]> {
    if (!parent) return this.#list();
    if (parent.kind === 'turn') return [...parent.children];
    const thread = await this.#threads.load(parent.threadId);
    return thread ? [...parent.arrange(thread)] : [];
  }

  getParent(node: TreeNode): TreeNode | null {
    return node.kind === 'thread' ? null : node.parent;
  }

  getTreeItem(node: TreeNode): TreeRow {
    if (node.kind === 'thread') return threadItem(node.summary, node.threadId === this.#shown.threadId);
    const thread = this.#threads.get(node.threadId);
    const turn = thread?.turns.get(node.turnId);
    // It was dropped; that is told in a moment.
    return thread && turn ? turnItem(node, turn, thread, this.#placeOf(node)) : emptyRow();
  }

  /** Draws again what a change of a thread is seen in. */
  noticeChange({ threadId, thread, events }: ThreadChange): void {
    // A run reports its steps many times a second; here nothing is seen of them, so they move no thread either.
    if (events.length > 0 && events.every(({ kind }) => kind === 'progressed' || kind === 'wrote')) return;
    const node = this.#listed.get(threadId);
    if (!node || !thread || this.#moves(node, thread)) return this.#didChange.fire(undefined);
    const before = node.summary;
    node.summary = summarise(thread);
    const isRearranged = this.#isRearranged(node, thread, events);
    const parted = isRearranged ? node.rearrange(thread) : [];
    const isWhole = isRearranged || isSeen(before, node.summary);
    this.#redraw(isWhole ? [node] : turnsOf(events).flatMap((turnId) => withSiblings(node, turnId)));
    if (parted.length > 0) this.#didPart.fire(parted);
  }

  /** The chat shows these turns now. */
  noticeShown({ threadId, leafId }: ShownTurns): void {
    if (threadId === this.#shown.threadId && leafId === this.#shown.leafId) return;
    const before = this.#shownNodes();
    const threads = threadId === this.#shown.threadId ? [] : this.#listedOf([this.#shown.threadId, threadId]);
    this.#shown = { threadId, leafId };
    const thread = threadId === null ? undefined : this.#threads.get(threadId);
    this.#path = new Set(thread ? pathTo(thread, leafId).map(({ id }) => id) : []);
    const after = this.#shownNodes();
    // What both paths have in common looks as before, but for the turns at their ends.
    const ends = [before, after].flatMap((path) => path.slice(-1));
    this.#redraw([...threads, ...different(before, after), ...different(after, before), ...ends]);
  }

  dispose(): void {
    this.#didChange.dispose();
    this.#didList.dispose();
    this.#didPart.dispose();
  }

  async #list(): Promise<ThreadNode[]> {
    const summaries = visibleThreads(await this.#threads.knownSummaries());
    const nodes = summaries.map((summary) => {
      const node = this.#listed.get(summary.id) ?? new ThreadNode(summary);
      node.summary = summary;
      return node;
    });
    this.#listed = new Map(nodes.map((node) => [node.threadId, node]));
    this.#didList.fire(nodes.length);
    return nodes;
  }

  /** Whether a change moves a thread in the list, or out of it. One that stands first of its kind stays there. */
  #moves({ threadId, summary }: ThreadNode, { deletedAt, pinned }: Thread): boolean {
    if (deletedAt !== null || pinned !== summary.pinned) return true;
    for (const other of this.#listed.values()) if (other.summary.pinned === pinned) return other.threadId !== threadId;
    return true;
  }

  /** Whether the turns of a thread that somebody looked at stand in other places than before. */
  #isRearranged(node: ThreadNode, thread: Thread, events: readonly ThreadEvent[]): boolean {
    if (node.children === null) return false;
    return events.length === 0 || thread.turns.size !== node.turns.size || events.some(({ kind }) => moving.has(kind));
  }

  #placeOf({ threadId, turnId }: TurnNode): TurnPlace {
    if (threadId !== this.#shown.threadId || !this.#path.has(turnId)) return 'elsewhere';
    return turnId === this.#shown.leafId ? 'last' : 'shown';
  }

  /** The nodes of the turns that the chat shows, as far as somebody looked at them. */
  #shownNodes(): readonly TurnNode[] {
    const { threadId } = this.#shown;
    const node = threadId === null ? undefined : this.#listed.get(threadId);
    return Array.from(this.#path, (id) => node?.turns.get(id)).filter((turn) => turn !== undefined);
  }

  #listedOf(threadIds: readonly (ThreadId | null)[]): readonly ThreadNode[] {
    const nodes = threadIds.map((id) => (id === null ? undefined : this.#listed.get(id)));
    return nodes.filter((node) => node !== undefined);
  }

  #redraw(nodes: readonly TreeNode[]): void {
    if (nodes.length > 0) this.#didChange.fire([...new Set(nodes)]);
  }
}

function different(nodes: readonly TurnNode[], others: readonly TurnNode[]): readonly TurnNode[] {
  const known = new Set(others);
  return nodes.filter((node) => !known.has(node));
}

/** What puts a turn into the tree, takes it out, or may put it elsewhere. */
const moving: ReadonlySet<ThreadEvent['kind']> = new Set(['asked', 'adopted', 'dropped']);

/** What is newer by less says the same of how long ago it was. */
const aMinute = 60_000;

/** Whether a thread looks another way in the list. */
function isSeen(before: ThreadSummary, after: ThreadSummary): boolean {
  const now = Date.now();
  return (
    before.title !== after.title ||
    before.hasActiveRun !== after.hasActiveRun ||
    lastSpokenAt(after, now) - lastSpokenAt(before, now) >= aMinute ||
    isOpenable(before) !== isOpenable(after)
  );
}

function turnsOf(events: readonly ThreadEvent[]): readonly TurnId[] {
  return [...new Set(events.flatMap((event) => ('turnId' in event ? [event.turnId] : [])))];
}

/** The node of a turn with those that its answer can be compared with now. */
function withSiblings({ turns }: ThreadNode, turnId: TurnId): readonly TurnNode[] {
  const node = turns.get(turnId);
  if (!node) return [];
  const siblings = node.siblings.map((id) => turns.get(id)).filter((sibling) => sibling !== undefined);
  return siblings.length > 0 ? siblings : [node];
}
