import fc from 'fast-check';
import type { Attempt } from '../../src/research/thread/turn';
import { chooseSeed, showPromise } from './promise';
import { anySchedule, describeSchedule, type Schedule } from './runSchedule';
import { carryOut, countEach, type Outcome } from './runSimulation';
import { quickAnswerOf } from './simulatedChat';
import { answerOf } from './simulatedService';

const schedules = Number(process.env['FAULT_SCHEDULES'] ?? 10_000);

/** What is wrong with the end of a schedule; empty when everything is as promised. */
function brokenPromises({ thread, service, abandoned, wishes, ...told }: Outcome): readonly string[] {
  const { problems, answersRecorded } = told;
  const broken: string[] = problems.filter((problem) => /unexpectedly/.test(problem));
  broken.push(...abandoned.map((state) => `a turn is left ${state} although a window is open`));
  for (const times of countEach(service.arrivals.map(({ origin }) => origin.attemptId)).values()) {
    if (times > 1) broken.push(`an attempt arrived ${times} times`);
  }
  const arrivals = countEach(textsThatArrived(service));
  const turns = [...(thread?.turns.values() ?? [])];
  for (const { wordings, sendings } of wishes) {
    const arrived = wordings.filter((wording) => arrivals.has(wording));
    const times = arrived.reduce((sum, wording) => sum + (arrivals.get(wording) ?? 0), 0);
    if (times > sendings) broken.push(`"${wordings.join('", "')}" arrived ${times} times, wished ${sendings} times`);
    const turn = turns.find(({ question }) => question !== null && wordings.includes(question));
    for (const wording of arrived)
      if (turn?.question !== wording)
        broken.push(`"${wording}" was sent, and "${turn?.question ?? 'nothing'}" is shown`);
  }
  for (const { question, attempt, earlierAttempts } of turns) {
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

/** The questions that reached the service, for a run or for a quick answer. */
function textsThatArrived({ arrivals, chat }: Outcome['service']): readonly string[] {
  return [...arrivals.map(({ input }) => input), ...chat.arrivals.map(({ messages }) => messages.at(-1)?.text ?? '')];
}

function brokenByAttempt(
  question: string,
  { condition, request }: Attempt,
  counts: boolean,
  service: Outcome['service'],
): readonly string[] {
  const { state } = condition;
  const quickText = quickAnswerOf({ messages: [{ role: 'user', text: question }] });
  switch (state) {
    case 'sending':
    case 'accepted':
    case 'running':
    case 'writing':
      return [`"${question}" is left ${state}${counts ? '' : ' in an earlier attempt'}`];
    case 'detached':
      return counts ? [`"${question}" is left ${state}`] : [];
    case 'lost': {
      const isBeginning = request.kind === 'quick' && quickText.startsWith(condition.text);
      return isBeginning ? [] : [`"${question}" is lost with "${condition.text}"`];
    }
    case 'answered': {
      const { run } = condition;
      const text = condition.answer.type === 'text' ? condition.answer.text : '';
      if (run === null) return text === quickText ? [] : [`"${question}" has another's quick answer`];
      const made = service.runs.find(({ runId }) => runId === run.runId);
      const isOwn = made && text === answerOf(made) && made.question === question;
      return isOwn ? [] : [`"${question}" has another's answer`];
    }
    case 'failed': {
      const run = condition.run && service.runs.find(({ runId }) => runId === condition.run?.runId);
      const isTrue = !condition.run || run?.end === 'failed' || condition.failure.reason === 'runNotFound';
      return isTrue ? [] : [`"${question}" counts as failed (${condition.failure.reason}), and its run was completed`];
    }
    default:
      return [];
  }
}

describe('Runs under schedules of faults that chance makes', () => {
  it('never send a question twice, and end in its answer or in a condition that can be told', async function () {
    this.timeout(600_000);
    const seed = chooseSeed();
    const totals = {
      creates: 0,
      quick: 0,
      reworded: 0,
      lost: 0,
      kills: 0,
      answers: 0,
      answersOfSeveralWindows: 0,
      failedWrites: 0,
    };
    const property = fc.asyncProperty(anySchedule, async (schedule) => {
      const outcome = await carryOut(schedule);
      totals.creates += outcome.service.arrivals.length;
      totals.quick += outcome.service.chat.arrivals.length;
      totals.reworded += outcome.wishes.filter(({ wordings }) => wordings.length > 1).length;
      totals.lost += [...(outcome.thread?.turns.values() ?? [])].filter(
        ({ attempt }) => attempt.condition.state === 'lost',
      ).length;
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
