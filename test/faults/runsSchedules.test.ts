import fc from 'fast-check';
import type { Attempt } from '../../src/research/turn';
import { chooseSeed, showPromise } from './promise';
import { anySchedule, describeSchedule, type Schedule } from './runSchedule';
import { carryOut, countEach, type Outcome } from './runSimulation';
import { answerOf } from './simulatedService';

const schedules = Number(process.env['FAULT_SCHEDULES'] ?? 10_000);

/** What is wrong with the end of a schedule; empty when everything is as promised. */
function brokenPromises({ thread, service, abandoned, sendings, ...told }: Outcome): readonly string[] {
  const { problems, answersRecorded } = told;
  const broken: string[] = problems.filter((problem) => /unexpectedly/.test(problem));
  broken.push(...abandoned.map((state) => `a turn is left ${state} although a window is open`));
  const arrivals = countEach(service.arrivals.map(({ input }) => input));
  for (const times of countEach(service.arrivals.map(({ origin }) => origin.attemptId)).values()) {
    if (times > 1) broken.push(`an attempt arrived ${times} times`);
  }
  for (const [question, times] of arrivals) {
    const sent = sendings.get(question) ?? 0;
    if (times > sent) broken.push(`"${question}" arrived ${times} times and was sent ${sent} times`);
  }
  for (const { question, attempt, earlierAttempts } of thread?.turns.values() ?? []) {
    const attempts = [...earlierAttempts, attempt];
    const arrived = arrivals.get(question ?? '') ?? 0;
    if (arrived > attempts.length) broken.push(`"${question}" arrived ${arrived} times in ${attempts.length} attempts`);
    for (const each of attempts) {
      // Once a turn is answered nobody needs the runs of its other attempts any more.
      const counts = each === attempt;
      if (counts || attempt.condition.state !== 'answered')
        broken.push(...brokenByAttempt(question ?? '', each, counts, service));
    }
  }
  for (const { most } of answersRecorded.values())
    if (most > 1) broken.push(`an answer was recorded ${most} times by a window`);
  return broken;
}

function brokenByAttempt(
  question: string,
  { condition }: Attempt,
  counts: boolean,
  service: Outcome['service'],
): readonly string[] {
  const { state } = condition;
  if (state === 'sending' || state === 'accepted' || state === 'running') {
    return [`"${question}" is left ${state}${counts ? '' : ' in an earlier attempt'}`];
  }
  if (state === 'detached') return counts ? [`"${question}" is left ${state}`] : [];
  if (state === 'answered') {
    const run = service.runs.find(({ runId }) => runId === condition.run.runId);
    const text = condition.answer.type === 'text' ? condition.answer.text : '';
    return run && text === answerOf(run) && run.question === question ? [] : [`"${question}" has another's answer`];
  }
  if (state === 'failed' && condition.run !== null) {
    const run = service.runs.find(({ runId }) => runId === condition.run?.runId);
    const isTrue = run?.end === 'failed' || condition.failure.reason === 'runNotFound';
    return isTrue ? [] : [`"${question}" counts as failed (${condition.failure.reason}), and its run was completed`];
  }
  return [];
}

describe('Runs under schedules of faults that chance makes', () => {
  it('never send a question twice, and end in its answer or in a condition that can be told', async function () {
    this.timeout(600_000);
    const seed = chooseSeed();
    const totals = { creates: 0, kills: 0, answers: 0, answersOfSeveralWindows: 0, failedWrites: 0 };
    const property = fc.asyncProperty(anySchedule, async (schedule) => {
      const outcome = await carryOut(schedule);
      totals.creates += outcome.service.arrivals.length;
      totals.kills += outcome.kills;
      totals.failedWrites += outcome.failedWrites;
      totals.answers += outcome.answersRecorded.size;
      totals.answersOfSeveralWindows += [...outcome.answersRecorded.values()].filter(
        ({ windows }) => windows > 1,
      ).length;
      const broken = brokenPromises(outcome);
      if (broken.length > 0) throw new Error(broken.join('\n'));
    });
    const startedAt = performance.now();
    const details = await fc.check(property, { seed, numRuns: schedules });
    if (details.failed) {
      const [schedule] = details.counterexample as [Schedule];
      console.log(`Seed ${seed}, schedule ${details.numRuns}, shrunk ${details.numShrinks} times:`);
      console.log(describeSchedule(schedule));
      console.log(String(details.errorInstance));
    }
    showPromise({
      promise: 'L3',
      what: 'random schedules of faults, kills, sleeps and windows',
      tried: details.numRuns,
      failed: details.failed ? 1 : 0,
      seed,
      ...totals,
      seconds: Math.round((performance.now() - startedAt) / 1000),
    });
  });
});
