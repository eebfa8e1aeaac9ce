import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { builtProgram, repositoryDirectory } from '../vscode-host/repository';
import { runExtensionTests } from '../vscode-host/testRun';
import { writeEmptyExtension } from './emptyExtension';
import { type Figure, median, rounded } from './figures';

const empty = 'research-threads.empty';
const ours = 'research-threads.research-threads';
const rounds = 6;

/**
 * P1: how much longer our extension takes to load and activate than an empty one in the same host, over fresh hosts. Of
 * two activations the first pays for what the second finds warm, so they take turns in being first.
 */
export async function activationFigure(): Promise<Figure> {
  const measured: { readonly empty: number; readonly ours: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const times = await measureOnce(round % 2 === 0 ? [empty, ours] : [ours, empty]);
    measured.push({ empty: times.get(empty) ?? NaN, ours: times.get(ours) ?? NaN });
  }
  return {
    figure: 'P1',
    what: 'load and activate, over an empty extension in the same host',
    value: rounded(median(measured.map((times) => times.ours - times.empty))),
    unit: 'ms',
    limit: 25,
    baseline: { emptyExtension: rounded(median(measured.map((times) => times.empty))) },
  };
}

/** Activates extensions in a fresh host, in that order; how long each took, in milliseconds. */
async function measureOnce(order: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'rt-bench-'));
  try {
    const data = path.join(scratch, 'data');
    await writeEmptyExtension(data, { name: 'empty', script: 'exports.activate = () => undefined;\n' });
    const figures = new Map<string, number>();
    const code = await runExtensionTests({
      server: { serverDataDirectory: data, extensionHostEnvironment: { BENCH_EXTENSIONS: order.join(',') } },
      folder: scratch,
      extensionDevelopmentPath: repositoryDirectory(),
      extensionTestsPath: builtProgram('bench/activation.main'),
      silence: 90_000,
      print: (_severity, text) => {
        const [, id, time] = /activation figure (\S+) ([\d.]+)/.exec(text) ?? [];
        if (id !== undefined) figures.set(id, Number(time));
      },
    });
    if (code !== 0 || figures.size !== order.length) throw new Error(`The measurement ended with ${code}.`);
    return figures;
  } finally {
    await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}
