import { systemClock } from '../../base/clock';
import { ScrubbedLog } from './scrubbedLog';
import { createLogChannel } from '../ui/views';

/**
 * The extension's log: "Research: Show Log" opens it. Holds neither the key nor questions, answers, titles and sources, at
 * no level.
 */
export function createLog(): ScrubbedLog {
  const variables = process.env;
  return new ScrubbedLog(createLogChannel('Research Threads'), systemClock, {
    home: variables['HOME'] ?? variables['USERPROFILE'] ?? null,
    userName: variables['USER'] ?? variables['USERNAME'] ?? variables['LOGNAME'] ?? null,
  });
}
