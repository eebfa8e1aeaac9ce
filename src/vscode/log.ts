import { window, type LogOutputChannel } from 'vscode';

/** The extension's log: "Research: Show Log" opens it. Never holds the key, nor questions or answers above `debug`. */
export function createLog(): LogOutputChannel {
  return window.createOutputChannel('Research Threads', { log: true });
}
