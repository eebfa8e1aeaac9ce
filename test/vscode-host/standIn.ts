import { chmod, mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { builtProgram, downloadsDirectory } from './repository';

/**
 * Writes an executable file that stands in for VS Code's own, for `vscodeExecutablePath` of `@vscode/test-electron`.
 * It runs `code.main.ts` with the Node.js that runs this program, so that neither the search path nor the file mode of
 * a checkout matters. On Windows it is a `.cmd` file, which only a shell can start; test-electron uses one there.
 * @returns its absolute path
 */
export async function standInExecutable(): Promise<string> {
  const windows = process.platform === 'win32';
  const file = path.join(downloadsDirectory(), 'host', windows ? 'code.cmd' : 'code');
  const program = builtProgram('vscode-host/code.main');
  const text = windows
    ? `@"${process.execPath}" "${program}" %*\r\n`
    : `#!/bin/sh\nexec ${quoted(process.execPath)} ${quoted(program)} "$@"\n`;
  await mkdir(path.dirname(file), { recursive: true });
  const partial = `${file}.${process.pid}`;
  await writeFile(partial, text);
  await chmod(partial, 0o755);
  await rename(partial, file);
  return file;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
