import { extensions } from 'vscode';

/** What a line of the measurement begins with, on the console of the extension host. */
export const figureMark = 'activation figure';

/**
 * What VS Code calls in its extension host: measures how long the empty extension and ours take to load and activate, in
 * the order that the environment asks for.
 */
export async function run(): Promise<void> {
  for (const id of (process.env['BENCH_ORDER'] ?? '').split(',')) {
    const extension = extensions.getExtension<unknown>(id);
    if (!extension) throw new Error(`${id} is not there`);
    if (extension.isActive) throw new Error(`${id} is active already`);
    const start = performance.now();
    await extension.activate();
    console.log(`${figureMark} ${id} ${performance.now() - start}`);
  }
}
