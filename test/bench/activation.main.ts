import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { extensions } from 'vscode';

/**
 * What VS Code calls in its extension host: measures how long each extension that the environment names takes to load and
 * activate, one after the other, and says so on the console.
 */
export async function run(): Promise<void> {
  for (const id of (process.env['BENCH_EXTENSIONS'] ?? '').split(',')) {
    const extension = extensions.getExtension<unknown>(id);
    if (!extension) throw new Error(`${id} is not there`);
    if (extension.isActive) throw new Error(`${id} is active already`);
    await untilQuiet();
    const start = performance.now();
    await extension.activate();
    console.log(`activation figure ${id} ${performance.now() - start}`);
  }
}

/** At a window's start VS Code's own extensions keep the host busy; what waits for them says nothing about ours. */
async function untilQuiet(): Promise<void> {
  const deadline = performance.now() + 60_000;
  for (let quiet = 0; quiet < 4 && performance.now() < deadline;) {
    const before = performance.eventLoopUtilization();
    await wait(250);
    const { utilization } = performance.eventLoopUtilization(before);
    quiet = utilization < 0.05 ? quiet + 1 : 0;
  }
}
