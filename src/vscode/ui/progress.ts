import { ProgressLocation, window, type CancellationToken } from 'vscode';
import { plainLine } from './plainText';

/** Says in a notification what is being done for as long as it takes. */
export function withNotification<Value>(title: string, work: () => Promise<Value>): Thenable<Value> {
  return window.withProgress({ location: ProgressLocation.Notification, title: plainLine(title) }, work);
}

/** The same, with a button that cancels it. */
export function withCancellableNotification<Value>(
  title: string,
  work: (token: CancellationToken) => Promise<Value>,
): Thenable<Value> {
  const options = { location: ProgressLocation.Notification, title: plainLine(title), cancellable: true };
  return window.withProgress(options, (_progress, token) => work(token));
}

/** Says in the status bar what is being done for as long as it takes. */
export function withStatus<Value>(title: string, work: () => Promise<Value>): Thenable<Value> {
  return window.withProgress({ location: ProgressLocation.Window, title: plainLine(title) }, work);
}
