import { window } from 'vscode';

type Show = (message: string, ...rest: readonly unknown[]) => Thenable<undefined>;
type ShowKind = 'showErrorMessage' | 'showWarningMessage';

/** Hears what the extension tells the person from now on, and shows none of it. Tests and extension share one API. */
export function hearMessages(): { readonly messages: readonly string[]; readonly stop: () => void } {
  const messages: string[] = [];
  const api = window as unknown as Record<ShowKind, Show>;
  const { showErrorMessage, showWarningMessage } = api;
  const hear: Show = (message) => {
    messages.push(message);
    return Promise.resolve(undefined);
  };
  Object.assign(api, { showErrorMessage: hear, showWarningMessage: hear });
  return { messages, stop: () => void Object.assign(api, { showErrorMessage, showWarningMessage }) };
}
