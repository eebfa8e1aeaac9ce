import type { ThreadId, TurnId } from '../../research/thread/ids';
import { type Branch, outlineOf } from '../../research/thread/outline';
import type { ThreadSummary } from '../../journal/threads/threadSummary';
import type { Thread } from '../../research/thread/thread';

/** What the tree of threads is made of. VS Code knows a node by its identity, so a node lives as long as what it stands for. */
export type TreeNode = ThreadNode | TurnNode;

/** A thread in the list. */
export class ThreadNode {
  readonly kind = 'thread';
  /** Named as in the arguments of commands, which VS Code calls with the node. */
  readonly threadId: ThreadId;
  summary: ThreadSummary;
  /** Its turns as far as somebody looked at them, by id. */
  readonly turns = new Map<TurnId, TurnNode>();
  /** What stands right below it; null until somebody looks. */
  children: readonly TurnNode[] | null = null;

  constructor(summary: ThreadSummary) {
    this.threadId = summary.id;
    this.summary = summary;
  }

  /** Lays the turns out below this node as the outline of the thread has them. */
  arrange(thread: Thread): readonly TurnNode[] {
    const outline = outlineOf(thread);
    const waiting: (readonly [readonly Branch[], TurnNode | null])[] = [[outline, null]];
    const top: TurnNode[] = [];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [branches, parent] = next;
      const siblings = branches.map(({ first }) => first.id);
      const heads = branches.map((branch) => {
        const head = this.#placed(branch.first.id, parent, branches.length > 1 ? siblings : []);
        // Where nothing parts, all turns stand side by side; below the first of a branch stands what belongs to it.
        const container = branches.length > 1 ? head : parent;
        const rest = branch.rest.map(({ id }) => this.#placed(id, container, []));
        const last = rest.at(-1) ?? head;
        if (container === head) head.children = rest;
        else for (const each of [head, ...rest]) top.push(each);
        if (branch.branches.length > 0) waiting.push([branch.branches, last]);
        return head;
      });
      if (branches.length < 2) continue;
      if (parent === null) for (const head of heads) top.push(head);
      else parent.children = [...parent.children, ...heads];
    }
    for (const id of this.turns.keys()) if (!thread.turns.has(id)) this.turns.delete(id);
    this.children = top;
    return top;
  }

  /** Lays the turns out anew; returns those below which nothing stood and something stands now, the upper ones first. */
  rearrange(thread: Thread): readonly TurnNode[] {
    const bare = [...this.turns.values()].filter(({ children }) => children.length === 0);
    this.arrange(thread);
    return bare.filter(({ children }) => children.length > 0);
  }

  #placed(turnId: TurnId, parent: TurnNode | null, siblings: readonly TurnId[]): TurnNode {
    const node = this.turns.get(turnId) ?? new TurnNode(this, turnId);
    this.turns.set(turnId, node);
    node.parent = parent ?? this;
    node.siblings = siblings;
    node.children = [];
    return node;
  }
}

/** A turn below its thread. */
export class TurnNode {
  readonly kind = 'turn';
  /** Named as in the arguments of commands, which VS Code calls with the node. */
  readonly threadId: ThreadId;
  readonly turnId: TurnId;
  readonly thread: ThreadNode;
  parent: TreeNode;
  children: readonly TurnNode[] = [];
  /** The turns that begin the branches that part here, this one among them; none for a turn that begins no branch. */
  siblings: readonly TurnId[] = [];

  constructor(thread: ThreadNode, turnId: TurnId) {
    this.thread = thread;
    this.threadId = thread.threadId;
    this.turnId = turnId;
    this.parent = thread;
  }
}
