import {
  QuickPickItemKind,
  window,
  type QuickInputButton,
  type QuickPick,
  type QuickPickItem,
  type ThemeIcon,
} from 'vscode';
import { plainLine, type PlainText } from './plainText';

/** The texts of a row, as they are. */
interface ChoiceTexts {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
}

/** A button within a row. */
export interface ChoiceButton extends QuickInputButton {
  readonly tooltip: PlainText;
}

/** A row of a list of VS Code. `choice` and `separator` make one. */
export interface Choice extends QuickPickItem {
  readonly label: PlainText;
  readonly description?: PlainText;
  readonly detail?: PlainText;
  readonly buttons?: readonly ChoiceButton[];
}

/** A list of VS Code that stays until it is hidden. */
export type Picker<Item extends Choice> = Omit<QuickPick<Item>, 'title' | 'placeholder'> & {
  title: PlainText | undefined;
  placeholder: PlainText | undefined;
};

/** A row with the texts of `item`, each on one line, and all its other members as they are. */
export function choice<Item extends ChoiceTexts>(item: Item): Item & Choice {
  const { label, description, detail } = item;
  return {
    ...item,
    label: plainLine(label),
    ...(description !== undefined && { description: plainLine(description) }),
    ...(detail !== undefined && { detail: plainLine(detail) }),
  };
}

/** A line between rows; without words only a line. */
export function separator(label: string): Choice {
  return { label: plainLine(label), kind: QuickPickItemKind.Separator };
}

/** A button with an icon within a row. */
export function choiceButton(iconPath: ThemeIcon, tooltip: string): ChoiceButton {
  return { iconPath, tooltip: plainLine(tooltip) };
}

/** A list that is not shown yet. */
export function createPicker<Item extends Choice>(title: string, placeholder: string): Picker<Item> {
  const pick = window.createQuickPick<Item>() as Picker<Item>;
  pick.title = plainLine(title);
  pick.placeholder = plainLine(placeholder);
  return pick;
}

/** Lets the person choose one row; typing looks through labels and descriptions. Undefined when it was closed. */
export function pickChoice<Item extends Choice>(
  items: readonly Item[],
  title: string,
  placeholder = '',
): Thenable<Item | undefined> {
  const shown = { title: plainLine(title), placeHolder: plainLine(placeholder), matchOnDescription: true };
  return window.showQuickPick(items, shown);
}
