import { existsSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { assembleExtension } from './assembleExtension';
import { keptConnectionToken } from './connectionToken';
import { openInBrowser } from './openInBrowser';
import { chooseParallelApi } from './parallelApi';
import { provisionHost } from './provision';
import { writeRedirectPage } from './redirectPage';
import { downloadsDirectory, repositoryDirectory } from './repository';
import { startServer } from './server';
import { type Settings, quietSettings, writeFirstUserSettings } from './settings';
import { type StartOptions, parseStartOptions, usage } from './startOptions';

const hours = 60 * 60;

/** Light or dark as the person's desktop is. */
const themesOfTheDesktop: Settings = {
  'window.autoDetectColorScheme': true,
  'workbench.preferredLightColorTheme': 'Light 2026',
  'workbench.preferredDarkColorTheme': 'Dark 2026',
};

/** `npm start`: VS Code in the browser with the extension in it, until Ctrl+C. What is written there is kept. */
async function main(): Promise<void> {
  const options = parseStartOptions(process.argv.slice(2));
  if (options.help) {
    console.log(usage);
    return;
  }
  await requireFreePort(options.port);
  await provisionHost();
  const kept = path.join(downloadsDirectory(), 'start');
  const folder = options.folder === undefined ? await sampleFolder(kept) : existingFolder(options.folder);
  const api = await chooseParallelApi(process.env, path.join(kept, 'emulator-history.jsonl'));
  try {
    await runServer(options, kept, folder, api);
  } finally {
    await api.stop();
  }
}

async function runServer(
  options: StartOptions,
  kept: string,
  folder: string,
  api: Awaited<ReturnType<typeof chooseParallelApi>>,
): Promise<void> {
  const serverDataDirectory = path.join(kept, 'data');
  await writeFirstUserSettings(serverDataDirectory, { ...quietSettings, ...themesOfTheDesktop });
  // Found by the server's first start, which lists what is there; later starts go by that list.
  await assembleExtension('opener', path.join(serverDataDirectory, 'extensions', 'research-threads.opener-1.0.0'));
  const server = await startServer({
    serverDataDirectory,
    port: options.port,
    // The same for every start, so that a tab that is still open reconnects.
    connectionToken: await keptConnectionToken(kept),
    reconnectionGraceTime: 3 * hours,
    extensionHostEnvironment: api.environment,
  });
  const file = path.join(folder, 'small-countries-big-winters.md');
  const address = server.windowAddress({
    folder,
    extensionDevelopmentPath: repositoryDirectory(),
    ...(existsSync(file) ? { file } : {}),
  });
  console.log(`\nResearch Threads runs in VS Code at\n\n  ${address}\n`);
  console.log(`Folder:  ${folder}`);
  console.log(`Answers: ${api.description}`);
  console.log('Ctrl+C ends it. Threads are kept for the next start.');
  const page = path.join(kept, 'open.html');
  if (options.open) openInBrowser(await writeRedirectPage(page, address));

  const ended = await Promise.race([askedToEnd(), server.exited]);
  if (typeof ended === 'number') throw new Error(`VS Code's server ended with ${ended}:\n${server.logs()}`);
  console.log('\nEnding…');
  await server.stop();
  await rm(page, { force: true });
}

function askedToEnd(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, resolve);
  });
}

/** A folder whose path stays, so that its threads stay; a person's changes to the sample are theirs. */
async function sampleFolder(kept: string): Promise<string> {
  const folder = path.join(kept, 'winter-essay');
  if (!existsSync(folder)) {
    await cp(path.join(repositoryDirectory(), 'test', 'vscode-host', 'sample'), folder, { recursive: true });
  }
  return folder;
}

function existingFolder(named: string): string {
  const folder = path.resolve(named);
  if (!existsSync(folder)) throw new Error(`There is no folder ${folder}`);
  return folder;
}

async function requireFreePort(port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', () =>
      reject(
        new Error(`Port ${port} is taken, perhaps by another npm start. Choose one: npm start -- --port ${port + 1}`),
      ),
    );
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
  });
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
