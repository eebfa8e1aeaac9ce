// Which step of `npm test` runs when, with so many cores to run on. Runs before anything is installed, so it needs nothing.

/** @typedef {import('./lanes.d.mts').Step} Step */

/** Divides files into `count` parts that take about as long, the longest first; parts keep the order of the files. */
export function divide(files, secondsOf, count) {
  const parts = Array.from({ length: count }, () => ({ seconds: 0, files: new Set() }));
  for (const file of files.toSorted((one, other) => secondsOf(other) - secondsOf(one))) {
    const shortest = parts.reduce((best, part) => (part.seconds < best.seconds ? part : best));
    shortest.seconds += secondsOf(file);
    shortest.files.add(file);
  }
  return parts
    .filter((part) => part.files.size > 0)
    .map((part) => ({ seconds: part.seconds, files: files.filter((file) => part.files.has(file)) }));
}

/**
 * Runs steps side by side: each after those that it needs, and as many at once as the cores carry. Those on which most
 * depends begin first; those that must be alone begin when nothing else is left.
 * @param run runs one step and resolves with whether it succeeded
 * @returns the steps that never ran, since one that they need had failed
 */
export async function runInLanes(steps, cores, run) {
  const progress = { begun: new Set(), running: new Set(), succeeded: new Set() };
  await new Promise((resolve, reject) => {
    const beginWhatCan = () => {
      for (let step = nextStep(steps, progress, cores); step; step = nextStep(steps, progress, cores)) {
        const { name } = step;
        progress.begun.add(name);
        progress.running.add(name);
        run(step).then((succeeded) => {
          progress.running.delete(name);
          if (succeeded) progress.succeeded.add(name);
          beginWhatCan();
        }, reject);
      }
      if (progress.running.size === 0) resolve();
    };
    beginWhatCan();
  });
  return steps.filter(({ name }) => !progress.begun.has(name));
}

/** The step to begin now, or undefined when what runs has to end before. */
export function nextStep(steps, { begun, running, succeeded }, cores) {
  const isRunning = ({ name }) => running.has(name);
  const used = steps.filter(isRunning).reduce((sum, step) => sum + (step.cores ?? 1), 0);
  if (steps.some((step) => step.alone && isRunning(step))) return undefined;
  const ready = steps.filter(({ name, needs = [] }) => !begun.has(name) && needs.every((each) => succeeded.has(each)));
  const together = ready.filter(({ alone }) => !alone);
  // Even with less than it asks for, a step must run at some time.
  const fitting = together.filter(({ cores: wanted = 1 }) => running.size === 0 || used + wanted <= cores);
  const candidates = together.length === 0 && running.size === 0 ? ready : fitting;
  return candidates.toSorted((one, other) => secondsFrom(other, steps) - secondsFrom(one, steps))[0];
}

/** How long it takes at least from a step's beginning to the end of the last step that needs it. */
function secondsFrom(step, steps) {
  const after = steps.filter(({ needs = [] }) => needs.includes(step.name));
  return step.seconds + Math.max(0, ...after.map((each) => secondsFrom(each, steps)));
}

/** How many seconds all steps take, if each takes as long as it says and all succeed. */
export async function plannedSeconds(steps, cores) {
  const clock = { now: 0, ends: [] };
  const run = (step) => new Promise((resolve) => clock.ends.push({ at: clock.now + step.seconds, resolve }));
  const ended = runInLanes(steps, cores, run).then(() => true);
  while (clock.ends.length > 0) {
    const next = clock.ends.reduce((first, each) => (each.at < first.at ? each : first));
    clock.ends.splice(clock.ends.indexOf(next), 1);
    clock.now = next.at;
    next.resolve(true);
    // What begins after it begins before the next one ends.
    await new Promise((resolve) => setImmediate(resolve));
  }
  await ended;
  return clock.now;
}
