import { window } from 'vscode';
import { plainMessage } from './plainLabel';

/** Says something; resolves with the button that was pressed, undefined for none. */
export function showInformation(message: string, ...buttons: readonly string[]): Thenable<string | undefined> {
  return window.showInformationMessage(plainMessage(message), ...buttons);
}

/** Warns; resolves with the button that was pressed, undefined for none. */
export function showWarning(message: string, ...buttons: readonly string[]): Thenable<string | undefined> {
  return window.showWarningMessage(plainMessage(message), ...buttons);
}

/** Says that something did not work. */
export function showError(message: string, ...buttons: readonly string[]): Thenable<string | undefined> {
  return window.showErrorMessage(plainMessage(message), ...buttons);
}

/** Asks before anything else can be done; resolves with the button that was pressed, undefined for Cancel. */
export function askFirst(message: string, detail: string, ...buttons: readonly string[]): Thenable<string | undefined> {
  const options = { modal: true, detail: plainMessage(detail) };
  return window.showWarningMessage(plainMessage(message), options, ...buttons);
}
