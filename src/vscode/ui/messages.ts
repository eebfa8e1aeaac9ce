import { window } from 'vscode';
import { plainLine, plainText, type PlainText } from './plainText';

/** Says something; resolves with the button that was pressed, undefined for none. */
export function showInformation(message: string, ...buttons: readonly string[]): Promise<string | undefined> {
  return pressed(buttons, (shown) => window.showInformationMessage(plainText(message), ...shown));
}

/** Warns; resolves with the button that was pressed, undefined for none. */
export function showWarning(message: string, ...buttons: readonly string[]): Promise<string | undefined> {
  return pressed(buttons, (shown) => window.showWarningMessage(plainText(message), ...shown));
}

/** Says that something did not work. */
export function showError(message: string, ...buttons: readonly string[]): Promise<string | undefined> {
  return pressed(buttons, (shown) => window.showErrorMessage(plainText(message), ...shown));
}

/** Asks before anything else can be done; resolves with the button that was pressed, undefined for Cancel. */
export function askFirst(message: string, detail: string, ...buttons: readonly string[]): Promise<string | undefined> {
  const options = { modal: true, detail: plainText(detail) };
  return pressed(buttons, (shown) => window.showWarningMessage(plainText(message), options, ...shown));
}

/** The button that was pressed, as the caller calls it. */
async function pressed(
  buttons: readonly string[],
  show: (shown: readonly PlainText[]) => Thenable<PlainText | undefined>,
): Promise<string | undefined> {
  const shown = buttons.map(plainLine);
  const chosen = await show(shown);
  return chosen === undefined ? undefined : buttons[shown.indexOf(chosen)];
}
