import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { builtProgram, repositoryDirectory } from '../vscode-host/repository';
import { runExtensionTests } from '../vscode-host/testRun';
import { type Figure, median, rounded } from './figures';

const empty = 'research-threads.empty';
const ours = 'research-threads.research-threads';
const rounds = 7;

/** P1: how much longer our extension takes to load and activate than an empty one, each in fresh extension hosts. */
export async function activationFigure(): Promise<Figure> {
  const measured = new Map<string, number[]>([
    [empty, []],
    [ours, []],
  ]);
  for (let round = 0; round < rounds; round += 1) {
    // In turns, since the first activation of a host pays for what the second finds warm.
    const order = round % 2 === 0 ? [empty, ours] : [ours, empty];
    for (const [id, milliseconds] of await measureOnce(order)) measured.get(id)?.push(milliseconds);
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

async function measureOnce(order: readonly string[]): Promise<readonly (readonly [string, number])[]> {
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'rt-bench-'));
  try {
    const data = path.join(scratch, 'data');
    await writeEmptyExtension(path.join(data, 'extensions', `${empty}-0.0.1`));
    const figures: [string, number][] = [];
    const code = await runExtensionTests({
      server: { serverDataDirectory: data, extensionHostEnvironment: { BENCH_ORDER: order.join(',') } },
      folder: scratch,
      extensionDevelopmentPath: repositoryDirectory(),
      extensionTestsPath: builtProgram('bench/activation.main'),
      silence: 60_000,
      print: (_severity, text) => {
        const match = /activation figure (\S+) ([\d.]+)/.exec(text);
        if (match?.[1] && match[2]) figures.push([match[1], Number(match[2])]);
      },
    });
    if (code !== 0 || figures.length !== order.length) throw new Error(`The measurement ended with ${code}.`);
    return figures;
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
