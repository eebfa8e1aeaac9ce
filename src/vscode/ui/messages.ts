import { window } from 'vscode';
import { plainLine, plainText, type PlainText } from './plainText';

/** Says something; resolves with the button that was pressed, undefined for none. */
export function showInformation(message: string, ...buttons: readonly string[]): Promise<string | undefined> {
  return pressed((...shown) => window.showInformationMessage(plainText(message), ...shown), ...buttons);
}

/** Warns; resolves with the button that was pressed, undefined for none. */
export function showWarning(message: string, ...buttons: readonly string[]): Promise<string | undefined> {
  return pressed((...shown) => window.showWarningMessage(plainText(message), ...shown), ...buttons);
}

/** Says that something did not work. */
export function showError(message: string, ...buttons: readonly string[]): Promise<string | undefined> {
  return pressed((...shown) => window.showErrorMessage(plainText(message), ...shown), ...buttons);
}

/** Asks before anything else can be done; resolves with the button that was pressed, undefined for Cancel. */
export function askFirst(message: string, detail: string, ...buttons: readonly string[]): Promise<string | undefined> {
  const options = { modal: true, detail: plainText(detail) };
  return pressed((...shown) => window.showWarningMessage(plainText(message), options, ...shown), ...buttons);
}

/** The button that was pressed, as the caller calls it. */
async function pressed(
  show: (...shown: readonly PlainText[]) => Thenable<PlainText | undefined>,
  ...buttons: readonly string[]
): Promise<string | undefined> {
  const chosen = await show(...buttons.map(plainLine));
  return buttons.find((button) => plainLine(button) === chosen);
}
