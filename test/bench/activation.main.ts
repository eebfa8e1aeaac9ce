import { extensions } from 'vscode';

/**
 * What VS Code calls in its extension host: measures how long the extension that the environment names takes to load and
 * activate, and says so on the console.
 */
export async function run(): Promise<void> {
  const id = process.env['BENCH_EXTENSION'] ?? '';
  const extension = extensions.getExtension<unknown>(id);
  if (!extension) throw new Error(`${id} is not there`);
  if (extension.isActive) throw new Error(`${id} is active already`);
  const start = performance.now();
  await extension.activate();
  console.log(`activation figure ${performance.now() - start}`);
}
