import { StatusBarAlignment, window } from 'vscode';
import type { Disposable } from '../../base/disposable';
import { plainLine, plainText } from './plainText';

/** What the status bar says of one thing. */
export interface StatusContent {
  /** The name of an icon of VS Code, `loading~spin`. */
  readonly icon: string;
  readonly text: string;
  /** May have several lines. */
  readonly tooltip: string;
}

/** A place in the status bar. */
export interface Status extends Disposable {
  show(content: StatusContent): void;
  hide(): void;
}

/** A place at the left of the status bar, hidden until something is shown there. Pressing it runs `command`. */
export function createStatus(id: string, name: string, command: string): Status {
  const item = window.createStatusBarItem(id, StatusBarAlignment.Left);
  item.name = plainLine(name);
  item.command = command;
  return {
    show: ({ icon, text, tooltip }) => {
      item.text = `$(${icon}) ${plainLine(text)}`;
      item.tooltip = plainText(tooltip);
      item.show();
    },
    hide: () => item.hide(),
    dispose: () => item.dispose(),
  };
}
