import {
  EventEmitter,
  TreeItem,
  window,
  type ProviderResult,
  type ThemeIcon,
  type TreeDataProvider,
  type TreeItemCollapsibleState,
  type TreeView,
} from 'vscode';
import { plainLine, plainText, type PlainText } from './plainText';

/** What a row of a tree says and does. */
export interface RowContent {
  /** Known to VS Code for as long as the row stands for the same thing. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** May have several lines. */
  readonly tooltip: string;
  /** What is read aloud in place of the label. */
  readonly spoken: string;
  readonly icon: ThemeIcon;
  /** What the menus of the manifest ask for. */
  readonly context: string;
  readonly state: TreeItemCollapsibleState;
  readonly command: { readonly id: string; readonly title: string; readonly argument: object };
}

/** A row of a tree. `treeRow` and `emptyRow` make one. */
export type TreeRow = Readonly<Omit<TreeItem, 'label'>> & { readonly label: PlainText };

/** Where a tree's rows come from. */
export type TreeRows<Node> = Omit<TreeDataProvider<Node>, 'getTreeItem'> & { getTreeItem(node: Node): TreeRow };

/** A tree of rows in a view of the manifest. */
export type Tree<Node> = Omit<TreeView<Node>, 'title' | 'description' | 'message' | 'badge'> & {
  /** Said above the rows; empty for nothing. */
  message: PlainText;
};

/** A row with its texts as they are. */
export function treeRow(content: RowContent): TreeRow {
  const { command } = content;
  const label = plainLine(content.label);
  const item = new TreeItem(label, content.state);
  item.id = content.id;
  item.description = plainLine(content.description);
  item.tooltip = plainText(content.tooltip);
  item.iconPath = content.icon;
  item.contextValue = content.context;
  item.command = { command: command.id, title: plainLine(command.title), arguments: [command.argument] };
  item.accessibilityInformation = { label: plainLine(content.spoken) };
  return Object.assign(item, { label });
}

/** The row of something that is not there any more. */
export function emptyRow(): TreeRow {
  const label = plainLine('');
  return Object.assign(new TreeItem(label), { label });
}

/** Fills a view of the manifest with rows, which are made when VS Code first asks for them. */
export function createTree<Node>(viewId: string, rows: () => Promise<TreeRows<Node>>): Tree<Node> {
  return window.createTreeView(viewId, { treeDataProvider: new LateRows(rows) }) as Tree<Node>;
}

/** Rows that come later than the view. */
class LateRows<Node> implements TreeDataProvider<Node> {
  readonly #make: () => Promise<TreeRows<Node>>;
  readonly #didChange = new EventEmitter<Node | Node[] | undefined>();
  #rows: TreeRows<Node> | null = null;
  readonly onDidChangeTreeData = this.#didChange.event;

  constructor(make: () => Promise<TreeRows<Node>>) {
    this.#make = make;
  }

  async getChildren(node?: Node): Promise<Node[]> {
    return (await (await this.#load()).getChildren(node)) ?? [];
  }

  // VS Code knows no node before it was given children.
  getTreeItem(node: Node): TreeItem {
    return this.#rows?.getTreeItem(node) ?? emptyRow();
  }

  getParent(node: Node): ProviderResult<Node> {
    return this.#rows?.getParent?.(node);
  }

  async #load(): Promise<TreeRows<Node>> {
    const rows = await this.#make();
    if (this.#rows === null) {
      this.#rows = rows;
      rows.onDidChangeTreeData?.((changed) => this.#didChange.fire(changed ?? undefined));
    }
    return rows;
  }
}
