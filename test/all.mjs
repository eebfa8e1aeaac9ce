// `npm test`: everything, from a bare clone. Runs each step in a process of its own, several side by side, goes on after a
// failure, and ends with what failed and one line that counts all tests. Runs before anything is installed: Node's own
// modules only.
import { spawn } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { plannedSeconds, runInLanes } from './run/lanes.mjs';
import { stepsIn } from './run/steps.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** No step takes longer, in milliseconds. One that never ends (a timer that was left running) has failed. */
const longestStep = 30 * 60_000;

/** More windows of VS Code than this many cores can carry want more memory than is sure to be there. */
const mostCores = 4;

/** Runs a step; resolves with its exit code and with what it printed. */
function run({ args, env }) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, NO_COLOR: '1', ...env } });
    let output = '';
    const keep = (chunk) => (output += chunk);
    const limit = setTimeout(() => {
      keep(`— not ended after ${longestStep / 60_000} minutes\n`);
      child.kill('SIGKILL');
    }, longestStep);
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
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

const started = performance.now();
const minutes = (seconds) => `${(seconds / 60).toFixed(1)} minutes`;
const sums = { passed: 0, failed: 0 };
const complaints = [];

/** Runs a step, counts its tests and says how it ended. What it printed is shown at once, since others print meanwhile. */
async function take(step) {
  const { name, suite } = step;
  const start = performance.now();
  console.log(`— ${name} begins`);
  const { code, output } = await run(step);
  const succeeded = suite ? count(output, 'passing') : Number(code === 0);
  const broken = suite ? count(output, 'failing') + count(output, 'pending') : Number(code !== 0);
  // A suite that dies, or that finds no test, has failed whatever it counted.
  const failures = broken === 0 && (code !== 0 || succeeded === 0) ? 1 : broken;
  sums.passed += succeeded;
  sums.failed += failures;
  if (failures > 0) complaints.push(`— ${name}\n${complaint(output)}`);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`\n— ${name}\n${output.trimEnd()}\n— ${name}: ${code === 0 ? 'done' : `exit ${code}`} in ${seconds} s\n`);
  return code === 0;
}

const steps = stepsIn(root);
const cores = Math.min(os.availableParallelism(), mostCores);
console.log(`${steps.length} steps on ${cores} cores, about ${minutes(await plannedSeconds(steps, cores))}`);
const skipped = await runInLanes(steps, cores, take);
for (const { name } of skipped) complaints.push(`— ${name}: not run, since what it needs has failed`);
// Once more at the end: who sees only the end of all the output must see what failed.
if (complaints.length > 0) console.log(`\nWhat failed:\n\n${complaints.join('\n\n')}`);
console.log(`\nAll took ${minutes((performance.now() - started) / 1000)}`);
console.log(`${sums.passed} passed, ${sums.failed} failed`);
process.exitCode = sums.failed === 0 ? 0 : 1;
