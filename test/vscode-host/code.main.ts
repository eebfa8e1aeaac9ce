import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type CodeArguments, parseCodeArguments } from './codeArguments';
import { installExtension } from './server';
import { runExtensionTests } from './testRun';

/**
 * Stands in for VS Code's own executable: takes its arguments, installs extensions, runs an extension's tests, and
 * exits with their outcome. `@vscode/test-electron` starts it through the file that `standInExecutable` writes.
 *
 *     --extensionDevelopmentPath=DIR --extensionTestsPath=FILE [FOLDER]
 *     --install-extension FILE.vsix    --user-data-dir DIR    --extensions-dir DIR
 *
 * The environment is that of the extension host. `RESEARCH_THREADS_HOST_SILENCE` is after how many seconds without a
 * word from the extension host the run has failed; 120 unless set.
 */
async function main(): Promise<number> {
  const args = parseCodeArguments(process.argv.slice(2));
  const temporary =
    args.userDataDirectory === undefined ? await mkdtemp(path.join(tmpdir(), 'vscode-host-')) : undefined;
  const userDataDirectory = path.resolve(args.userDataDirectory ?? temporary ?? '');
  try {
    for (const extension of args.installExtensions) {
      await installExtension(userDataDirectory, path.resolve(extension), args.extensionsDirectory);
    }
    if (args.extensionTestsPath !== undefined) return await runTests(args, userDataDirectory);
    if (args.installExtensions.length > 0) return 0;
    throw new Error('This stands in for VS Code to run tests or to install extensions; `npm start` opens a window.');
  } finally {
    if (temporary !== undefined) await rm(temporary, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function runTests(args: CodeArguments, serverDataDirectory: string): Promise<number> {
  const { extensionDevelopmentPath, extensionTestsPath, extensionsDirectory, folder } = args;
  if (extensionDevelopmentPath === undefined || extensionTestsPath === undefined) {
    throw new Error('Tests need --extensionDevelopmentPath and --extensionTestsPath');
  }
  return runExtensionTests({
    server: {
      serverDataDirectory,
      settings: {},
      extensionHostEnvironment: environmentOfExtensionHost(),
      ...(extensionsDirectory === undefined ? {} : { extensionsDirectory: path.resolve(extensionsDirectory) }),
    },
    folder: folder === undefined ? undefined : path.resolve(folder),
    extensionDevelopmentPath: path.resolve(extensionDevelopmentPath),
    extensionTestsPath: path.resolve(extensionTestsPath),
    silence: Number(process.env['RESEARCH_THREADS_HOST_SILENCE'] ?? 120) * 1000,
    print(severity, text) {
      const stream = severity === 'error' || severity === 'warn' ? process.stderr : process.stdout;
      stream.write(`${text}\n`);
    },
  });
}

/** Everything that this program was given, as VS Code does, but for what a VS Code that started it left there. */
function environmentOfExtensionHost(): Record<string, string> {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && !/^(VSCODE_|ELECTRON_)/i.test(name)) given[name] = value;
  }
  return given;
}

// Server and browser end with this program, however it ends.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
