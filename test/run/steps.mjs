// The steps of `npm test`. Runs before anything is installed: Node's own modules only.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { divide } from './lanes.mjs';

/** Keeps the garbage collector out of what is measured, and lets the suite call it. */
const withoutGarbage = ['--expose-gc', '--min-semi-space-size=64', '--max-semi-space-size=256'];

/** Test files that take much longer than others of their suite, in seconds on a quiet machine; they decide on the order alone. */
const longFiles = {
  'webview/accessibility': 220,
  'webview/bounds': 120,
  'webview/hostile': 40,
  'e2e/walk': 120,
  'faults/inVsCodeKilled': 160,
  'faults/inVsCodeKilledAfterEnter': 90,
  'faults/inVsCodeProxy': 90,
  'faults/journalKill': 120,
  'faults/runsKilled': 150,
};

/** Which VS Code a step runs in, if not the newest. */
const oldest = { RESEARCH_THREADS_VSCODE: 'oldest' };

/**
 * The cores of a step that starts windows of VS Code: a server, an extension host and a browser that draws without a graphics
 * card. Two such steps on two cores come up so slowly that tests run out of time.
 */
const windows = 2;

/**
 * What `npm test` runs. Checks count as one test each; suites count what mocha counts.
 * @param root the repository
 */
export function stepsIn(root) {
  const bin = (name) => path.join(root, 'node_modules', ...name.split('/'));
  const mocha = (...args) => [bin('mocha/bin/mocha.js'), '--no-color', ...args];

  /** A suite, divided into so many processes; `usualSeconds` is what a file takes that is not named above. */
  const suite = ({ name, parts = 1, timeout, usualSeconds, files = testFiles(root, name), ...step }) =>
    divide(files, (file) => longFiles[file] ?? usualSeconds, parts).map((part, index) => ({
      ...step,
      name: parts === 1 ? name : `${name}, ${index + 1} of ${parts}`,
      needs: ['build', ...(step.needs ?? [])],
      seconds: Math.round(part.seconds),
      args: mocha('--timeout', String(timeout), ...part.files.map((file) => `out/test/${file}.test.js`)),
      suite: true,
    }));

  return [
    ...checks(bin),
    ...suite({ name: 'unit', timeout: 60_000, usualSeconds: 0.4 }),
    // Drawing pathological answers of a megabyte takes minutes more: `npm run test:webview` draws those.
    ...suite({
      name: 'webview',
      parts: 4,
      timeout: 60_000,
      usualSeconds: 12,
      needs: ['provision'],
      env: { PATHOLOGICAL_LENGTH: '250000' },
    }),
    ...inVsCode(root, suite),
    // What once took too long. `npm run test:growth` measures every function with many texts, which takes a quarter of an hour.
    {
      name: 'growth',
      seconds: 60,
      needs: ['build'],
      alone: true,
      args: [
        ...withoutGarbage,
        ...mocha(...['exponent', 'importSlices', 'knownInputs'].map((name) => `out/test/growth/${name}.test.js`)),
      ],
      suite: true,
    },
    // Builds the extension as it ships, in the place of the one that the other suites test.
    {
      name: 'package',
      seconds: 70,
      needs: ['provision'],
      alone: true,
      args: mocha('--timeout', '240000', 'out/test/e2e/package/*.test.js'),
      suite: true,
    },
  ];
}

/** What has to be there first, and what looks at the code without running it. */
function checks(bin) {
  return [
    { name: 'install', seconds: 30, args: ['test/install.mjs'] },
    { name: 'build', seconds: 10, needs: ['install'], args: ['esbuild.mjs'] },
    {
      name: 'provision',
      seconds: 60,
      cores: windows,
      needs: ['build'],
      args: ['out/test/vscode-host/provision.main.js'],
    },
    { name: 'types', seconds: 40, needs: ['build'], args: [bin('typescript/bin/tsc'), '--build'] },
    { name: 'lint', seconds: 90, needs: ['types'], args: [bin('eslint/bin/eslint.js'), '--max-warnings', '0', '.'] },
    {
      name: 'format',
      seconds: 15,
      needs: ['build'],
      args: [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
    },
    { name: 'texts', seconds: 5, needs: ['build'], args: ['test/l10n/bundle.mjs', '--check'] },
  ];
}

/** The suites of which every test file starts a VS Code, and those of the faults that need none. */
function inVsCode(root, suite) {
  const faults = testFiles(root, 'faults');
  const faultsInVsCode = faults.filter((file) => file.startsWith('faults/inVsCode'));
  // A thousand kills, as promised, take minutes more: `npm run test:faults` does them all.
  const fault = { timeout: 600_000, env: { FAULT_KILLS: '300' } };
  const vsCode = { needs: ['provision'], cores: windows };
  const e2e = testFiles(root, 'e2e').filter((file) => !file.startsWith('e2e/package/'));
  return [
    ...suite({ ...vsCode, name: 'vscode-host', timeout: 120_000, usualSeconds: 15 }),
    { ...vsCode, name: 'host', seconds: 60, args: ['out/test/host/run.main.js'], suite: true },
    // The oldest VS Code that package.json allows: what runs inside of it, and a person's whole session.
    { ...vsCode, name: 'host, oldest', seconds: 60, args: ['out/test/host/run.main.js'], suite: true, env: oldest },
    ...suite({
      ...vsCode,
      name: 'e2e, oldest',
      files: ['e2e/session'],
      timeout: 240_000,
      usualSeconds: 60,
      env: oldest,
    }),
    ...suite({ ...vsCode, name: 'e2e', files: e2e, parts: 6, timeout: 240_000, usualSeconds: 45 }),
    ...suite({ ...fault, ...vsCode, name: 'faults in VS Code', files: faultsInVsCode, parts: 3, usualSeconds: 90 }),
    ...suite({
      ...fault,
      name: 'faults',
      files: faults.filter((file) => !faultsInVsCode.includes(file)),
      parts: 2,
      usualSeconds: 12,
    }),
  ];
}

/** The test files of a suite, such as `unit/base/clock`. */
function testFiles(root, suite) {
  return readdirSync(path.join(root, 'test', suite), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.test\.tsx?$/.test(name))
    .map((name) => `${suite}/${name.replaceAll('\\', '/').replace(/\.test\.tsx?$/, '')}`)
    .sort();
}
