import { cp, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { builtProgram, repositoryDirectory } from './repository';

/**
 * Puts the manifest of an extension beside this file and its bundle together in a folder, which VS Code then loads or
 * packages.
 * @param name the folder of its sources
 * @returns `folder`
 */
export async function assembleExtension(name: 'fixture' | 'opener', folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const manifest = path.join(repositoryDirectory(), 'test', 'vscode-host', name, 'package.json');
  await cp(manifest, path.join(folder, 'package.json'));
  await cp(builtProgram(`vscode-host/${name}/extension.main`), path.join(folder, 'extension.js'));
  return folder;
}
