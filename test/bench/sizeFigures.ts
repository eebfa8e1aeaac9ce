import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { repositoryDirectory } from '../vscode-host/repository';
import { type Figure, rounded } from './figures';

/** P2: how large the parts that ship are, in kilobytes of 1,000 bytes. Builds them for production. */
export function sizeFigures(): readonly Figure[] {
  const root = repositoryDirectory();
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'rt-size-'));
  const vsix = path.join(scratch, 'research-threads.vsix');
  try {
    run(root, 'esbuild.mjs', '--production');
    const vsce = path.join('node_modules', '@vscode', 'vsce', 'vsce');
    run(
      root,
      vsce,
      'package',
      '--no-dependencies',
      '--allow-missing-repository',
      '--no-rewrite-relative-links',
      '--out',
      vsix,
    );
    return [
      size('extension.js', path.join(root, 'dist', 'extension.js'), 120),
      size('webview.js', path.join(root, 'dist', 'webview.js'), 320),
      size('VSIX', vsix, 1000),
    ];
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function size(what: string, file: string, limit: number): Figure {
  return { figure: 'P2', what, value: rounded(statSync(file).size / 1000), unit: 'kB', limit, baseline: null };
}

function run(root: string, ...args: string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}\n${stdout}\n${stderr}`);
}
