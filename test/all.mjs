// `npm test`: everything, from a bare clone. Runs each suite in a process of its own, goes on after a failure, and ends
// with what failed and one line that counts all tests. Runs before anything is installed: Node's own modules only.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const bin = (name) => path.join(root, 'node_modules', ...name.split('/'));
const mocha = (...args) => [bin('mocha/bin/mocha.js'), '--no-color', ...args];

/** Keeps the garbage collector out of what is measured, and lets the suite call it. */
const withoutGarbage = ['--expose-gc', '--min-semi-space-size=64', '--max-semi-space-size=256'];

/** Checks count as one test each; suites count what mocha counts. `needed` steps end the run when they fail. */
const steps = [
  { name: 'install', args: ['test/install.mjs'], needed: true },
  { name: 'build', args: ['esbuild.mjs'], needed: true },
  { name: 'types', args: [bin('typescript/bin/tsc'), '--build'] },
  { name: 'lint', args: [bin('eslint/bin/eslint.js'), '--max-warnings', '0', '.'] },
  { name: 'format', args: [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'] },
  { name: 'unit', args: mocha('--timeout', '20000', 'out/test/unit/**/*.test.js'), suite: true },
  // What once took too long. `npm run test:growth` measures every function with many texts, which takes a quarter of an hour.
  {
    name: 'growth',
    args: [
      ...withoutGarbage,
      ...mocha(...['exponent', 'importSlices', 'knownInputs'].map((name) => `out/test/growth/${name}.test.js`)),
    ],
    suite: true,
  },
  { name: 'provision', args: ['out/test/vscode-host/provision.main.js'], needed: true },
  { name: 'vscode-host', args: mocha('--timeout', '120000', 'out/test/vscode-host/**/*.test.js'), suite: true },
  // Drawing pathological answers of a megabyte takes minutes more: `npm run test:webview` draws those.
  {
    name: 'webview',
    args: mocha('--timeout', '60000', 'out/test/webview/**/*.test.js'),
    suite: true,
    env: { PATHOLOGICAL_LENGTH: '250000' },
  },
  { name: 'host', args: ['out/test/host/run.main.js'], suite: true },
  { name: 'e2e', args: mocha('--timeout', '240000', 'out/test/e2e/*.test.js'), suite: true },
  // A thousand kills, as promised, take minutes more: `npm run test:faults` does them all.
  {
    name: 'faults',
    args: mocha('--timeout', '300000', 'out/test/faults/**/*.test.js'),
    suite: true,
    env: { FAULT_KILLS: '300' },
  },
  { name: 'package', args: mocha('--timeout', '240000', 'out/test/e2e/package/*.test.js'), suite: true },
];

/** No step takes longer, in milliseconds. One that never ends (a timer that was left running) has failed. */
const longestStep = 30 * 60_000;

/** Runs a step, showing what it prints; resolves with its exit code and its output. */
function run(args, env) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, NO_COLOR: '1', ...env } });
    const limit = setTimeout(() => {
      console.error(`— not ended after ${longestStep / 60_000} minutes`);
      child.kill('SIGKILL');
    }, longestStep);
    let output = '';
    const show = (stream) => (chunk) => {
      output += chunk;
      stream.write(chunk);
    };
    child.stdout.setEncoding('utf8').on('data', show(process.stdout));
    child.stderr.setEncoding('utf8').on('data', show(process.stderr));
    child.on('error', (error) => resolve({ code: 1, output: String(error) }));
    child.on('close', (code) => {
      clearTimeout(limit);
      resolve({ code: code ?? 1, output });
    });
  });
}

/** What mocha's report says: `12 passing (3s)`, `1 failing`, `2 pending`. A test that did not run has not passed. */
function count(output, word) {
  return [...output.matchAll(new RegExp(`^\\s*(\\d+) ${word}`, 'gm'))].reduce(
    (sum, [, number]) => sum + Number(number),
    0,
  );
}

/** What a step that failed said of it: mocha's list of failures, or the last lines of a step that has none. */
function complaint(output) {
  const list = output.search(/^\s*\d+ failing$/m);
  return list < 0 ? output.trimEnd().split('\n').slice(-linesOfComplaint).join('\n') : output.slice(list).trim();
}

const linesOfComplaint = 40;

let passed = 0;
let failed = 0;
const complaints = [];
for (const { name, args, suite, env, needed } of steps) {
  const start = performance.now();
  console.log(`\n— ${name}`);
  const { code, output } = await run(args, env);
  const succeeded = suite ? count(output, 'passing') : Number(code === 0);
  const broken = suite ? count(output, 'failing') + count(output, 'pending') : Number(code !== 0);
  passed += succeeded;
  // A suite that dies, or that finds no test, has failed whatever it counted.
  const failures = broken === 0 && (code !== 0 || succeeded === 0) ? 1 : broken;
  failed += failures;
  if (failures > 0) complaints.push(`— ${name}\n${complaint(output)}`);
  console.log(
    `— ${name}: ${code === 0 ? 'done' : `exit ${code}`} in ${((performance.now() - start) / 1000).toFixed(1)} s`,
  );
  if (needed && code !== 0) break;
}
// Once more at the end: who sees only the end of half an hour of output must see what failed.
if (complaints.length > 0) console.log(`\nWhat failed:\n\n${complaints.join('\n\n')}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
