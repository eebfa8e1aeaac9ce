import { readdir } from 'node:fs/promises';
import path from 'node:path';
import Mocha from 'mocha';

/**
 * What VS Code calls in its extension host (`--extensionTestsPath`): runs every built `test/host/**\/*.test.ts` and
 * reports on the console.
 * @throws when a test fails or none is found
 */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', reporter: 'spec', color: false, timeout: 60_000 });
  const names = await readdir(__dirname, { recursive: true });
  const tests = names.filter((name) => name.endsWith('.test.js')).sort();
  if (tests.length === 0) throw new Error(`No tests in ${__dirname}`);
  for (const name of tests) mocha.addFile(path.join(__dirname, name));
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} of the tests in the extension host failed`);
}
