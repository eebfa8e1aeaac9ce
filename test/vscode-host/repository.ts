import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * The repository's root: the closest folder above this program that holds the lockfile. Programs are bundled into
 * different folders, so the way up is looked for, not counted.
 */
export function repositoryDirectory(): string {
  let directory = __dirname;
  while (!existsSync(path.join(directory, 'package-lock.json'))) {
    const parent = path.dirname(directory);
    if (parent === directory) throw new Error(`No package-lock.json in or above ${__dirname}`);
    directory = parent;
  }
  return directory;
}

/** A bundled program or test of this project, by its path below `test/` without an extension. */
export function builtProgram(name: string): string {
  return path.join(repositoryDirectory(), 'out', 'test', `${name}.js`);
}

/** Where what was downloaded for tests is kept; git ignores it and deleting it costs a download only. */
export function downloadsDirectory(): string {
  return path.join(repositoryDirectory(), '.vscode-test');
}
