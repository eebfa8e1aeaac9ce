import type { ThreadChange } from '../../research/thread/threadStore';
import type { Disposable } from 'vscode';
import { DisposableStore } from '../../base/disposable';
import type { Event } from '../../base/event';
import { ThreadNodes, type ListedThreads, type ShownTurns } from './threadNodes';
import type { TreeNode, TurnNode } from './treeNodes';
import { plainText } from '../ui/plainText';
import type { Tree, TreeRows } from '../ui/rows';

/** The view of the threads and, below each, of its turns. */
export class ThreadTree implements Disposable {
  readonly #nodes: ThreadNodes;
  readonly #view: Tree<TreeNode>;
  readonly #store = new DisposableStore();
  /** The threads whose turns can be seen. */
  readonly #open = new Set<TreeNode>();

  /** @param view which asks for `rows` */
  constructor(threads: ListedThreads, view: Tree<TreeNode>) {
    this.#nodes = this.#store.add(new ThreadNodes(threads));
    this.#view = view;
    this.#store.add(this.#view.onDidExpandElement(({ element }) => this.#open.add(element)));
    this.#store.add(this.#view.onDidCollapseElement(({ element }) => this.#open.delete(element)));
    this.#store.add(this.#nodes.onDidPart((turns) => void this.#expand(turns)));
  }

  /** What stands in the view. */
  get rows(): TreeRows<TreeNode> {
    return this.#nodes;
  }

  /** Said above the threads; empty for nothing. While there are none, it would stand in the place of the welcome. */
  set message(text: string) {
    this.#view.message = plainText(text);
  }

  /** The view, which is visible then, shows this many threads. */
  get onDidList(): Event<number> {
    return this.#nodes.onDidList;
  }

  noticeChange(change: ThreadChange): void {
    this.#nodes.noticeChange(change);
  }

  noticeShown(shown: ShownTurns): void {
    this.#nodes.noticeShown(shown);
  }

  /** What could be seen can still be seen when it stands below a turn now: by itself VS Code leaves that turn closed. */
  async #expand(turns: readonly TurnNode[]): Promise<void> {
    for (const turn of turns) {
      if (!this.#view.visible || !this.#open.has(turn.thread)) return;
      await this.#view.reveal(turn, { select: false, focus: false, expand: true });
    }
  }

  dispose(): void {
    this.#store.dispose();
  }
}
