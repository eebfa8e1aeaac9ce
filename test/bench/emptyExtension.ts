import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

const publisher = 'research-threads';

/** What an extension that ours is compared with does. */
interface EmptyExtension {
  readonly name: string;
  readonly manifest?: Readonly<Record<string, unknown>>;
  readonly script: string;
}

/**
 * Writes an extension that does as little as possible into a server's data.
 *
 * @param data the server's data directory, `Server.serverDataDirectory`
 * @returns its id
 */
export async function writeEmptyExtension(data: string, { name, manifest, script }: EmptyExtension): Promise<string> {
  const folder = path.join(data, 'extensions', `${publisher}.${name}-0.0.1`);
  await mkdir(folder, { recursive: true });
  const whole = {
    ...{ publisher, name, version: '0.0.1', engines: { vscode: '^1.106.0' }, main: './extension.js' },
    activationEvents: [],
    ...manifest,
  };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(whole));
  await writeFile(path.join(folder, 'extension.js'), script);
  return `${publisher}.${name}`;
}
