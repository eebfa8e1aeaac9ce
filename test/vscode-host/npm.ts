import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { runCommand } from './runCommand';

/**
 * Downloads packages with the person's own npm, so that their registry, proxy, certificates and credentials apply and
 * npm checks what arrives against the registry's integrity.
 */

interface NpmCommand {
  readonly executable: string;
  readonly args: readonly string[];
  readonly shell: boolean;
}

/** How to start npm: under `npm run`, npm says where its own script is, which avoids `npm.cmd` on Windows. */
function npmCommand(environment: NodeJS.ProcessEnv): NpmCommand {
  const script = environment['npm_execpath'];
  if (script !== undefined && path.basename(script) === 'npm-cli.js') {
    return { executable: process.execPath, args: [script], shell: false };
  }
  return { executable: 'npm', args: [], shell: process.platform === 'win32' };
}

async function npm(directory: string, args: readonly string[]): Promise<void> {
  const command = npmCommand(process.env);
  await runCommand(command.executable, [...command.args, ...args], { directory, shell: command.shell });
}

/**
 * Downloads a package and unpacks it into `<directory>/package`.
 * @param specification exact name and version, such as `code-server@4.139.1`
 * @param members which paths below `package` to unpack
 */
export async function downloadPackage(
  specification: string,
  directory: string,
  members: readonly string[],
): Promise<void> {
  await npm(directory, ['pack', specification, '--ignore-scripts', '--loglevel=error', '--pack-destination', '.']);
  const archive = (await readdir(directory)).find((name) => name.endsWith('.tgz'));
  if (archive === undefined) throw new Error(`npm pack ${specification} left no archive`);
  await unpackArchive(
    directory,
    archive,
    members.map((member) => `package/${member}`),
  );
  await rm(path.join(directory, archive));
}

/**
 * Unpacks a tar archive where it lies, with the `tar` that Linux, macOS and Windows 10 and later have. Names are
 * relative because some versions of tar take `C:` for the name of a host.
 */
export async function unpackArchive(
  directory: string,
  archive: string,
  members: readonly string[] = [],
): Promise<void> {
  await runCommand('tar', ['-xf', archive, ...members], { directory });
}

/** Installs what the package in `directory` needs to run, from its own lockfile, without running install scripts. */
export async function installDependencies(directory: string): Promise<void> {
  await npm(directory, ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
}
