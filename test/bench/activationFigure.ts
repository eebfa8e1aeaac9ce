import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { builtProgram, repositoryDirectory } from '../vscode-host/repository';
import { runExtensionTests } from '../vscode-host/testRun';
import { type Figure, median, rounded } from './figures';

const empty = 'research-threads.empty';
const ours = 'research-threads.research-threads';
const rounds = 5;

/** P1: how much longer our extension takes to load and activate than an empty one, each in fresh extension hosts. */
export async function activationFigure(): Promise<Figure> {
  const measured = new Map<string, number[]>([
    [empty, []],
    [ours, []],
  ]);
  for (let round = 0; round < rounds; round += 1) {
    // Each in a host of its own, since the first activation in a host pays for what later ones find warm.
    for (const id of [empty, ours]) measured.get(id)?.push(await measureOnce(id));
  }
  const baseline = median(measured.get(empty) ?? []);
  return {
    figure: 'P1',
    what: 'load and activate, over an empty extension',
    value: rounded(median(measured.get(ours) ?? []) - baseline),
    unit: 'ms',
    limit: 25,
    baseline: { emptyExtension: rounded(baseline) },
  };
}

async function measureOnce(id: string): Promise<number> {
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'rt-bench-'));
  try {
    const data = path.join(scratch, 'data');
    await writeEmptyExtension(path.join(data, 'extensions', `${empty}-0.0.1`));
    const figures: number[] = [];
    const code = await runExtensionTests({
      server: { serverDataDirectory: data, extensionHostEnvironment: { BENCH_EXTENSION: id } },
      folder: scratch,
      extensionDevelopmentPath: repositoryDirectory(),
      extensionTestsPath: builtProgram('bench/activation.main'),
      silence: 60_000,
      print: (_severity, text) => {
        const match = /activation figure ([\d.]+)/.exec(text);
        if (match?.[1]) figures.push(Number(match[1]));
      },
    });
    const [figure] = figures;
    if (code !== 0 || figure === undefined) throw new Error(`The measurement ended with ${code}.`);
    return figure;
  } finally {
    await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function writeEmptyExtension(folder: string): Promise<void> {
  const [publisher, name] = empty.split('.');
  await mkdir(folder, { recursive: true });
  const manifest = {
    publisher,
    name,
    version: '0.0.1',
    engines: { vscode: '^1.106.0' },
    main: './extension.js',
    activationEvents: [],
  };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(path.join(folder, 'extension.js'), 'exports.activate = () => undefined;\n');
}
