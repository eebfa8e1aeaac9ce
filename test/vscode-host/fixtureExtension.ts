import { cp, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { builtProgram, repositoryDirectory } from './repository';

/** Puts the bundled fixture extension and its manifest together in a folder. */
export async function copyFixture(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const manifest = path.join(repositoryDirectory(), 'test', 'vscode-host', 'fixture', 'package.json');
  await cp(manifest, path.join(folder, 'package.json'));
  await cp(builtProgram('vscode-host/fixture/extension.main'), path.join(folder, 'extension.js'));
  return folder;
}
