import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { builtProgram, downloadsDirectory, repositoryDirectory } from '../vscode-host/repository';
import { standInExecutable } from '../vscode-host/standIn';

/**
 * Runs the tests of `test/host` in an extension host with an empty folder open and no data of earlier runs.
 *
 *     node out/test/host/run.main.js                      the VS Code from the npm registry
 *     node out/test/host/run.main.js --desktop            a downloaded desktop VS Code, the newest stable one
 *     node out/test/host/run.main.js --desktop=1.106.0    the same of a version, such as the oldest supported
 */
async function main(): Promise<void> {
  const desktop = process.argv.find((argument) => /^--desktop(=|$)/.test(argument));
  const version = desktop?.split('=')[1];
  // Short, because desktop VS Code keeps a socket below it, whose path may have about 100 characters.
  const scratch = await mkdtemp(path.join(tmpdir(), 'rt-'));
  const folder = path.join(scratch, 'folder');
  await mkdir(folder);
  try {
    await runTests({
      ...(desktop === undefined
        ? { vscodeExecutablePath: await standInExecutable() }
        : { cachePath: downloadsDirectory(), ...(version === undefined ? {} : { version }) }),
      extensionDevelopmentPath: repositoryDirectory(),
      extensionTestsPath: builtProgram('host/index.main'),
      launchArgs: [
        folder,
        '--disable-extensions',
        `--user-data-dir=${path.join(scratch, 'data')}`,
        `--extensions-dir=${path.join(scratch, 'extensions')}`,
      ],
      // Tests bring their own API; a person's key and settings must not reach them.
      extensionTestsEnv: { PARALLEL_API_KEY: undefined, PARALLEL_BASE_URL: undefined },
    });
  } finally {
    await rm(scratch, { recursive: true, force: true, maxRetries: 3 });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
