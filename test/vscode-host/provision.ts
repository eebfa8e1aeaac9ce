import path from 'node:path';
import type { Progress } from './downloads';
import { type ProvisionedBrowser, provisionBrowser } from './provisionBrowser';
import { provisionNode } from './provisionNode';
import { provisionServer } from './provisionServer';
import { downloadsDirectory } from './repository';
import type { Release } from './versions';

/** A VS Code server and the Node.js to run it with. */
export interface ProvisionedHost {
  readonly nodeExecutable: string;
  /** The folder that holds `out/server-main.js`. */
  readonly serverDirectory: string;
}

/** Says what happens on the standard error stream, which leaves the standard output to results. */
export const reportToConsole: Progress = (line) => console.error(line);

/**
 * Makes sure that a VS Code server and a Node.js for it are on this machine; downloads what is missing.
 * @param release the one that the environment names unless given
 * Safe to interrupt and to run several times at once.
 * @throws when a download fails; the message holds what npm said
 */
export async function provisionHost(
  release: Release = releaseOfEnvironment(),
  progress: Progress = reportToConsole,
): Promise<ProvisionedHost> {
  const directory = hostDirectory();
  return {
    nodeExecutable: await provisionNode(directory, progress),
    serverDirectory: await provisionServer(directory, release, progress),
  };
}

/** Makes sure that there is a browser to drive; downloads one where none is installed. See {@link provisionBrowser}. */
export async function provisionTestBrowser(progress: Progress = reportToConsole): Promise<ProvisionedBrowser> {
  return provisionBrowser(hostDirectory(), progress);
}

/** `RESEARCH_THREADS_VSCODE=oldest` runs tests in the oldest VS Code that the extension promises to work in. */
function releaseOfEnvironment(): Release {
  const named = process.env['RESEARCH_THREADS_VSCODE'] ?? 'newest';
  if (named !== 'newest' && named !== 'oldest') {
    throw new Error(`RESEARCH_THREADS_VSCODE is “${named}”. It can be “newest” or “oldest”.`);
  }
  return named;
}

function hostDirectory(): string {
  return path.join(downloadsDirectory(), 'host');
}
