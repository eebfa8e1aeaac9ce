import { parseArgs } from 'node:util';

export interface StartOptions {
  readonly port: number;
  /** Whether to open the person's browser. */
  readonly open: boolean;
  /** The folder to open instead of the sample. */
  readonly folder: string | undefined;
  readonly help: boolean;
}

/** Stable, because the id of a workspace's storage, and with it the history, depends on the address of the server. */
export const usualPort = 8395;

export const usage = `VS Code in the browser with Research Threads in it.

  --port N      listen on this port of 127.0.0.1 (default: ${usualPort}); each port has a history of its own
  --folder DIR  open this folder (default: a copy of a sample)
  --no-open     only print the address
  --help        print this

With npm, options come after two dashes: npm start -- --no-open`;

/**
 * Reads the options of `npm start`.
 * @throws when there is one that is not known or not valid; the message is for the person
 */
export function parseStartOptions(args: readonly string[]): StartOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: String(usualPort) },
      folder: { type: 'string' },
      'no-open': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`--port takes a port, not ${values.port}`);
  return { port, open: !values['no-open'], folder: values.folder, help: values.help };
}
