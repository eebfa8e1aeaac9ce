import { copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Progress, wholeFolder } from './downloads';
import { downloadPackage, installDependencies } from './npm';
import { builtProgram } from './repository';
import { codeServer, removedExtensions, serverPreparation } from './versions';

/**
 * A VS Code server: workbench, Node.js extension host, built-in extensions. Its native modules are left unbuilt, so no
 * compiler is needed.
 * @returns the folder that holds `out/server-main.js`
 */
export async function provisionServer(directory: string, progress: Progress): Promise<string> {
  const folder = await wholeFolder(
    directory,
    `server-${codeServer.version}-${serverPreparation}-${process.platform}-${process.arch}`,
    async (partial) => {
      progress(`Downloading VS Code (code-server ${codeServer.version}, 47 MB)…`);
      await downloadPackage(`${codeServer.package}@${codeServer.version}`, partial, ['lib/vscode']);
      progress('Installing the packages of VS Code…');
      await installDependencies(serverIn(partial));
      await prepareServer(serverIn(partial));
    },
    progress,
  );
  return serverIn(folder);
}

function serverIn(folder: string): string {
  return path.join(folder, 'package', 'lib', 'vscode');
}

async function prepareServer(server: string): Promise<void> {
  for (const extension of removedExtensions) {
    await rm(path.join(server, 'extensions', extension), { recursive: true, force: true });
  }
  for (const native of ['spdlog', 'native-watchdog']) {
    await copyFile(
      builtProgram(`vscode-host/replacements/${native}.main`),
      path.join(server, 'node_modules', '@vscode', native, 'index.js'),
    );
  }
  await allowDevelopment(path.join(server, 'out', 'vs', 'code', 'browser', 'workbench', 'workbench.js'));
}

/**
 * Makes the workbench honour an address that names an extension under development and its tests. A released workbench
 * does so only under `--enable-smoke-test-driver`, which also keeps notifications from showing.
 */
async function allowDevelopment(workbench: string): Promise<void> {
  const condition = 'if(this.payload&&(!this.isBuilt||this.enableSmokeTestDriver))';
  const parts = (await readFile(workbench, 'utf8')).split(condition);
  if (parts.length !== 2) throw new Error(`Not the workbench that is known: ${workbench}`);
  await writeFile(workbench, parts.join('if(this.payload)'));
}
