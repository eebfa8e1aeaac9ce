import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isFileError } from './fileErrors';

/**
 * A person's settings are in two files on the server's side; the browser keeps none. Both count as the person's own
 * for extensions (`ConfigurationTarget.Global`), and the second wins where both have a setting.
 *
 * - User settings, read once when a window opens. They hold settings of scope `application`, and nothing of scope
 *   `machine`.
 * - Machine settings, followed by open windows as the file changes. They hold settings of every other scope.
 */

/** Settings by their full ids, such as `workbench.colorTheme`. */
export type Settings = Readonly<Record<string, unknown>>;

/** User settings that keep VS Code to itself: no welcome page, no prompts, no requests of its own. */
export const quietSettings: Settings = {
  'workbench.colorTheme': 'Dark 2026',
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  // VS Code's own chat needs an account and starts an agent host. Tools, participants and `lm` work without it.
  'chat.disableAIFeatures': true,
  // Off on the desktop, on in a browser.
  'files.autoSave': 'off',
  'git.openRepositoryInParentFolders': 'never',
  'remote.autoForwardPorts': false,
};

/** Writes user settings where there are none yet, and leaves a person's own alone. */
export async function writeFirstUserSettings(serverDataDirectory: string, settings: Settings): Promise<void> {
  const file = userSettingsFile(serverDataDirectory);
  if (!existsSync(file)) await write(file, settings);
}

/** Changes some user settings and keeps the others; a window takes them over when it is opened or loaded anew. */
export async function changeUserSettings(serverDataDirectory: string, changes: Settings): Promise<void> {
  const file = userSettingsFile(serverDataDirectory);
  await write(file, { ...(await read(file)), ...changes });
}

/** Writes machine settings, replacing all that were there; open windows take them over. */
export async function writeSettings(serverDataDirectory: string, settings: Settings): Promise<void> {
  await write(machineSettingsFile(serverDataDirectory), settings);
}

/** Changes some machine settings and keeps the others; open windows take them over. The file must be plain JSON. */
export async function changeSettings(serverDataDirectory: string, changes: Settings): Promise<void> {
  const present = await read(machineSettingsFile(serverDataDirectory));
  await writeSettings(serverDataDirectory, { ...present, ...changes });
}

function userSettingsFile(serverDataDirectory: string): string {
  return path.join(serverDataDirectory, 'data', 'User', 'settings.json');
}

function machineSettingsFile(serverDataDirectory: string): string {
  return path.join(serverDataDirectory, 'data', 'Machine', 'settings.json');
}

async function write(file: string, settings: Settings): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const partial = `${file}.${process.pid}`;
  await writeFile(partial, `${JSON.stringify(settings, undefined, 2)}\n`);
  await rename(partial, file);
}

async function read(file: string): Promise<Settings> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Settings;
  } catch (error) {
    if (isFileError(error, 'ENOENT')) return {};
    throw error;
  }
}
