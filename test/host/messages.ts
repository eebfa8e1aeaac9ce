import { commands, window } from 'vscode';

type Show = (message: string, ...rest: readonly unknown[]) => Thenable<unknown>;
type ShowKind = 'showErrorMessage' | 'showWarningMessage' | 'showInformationMessage';

/** What a modal dialog says, and how it is answered. */
export interface Dialog {
  readonly message: string;
  readonly detail: string;
}

export interface Hearing {
  readonly messages: readonly string[];
  readonly dialogs: readonly Dialog[];
  readonly stop: () => void;
}

/**
 * Hears what the extension tells the person from now on, and shows none of it. Tests and extension share one API.
 *
 * @param answer whether the person says yes to a dialog; without it dialogs are left to whoever answered them before
 */
export function hearMessages(answer?: (dialog: Dialog) => boolean): Hearing {
  const messages: string[] = [];
  const dialogs: Dialog[] = [];
  const api = window as unknown as Record<ShowKind, Show>;
  const { showErrorMessage, showWarningMessage, showInformationMessage } = api;
  const hear =
    (before: Show): Show =>
    (message, ...rest) => {
      const [options] = rest;
      if (!isModal(options)) {
        messages.push(message);
        return Promise.resolve(undefined);
      }
      if (!answer) return before(message, ...rest);
      const dialog = { message, detail: options.detail ?? '' };
      dialogs.push(dialog);
      return Promise.resolve(answer(dialog) ? rest.at(-1) : undefined);
    };
  Object.assign(api, {
    showErrorMessage: hear(showErrorMessage),
    showWarningMessage: hear(showWarningMessage),
    showInformationMessage: hear(showInformationMessage),
  });
  const before = { showErrorMessage, showWarningMessage, showInformationMessage };
  return { messages, dialogs, stop: () => void Object.assign(api, before) };
}

function isModal(options: unknown): options is { readonly modal: true; readonly detail?: string } {
  return typeof options === 'object' && options !== null && 'modal' in options && options.modal === true;
}

/** What a command says in messages of VS Code: as long as the chat is hidden, nothing is said there. */
export async function saidOutside(act: () => Thenable<unknown>): Promise<readonly string[]> {
  await commands.executeCommand('workbench.action.closeAuxiliaryBar');
  const { messages, stop } = hearMessages();
  try {
    await act();
    return messages;
  } finally {
    stop();
  }
}
