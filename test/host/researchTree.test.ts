import assert from 'node:assert/strict';
import { ThemeIcon, type TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { StampedEvent, ThreadEvent } from '../../src/research/thread/events';
import type { AttemptId, InteractionId, RunId, ThreadId, TurnId } from '../../src/research/thread/ids';
import { reduceThread } from '../../src/research/thread/reduce';
import { summarise } from '../../src/journal/threads/threadSummary';
import type { Thread } from '../../src/research/thread/thread';
import { ThreadNodes } from '../../src/vscode/threads/threadNodes';
import type { TreeNode } from '../../src/vscode/threads/treeNodes';

const threadId = '01h00000000000000000000001' as ThreadId;
const turnId = (name: string): TurnId => name as TurnId;

function asked(name: string, parent: string | null = null, question = `What of ${name}?`): ThreadEvent {
  return {
    kind: 'asked',
    turnId: turnId(name),
    parentId: parent === null ? null : turnId(parent),
    question,
    context: [],
    attemptId: `${name}/1` as AttemptId,
    request: { kind: 'research', processor: 'core-fast' },
  };
}

function answered(name: string): ThreadEvent {
  const run = { runId: `run-${name}` as RunId, interactionId: `interaction-${name}` as InteractionId };
  const about = { turnId: turnId(name), attemptId: `${name}/1` as AttemptId };
  return { kind: 'answered', ...about, run, answer: { type: 'text', text: 'So it is.', basis: [] } };
}

function failed(name: string): ThreadEvent {
  const failure = { reason: 'runFailed', detail: null, reference: null, retryAfterSeconds: null } as const;
  return { kind: 'failed', turnId: turnId(name), attemptId: `${name}/1` as AttemptId, failure };
}

/** The tree over threads that a test makes, and what it has VS Code draw again. */
class Tree {
  readonly threads = new Map<ThreadId, Thread>();
  readonly loaded: ThreadId[] = [];
  readonly redrawn: (readonly string[] | 'everything')[] = [];
  readonly nodes = new ThreadNodes({
    knownSummaries: () => Promise.resolve([...this.threads.values()].map(summarise)),
    get: (id) => this.threads.get(id),
    load: (id) => {
      this.loaded.push(id);
      return Promise.resolve(this.threads.get(id) ?? null);
    },
  });
  readonly #events = new Map<ThreadId, StampedEvent[]>();
  #clock = 0;

  constructor() {
    this.nodes.onDidChangeTreeData((changed) => {
      this.redrawn.push(changed === undefined ? 'everything' : changed.map((node) => this.name(node)));
    });
  }

  /** Makes things happen to a thread, and tells the tree. */
  happen(events: readonly ThreadEvent[], id = threadId): void {
    const known = this.#events.get(id) ?? [];
    for (const event of events) {
      this.#clock += 1;
      known.push({ event, stamp: { writer: 'w', sequence: this.#clock, clock: this.#clock, at: this.#clock * 1_000 } });
    }
    this.#events.set(id, known);
    const thread = reduceThread(id, known);
    assert(thread);
    this.threads.set(id, thread);
    this.nodes.noticeChange({ threadId: id, thread, events });
  }

  name(node: TreeNode): string {
    return node.kind === 'thread' ? node.threadId : node.turnId;
  }

  async children(node?: TreeNode): Promise<TreeNode[]> {
    return this.nodes.getChildren(node);
  }

  /** All that is below a node, a line each, two spaces a level. */
  async drawn(node?: TreeNode, indent = ''): Promise<readonly string[]> {
    const children = await this.children(node);
    const below = children.map(async (child) => [
      indent + this.name(child),
      ...(await this.drawn(child, `${indent}  `)),
    ]);
    return (await Promise.all(below)).flat();
  }

  async node(name: string): Promise<TreeNode> {
    const found = await this.find(name);
    assert(found, name);
    return found;
  }

  async find(name: string, above?: TreeNode): Promise<TreeNode | undefined> {
    for (const child of await this.children(above)) {
      const found = this.name(child) === name ? child : await this.find(name, child);
      if (found) return found;
    }
    return undefined;
  }

  async item(name: string): Promise<TreeItem> {
    return this.nodes.getTreeItem(await this.node(name));
  }
}

const icon = ({ iconPath }: TreeItem): string => (iconPath instanceof ThemeIcon ? iconPath.id : '');

describe('The tree of threads in a real extension host', () => {
  let tree: Tree;

  beforeEach(() => {
    tree = new Tree();
    tree.happen([asked('a'), answered('a'), asked('b', 'a'), asked('c', 'b'), asked('d', 'b'), asked('e', 'c')]);
  });

  afterEach(() => tree.nodes.dispose());

  it('opens a thread of several turns only, and reads it only then', async () => {
    tree.happen([asked('x')], '01h00000000000000000000002' as ThreadId);
    const states = (await tree.children()).map((node) => tree.nodes.getTreeItem(node).collapsibleState);
    assert.deepEqual(states, [TreeItemCollapsibleState.None, TreeItemCollapsibleState.Collapsed]);
    assert.equal(tree.loaded.length, 0);
    await tree.children(await tree.node(threadId));
    assert(tree.loaded.includes(threadId));
  });

  it('shows turns that follow one another side by side, and what parts below where it parts', async () => {
    assert.deepEqual(await tree.drawn(), [threadId, '  a', '  b', '    c', '      e', '    d']);
  });

  it('names the place of every turn, so that it can be revealed', async () => {
    const parents = new Map<string, string>();
    const walk = async (above?: TreeNode): Promise<void> => {
      for (const child of await tree.children(above)) {
        const parent = tree.nodes.getParent(child);
        assert.equal(parent, above ?? null);
        parents.set(tree.name(child), parent ? tree.name(parent) : '');
        await walk(child);
      }
    };
    await walk();
    assert.deepEqual(Object.fromEntries(parents), { [threadId]: '', a: threadId, b: threadId, c: 'b', e: 'c', d: 'b' });
  });

  it('says of a turn what it is, as text', async () => {
    const hostile = '$(trash) **bold** [x](command:workbench.action.quit)\u202e\nsecond';
    tree.happen([asked('h', 'e', hostile), failed('h')]);
    const item = await tree.item('h');
    // What would make an icon or a link is broken by a character that nobody sees.
    assert.equal(item.label, '$\u200b(trash) **bold** [x]\u200b(command:workbench.action.quit) second');
    assert.match(
      typeof item.tooltip === 'string' ? item.tooltip : '',
      /^\$\u200b\(trash\) \*\*bold\*\* .*\nsecond\n\nfailed · core-fast/,
    );
    assert.match(item.accessibilityInformation?.label ?? '', /second, failed, core-fast/);
    assert.deepEqual(item.command?.arguments, [{ threadId, turnId: 'h' }]);
  });

  it('shows how far a turn has come, and what can be done with it', async () => {
    tree.happen([answered('c'), answered('d'), failed('e')]);
    const items = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => tree.item(name)));
    assert.deepEqual(items.map(icon), ['circle-outline', 'clock', 'circle-outline', 'circle-outline', 'error']);
    assert.deepEqual(
      items.map(({ contextValue }) => contextValue),
      [
        'turn.worded.answered',
        'turn.worded.unsent',
        'turn.worded.answered.comparable',
        'turn.worded.answered.comparable',
        'turn.worded',
      ],
    );
  });

  it('marks what the chat shows, and draws nothing else again', async () => {
    tree.happen([answered('b'), answered('c'), answered('d'), answered('e')]);
    await tree.drawn();
    tree.redrawn.length = 0;
    tree.nodes.noticeShown({ threadId, leafId: turnId('e') });
    assert.deepEqual(tree.redrawn, [[threadId, 'a', 'b', 'c', 'e']]);
    const [a, d, e] = [await tree.item('a'), await tree.item('d'), await tree.item('e')];
    assert.deepEqual([a, d, e].map(icon), ['circle-filled', 'circle-outline', 'circle-filled']);
    assert.match(typeof e.description === 'string' ? e.description : '', /^shown · core-fast/);
    assert.match(e.accessibilityInformation?.label ?? '', /shown in the chat$/);
    tree.redrawn.length = 0;
    tree.nodes.noticeShown({ threadId, leafId: turnId('e') });
    tree.nodes.noticeShown({ threadId, leafId: turnId('d') });
    assert.deepEqual(
      tree.redrawn.map((names) => [...names].sort()),
      [['c', 'd', 'e']],
    );
  });

  it('marks the thread that the chat shows, and has its age in front, where no row is cut off', async () => {
    const other = '01h00000000000000000000002' as ThreadId;
    tree.happen([asked('x')], other);
    await tree.children();
    tree.nodes.noticeShown({ threadId: other, leafId: turnId('x') });
    tree.redrawn.length = 0;
    tree.nodes.noticeShown({ threadId, leafId: turnId('e') });
    assert.deepEqual(tree.redrawn, [[other, threadId]]);
    const [shown, hidden] = [await tree.item(threadId), await tree.item(other)];
    assert.deepEqual([shown, hidden].map(icon), ['circle-filled', 'comment-discussion']);
    assert.deepEqual([shown.description, hidden.description], ['shown', '']);
    assert.match(typeof shown.label === 'string' ? shown.label : '', /^\S.* · What of a\?$/);
    assert.match(shown.accessibilityInformation?.label ?? '', /^What of a\?, .*, shown in the chat$/);
  });

  it('draws only what has changed, with the nodes that VS Code knows', async () => {
    await tree.drawn();
    const before = await tree.node('c');
    tree.redrawn.length = 0;
    const about = { turnId: turnId('e'), attemptId: 'e/1' as AttemptId };
    tree.happen([{ kind: 'sending', ...about, previousInteractionId: null }]);
    assert.deepEqual(tree.redrawn, [[threadId]], 'the thread is under way now');
    tree.redrawn.length = 0;
    tree.happen([{ kind: 'progressed', ...about, trace: [], progress: null }]);
    assert.deepEqual(tree.redrawn, [], 'of its steps nothing is seen');
    tree.happen([failed('c')]);
    assert.deepEqual(tree.redrawn, [['c', 'd']], 'the turn, and those that it is compared with');
    tree.redrawn.length = 0;
    tree.happen([asked('f', 'e')]);
    assert.deepEqual(tree.redrawn, [[threadId]]);
    assert.equal(await tree.node('c'), before);
    assert.deepEqual((await tree.drawn()).slice(-3), ['      e', '      f', '    d']);
    tree.happen([{ kind: 'dropped', turnId: turnId('d') }]);
    assert.deepEqual(await tree.drawn(), [threadId, '  a', '  b', '  c', '  e', '  f']);
  });

  it('says which turns have something below them now, so that it stays in sight', async () => {
    const parted: string[] = [];
    tree.nodes.onDidPart((turns) => parted.push(...turns.map(({ turnId: id }) => id)));
    tree.happen([asked('f', 'e')]);
    await tree.drawn();
    tree.happen([asked('g', 'e')]);
    assert.deepEqual(parted, ['e']);
    tree.happen([asked('h', 'f'), asked('i', 'h'), asked('j', 'f')]);
    assert.deepEqual(parted, ['e', 'f']);
  });

  it('draws the list again when a thread comes first, and not while it stays there', async () => {
    const other = '01h00000000000000000000002' as ThreadId;
    tree.happen([asked('x')], other);
    await tree.drawn();
    tree.redrawn.length = 0;
    tree.happen([answered('x')], other);
    assert.deepEqual(tree.redrawn, [['x']]);
    tree.happen([answered('b')]);
    assert.deepEqual(tree.redrawn, [['x'], 'everything']);
  });

  it('lays out a thousand turns in a row without nesting them', async () => {
    const names = Array.from({ length: 1_000 }, (_, index) => `t${index}`);
    const long = '01h00000000000000000000003' as ThreadId;
    tree.happen(
      names.map((name, index) => asked(name, names[index - 1] ?? null)),
      long,
    );
    const children = await tree.children(await tree.node(long));
    assert.deepEqual(
      children.map((node) => tree.name(node)),
      names,
    );
  });
});
