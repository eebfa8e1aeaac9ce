import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { runCommand } from './runCommand';

/** Names an executable of a browser to use instead of looking for one; `download` asks for the pinned one. */
export const browserVariable = 'RESEARCH_THREADS_BROWSER';

/**
 * Chrome, Chromium or Edge on this machine.
 * @returns its path, or `undefined` when there is none or the pinned one is asked for
 * @throws when the environment names a browser that is not there
 */
export async function findInstalledBrowser(environment: NodeJS.ProcessEnv): Promise<string | undefined> {
  const named = environment[browserVariable];
  if (named === 'download') return undefined;
  if (named !== undefined && named !== '') {
    if (await isExecutable(named)) return named;
    throw new Error(`${browserVariable} names ${named}, which is not an executable file.`);
  }
  for (const candidate of browserCandidates(process.platform, environment)) {
    if ((await isExecutable(candidate)) && (await answers(candidate))) return candidate;
  }
  return undefined;
}

/** Where browsers are usually installed, the preferred ones first. */
export function browserCandidates(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): readonly string[] {
  if (platform === 'darwin') return macCandidates(environment);
  if (platform === 'win32') return windowsCandidates(environment);
  return linuxCandidates(environment);
}

function macCandidates(environment: NodeJS.ProcessEnv): readonly string[] {
  const folders = [
    '/Applications',
    ...(environment['HOME'] ? [path.posix.join(environment['HOME'], 'Applications')] : []),
  ];
  const names = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
  return folders.flatMap((folder) =>
    names.map((name) => path.posix.join(folder, `${name}.app/Contents/MacOS/${name}`)),
  );
}

function windowsCandidates(environment: NodeJS.ProcessEnv): readonly string[] {
  const folders = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((name) => environment[name] ?? []);
  const names = [
    'Google\\Chrome\\Application\\chrome.exe',
    'Chromium\\Application\\chrome.exe',
    'Microsoft\\Edge\\Application\\msedge.exe',
  ];
  return names.flatMap((name) => folders.map((folder) => path.win32.join(folder, name)));
}

function linuxCandidates(environment: NodeJS.ProcessEnv): readonly string[] {
  const folders = (environment['PATH'] ?? '').split(':').filter((folder) => folder !== '');
  const names = [
    'google-chrome-stable',
    'google-chrome',
    'chromium',
    'chromium-browser',
    'microsoft-edge-stable',
    'microsoft-edge',
  ];
  const onPath = names.flatMap((name) => folders.map((folder) => path.posix.join(folder, name)));
  return [...onPath, '/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge'];
}

async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** On Linux the name may belong to a script that only says how to install the browser. */
async function answers(executable: string): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  try {
    return /\d+\.\d+/.test(await runCommand(executable, ['--version'], { timeout: 20_000 }));
  } catch {
    return false;
  }
}
