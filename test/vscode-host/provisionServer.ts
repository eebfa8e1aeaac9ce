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
      await downloadPackage(codeServer, partial, ['lib/vscode']);
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

/** Native modules that would have to be compiled, and what takes their place; both are described there. */
const replacedModules = { spdlog: 'spdlog', 'native-watchdog': 'nativeWatchdog' } as const;

async function prepareServer(server: string): Promise<void> {
  for (const extension of removedExtensions) {
    await rm(path.join(server, 'extensions', extension), { recursive: true, force: true });
  }
  for (const [native, replacement] of Object.entries(replacedModules)) {
    await copyFile(
      builtProgram(`vscode-host/replacements/${replacement}.main`),
      path.join(server, 'node_modules', '@vscode', native, 'index.js'),
    );
  }
  await changeWorkbench(path.join(server, 'out', 'vs', 'code', 'browser', 'workbench', 'workbench.js'));
}

/** What a released workbench would not do for an extension under development. */
const workbenchChanges = [
  {
    // Honours an address that names an extension under development and its tests. The workbench does so only under
    // `--enable-smoke-test-driver`, which also keeps notifications from showing.
    from: 'if(this.payload&&(!this.isBuilt||this.enableSmokeTestDriver))',
    to: 'if(this.payload)',
  },
  {
    // A window starts with a theme of the extension under development where it has one, whatever the settings say. By
    // their paths all of VS Code's themes are below this repository.
    from: 'findThemeByExtensionLocation(o){return o?this.getThemes().filter(e=>e.location&&Is(e.location,o)):[]}',
    to: 'findThemeByExtensionLocation(){return[]}',
  },
] as const;

async function changeWorkbench(file: string): Promise<void> {
  let text = await readFile(file, 'utf8');
  for (const { from, to } of workbenchChanges) {
    const parts = text.split(from);
    if (parts.length !== 2) throw new Error(`Not the workbench that is known: ${file} without ${from}`);
    text = parts.join(to);
  }
  await writeFile(file, text);
}
