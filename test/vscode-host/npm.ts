import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { runCommand } from './runCommand';
import type { PinnedPackage } from './versions';

/**
 * Downloads packages with the person's own npm, so that their registry, proxy, certificates and credentials apply. What
 * arrives is checked against what is pinned here, since a registry vouches for its own bytes only.
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
 * @param members which paths below `package` to unpack
 * @throws when what arrives is not what was pinned, whatever the registry says of it; nothing is unpacked then
 */
export async function downloadPackage(
  pinned: PinnedPackage,
  directory: string,
  members: readonly string[],
): Promise<void> {
  const specification = `${pinned.package}@${pinned.version}`;
  await npm(directory, ['pack', specification, '--ignore-scripts', '--loglevel=error', '--pack-destination', '.']);
  const archive = (await readdir(directory)).find((name) => name.endsWith('.tgz'));
  if (archive === undefined) throw new Error(`npm pack ${specification} left no archive`);
  await verifyArchive(path.join(directory, archive), pinned);
  await unpackArchive(
    directory,
    archive,
    members.map((member) => `package/${member}`),
  );
  await rm(path.join(directory, archive));
}

/**
 * Compares an archive with the checksum that it is pinned to, in the form of Subresource Integrity.
 * Source: https://www.w3.org/TR/SRI/
 * @throws when they differ; the archive is removed before
 */
export async function verifyArchive(archive: string, pinned: PinnedPackage): Promise<void> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(archive), hash);
  const found = `sha512-${hash.digest('base64')}`;
  if (found === pinned.integrity) return;
  await rm(archive, { force: true });
  throw new Error(
    `The download of ${pinned.package}@${pinned.version} isn't the expected file, so it was removed and not used.\n` +
      `Expected ${pinned.integrity}\nReceived ${found}\n` +
      'Your registry, proxy or npm cache may have changed it. Run npm cache clean --force, then try again.',
  );
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

/**
 * Installs what the package in `directory` needs to run, without running install scripts: exactly what its own
 * `npm-shrinkwrap.json` says, which has a checksum for each package and came with the archive that was verified. Peers
 * that it does not name are left out, since nothing says which bytes they should be.
 */
export async function installDependencies(directory: string): Promise<void> {
  const options = [
    '--omit=dev',
    '--legacy-peer-deps',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  await npm(directory, ['ci', ...options]);
}
