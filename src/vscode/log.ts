import { window } from 'vscode';
import { systemClock } from '../base/clock';
import { ScrubbedLog } from './scrubbedLog';

/**
 * The extension's log: "Research: Show Log" opens it. Holds neither the key nor questions, answers, titles and sources, at
 * no level.
 */
export function createLog(): ScrubbedLog {
  const { env } = process;
  return new ScrubbedLog(window.createOutputChannel('Research Threads', { log: true }), systemClock, {
    home: env['HOME'] ?? env['USERPROFILE'] ?? null,
    userName: env['USER'] ?? env['USERNAME'] ?? env['LOGNAME'] ?? null,
  });
}
