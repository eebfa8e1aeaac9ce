import { existsSync } from 'node:fs';
import { copyFile, cp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Progress, wholeFolder } from './downloads';
import { downloadPackage, installDependencies } from './npm';
import { builtProgram } from './repository';
import { type Release, codeServers, removedExtensions, serverPreparation } from './versions';

/**
 * A VS Code server: workbench, Node.js extension host, built-in extensions. Its native modules are left unbuilt, so no
 * compiler is needed.
 * @returns the folder that holds `out/server-main.js`
 */
export async function provisionServer(directory: string, release: Release, progress: Progress): Promise<string> {
  const codeServer = codeServers[release];
  const lender = release === 'oldest' ? await provisionServer(directory, 'newest', progress) : undefined;
  const folder = await wholeFolder(
    directory,
    `server-${codeServer.version}-${serverPreparation[release]}-${process.platform}-${process.arch}`,
    async (partial) => {
      progress(`Downloading VS Code (code-server ${codeServer.version}, 47 MB)…`);
      await downloadPackage(codeServer, partial, ['lib/vscode']);
      progress('Installing the packages of VS Code…');
      await leaveOut(serverIn(partial), omittedPackages[release]);
      await installDependencies(serverIn(partial));
      if (lender !== undefined) await borrowCompiled(lender, serverIn(partial));
      await prepareServer(serverIn(partial), release);
    },
    progress,
  );
  return serverIn(folder);
}

function serverIn(folder: string): string {
  return path.join(folder, 'package', 'lib', 'vscode');
}

/**
 * Packages that no registry has: the oldest release takes its watcher of folders from a git repository, as sources that
 * would have to be compiled.
 */
const omittedPackages: Readonly<Record<Release, readonly string[]>> = { newest: [], oldest: ['@parcel/watcher'] };

interface Manifest {
  readonly dependencies: Record<string, string>;
}

/** Takes packages out of what a server says that it needs. */
async function leaveOut(server: string, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  const read = async (name: string): Promise<unknown> => JSON.parse(await readFile(path.join(server, name), 'utf8'));
  const manifest = (await read('package.json')) as Manifest;
  const lockfile = (await read('npm-shrinkwrap.json')) as { readonly packages: Record<string, Manifest | undefined> };
  for (const name of names) {
    Reflect.deleteProperty(manifest.dependencies, name);
    Reflect.deleteProperty(lockfile.packages['']?.dependencies ?? {}, name);
    Reflect.deleteProperty(lockfile.packages, `node_modules/${name}`);
  }
  await writeFile(path.join(server, 'package.json'), JSON.stringify(manifest));
  await writeFile(path.join(server, 'npm-shrinkwrap.json'), JSON.stringify(lockfile));
}

/** The compiled watcher of folders, with what it needs. */
const watcherPackages = ['@parcel', 'detect-libc', 'is-glob', 'is-extglob', 'picomatch'] as const;

/**
 * Gives the oldest server what its packages would compile or download when they are installed and what the newest brings
 * along: the watcher of folders and ripgrep, which finds files.
 */
async function borrowCompiled(lender: string, server: string): Promise<void> {
  const [from, to] = [path.join(lender, 'node_modules'), path.join(server, 'node_modules')];
  for (const name of watcherPackages) {
    if (!existsSync(path.join(to, name))) await cp(path.join(from, name), path.join(to, name), { recursive: true });
  }
  const ripgrep = process.platform === 'win32' ? 'rg.exe' : 'rg';
  await cp(
    path.join(from, '@vscode', 'ripgrep-universal', 'bin', `${process.platform}-${process.arch}`, ripgrep),
    path.join(to, '@vscode', 'ripgrep', 'bin', ripgrep),
  );
}

/** Native modules that would have to be compiled, and what takes their place; both are described there. */
const replacedModules: Readonly<Record<Release, Readonly<Record<string, string>>>> = {
  newest: { '@vscode/spdlog': 'spdlog', '@vscode/native-watchdog': 'nativeWatchdog' },
  oldest: { '@vscode/spdlog': 'spdlog', 'native-watchdog': 'nativeWatchdog' },
};

async function prepareServer(server: string, release: Release): Promise<void> {
  for (const extension of removedExtensions) {
    await rm(path.join(server, 'extensions', extension), { recursive: true, force: true });
  }
  for (const [native, replacement] of Object.entries(replacedModules[release])) {
    await copyFile(
      builtProgram(`vscode-host/replacements/${replacement}.main`),
      path.join(server, 'node_modules', ...native.split('/'), 'index.js'),
    );
  }
  await changeWorkbench(
    path.join(server, 'out', 'vs', 'code', 'browser', 'workbench', 'workbench.js'),
    workbenchChanges[release],
  );
}

interface Change {
  readonly from: string;
  readonly to: string;
}

/**
 * A window starts with a theme of the extension under development where it has one, whatever the settings say. By their
 * paths all of VS Code's themes are below this repository.
 */
const themeOfExtension = (from: string): Change => ({ from, to: 'findThemeByExtensionLocation(){return[]}' });

/** What a released workbench would not do for an extension under development. */
const workbenchChanges: Readonly<Record<Release, readonly Change[]>> = {
  newest: [
    {
      // Honours an address that names an extension under development and its tests. The workbench does so only under
      // `--enable-smoke-test-driver`, which also keeps notifications from showing; the oldest one always does so.
      from: 'if(this.payload&&(!this.isBuilt||this.enableSmokeTestDriver))',
      to: 'if(this.payload)',
    },
    themeOfExtension(
      'findThemeByExtensionLocation(o){return o?this.getThemes().filter(e=>e.location&&Is(e.location,o)):[]}',
    ),
  ],
  oldest: [
    themeOfExtension(
      'findThemeByExtensionLocation(i){return i?this.getThemes().filter(e=>e.location&&of(e.location,i)):[]}',
    ),
  ],
};

async function changeWorkbench(file: string, changes: readonly Change[]): Promise<void> {
  let text = await readFile(file, 'utf8');
  for (const { from, to } of changes) {
    const parts = text.split(from);
    if (parts.length !== 2) throw new Error(`Not the workbench that is known: ${file} without ${from}`);
    text = parts.join(to);
  }
  await writeFile(file, text);
}
