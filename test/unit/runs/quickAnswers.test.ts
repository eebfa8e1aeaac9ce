import assert from 'node:assert/strict';
import { localizeWith } from '../../../src/base/localize';
import { failed } from '../../../src/base/result';
import { failure } from '../../../src/research/thread/failure';
import type { Condition, Turn, TurnRequest } from '../../../src/research/thread/turn';
import type { TurnAddress } from '../../../src/runs/send/question';
import { ResearchRuns } from '../../../src/runs/researchRuns';
import { SendingGate, type SendingGateOptions } from '../../../src/runs/send/sendingGate';
import { FakeClock, settle } from '../fakeClock';
import {
  completed,
  countingIds,
  FakeApi,
  freeLease,
  noCopies,
  MemoryClaims,
  MemoryLog,
  quick,
  research,
  textAnswer,
} from './fakes';

describe('Quick answers', () => {
  let clock: FakeClock;
  let log: MemoryLog;
  let api: FakeApi;
  let claims: MemoryClaims;
  let runs: ResearchRuns;
  let problems: string[];
  let finished: TurnAddress[];
  let checkBudget: SendingGateOptions['checkBudget'];
  const newId = countingIds();
  const gate = new SendingGate({
    lease: freeLease,
    copies: noCopies,
    reportProblem: (text) => void problems.push(text),
    localize: localizeWith({}),
    hasBudget: () => true,
    checkBudget: (...question) => checkBudget(...question),
  });

  function open(name: string): ResearchRuns {
    return new ResearchRuns({
      log,
      api,
      claims: claims.of(name),
      threadsThatMention: log.threadsThatMention,
      letOut: (...question) => gate.letOut(...question),
      copies: noCopies,
      clock,
      newId,
      random: () => 0.5,
      reportProblem: (text) => problems.push(text),
    });
  }

  beforeEach(() => {
    clock = new FakeClock();
    log = new MemoryLog(() => clock.now(), newId);
    api = new FakeApi();
    claims = new MemoryClaims();
    problems = [];
    finished = [];
    checkBudget = () => Promise.resolve(null);
    runs = open('one');
    runs.onDidFinish((address) => finished.push(address));
  });

  async function ask(
    text: string,
    parent: TurnAddress | null = null,
    request: TurnRequest = quick(),
  ): Promise<TurnAddress> {
    const place = { threadId: parent?.threadId ?? null, parentId: parent?.turnId ?? null };
    const asked = await runs.ask({ ...place, text, request, context: [] });
    assert(asked.ok, JSON.stringify(asked));
    await settle();
    return asked.value;
  }

  function turn({ threadId, turnId }: TurnAddress): Turn {
    const found = log.get(threadId)?.turns.get(turnId);
    assert(found);
    return found;
  }

  const conditionOf = (address: TurnAddress): Condition => turn(address).attempt.condition;
  const stateOf = (address: TurnAddress): string => conditionOf(address).state;

  it('are recorded while they arrive, and whole when they are complete', async () => {
    const address = await ask('Who won?');
    assert.deepEqual(log.kinds(address.threadId), ['asked', 'sending']);
    api.lastAnswer.write('Norway ');
    await settle();
    assert.deepEqual(conditionOf(address), { state: 'writing', text: 'Norway ' });
    for (const word of ['won ', '18 ', 'gold ']) api.lastAnswer.write(word);
    await settle();
    assert.equal(runs.text(address.turnId), 'Norway won 18 gold ');
    assert.deepEqual(conditionOf(address), { state: 'writing', text: 'Norway ' });
    await clock.advance(250);
    assert.deepEqual(conditionOf(address), { state: 'writing', text: 'Norway won 18 gold ' });
    api.lastAnswer.write('medals.');
    api.lastAnswer.complete();
    await settle();
    const condition = conditionOf(address);
    assert(condition.state === 'answered');
    assert.deepEqual(condition.answer, textAnswer('Norway won 18 gold medals.'));
    assert.deepEqual([condition.run, condition.interactionId], [null, 'interaction_q1']);
    assert.deepEqual(log.kinds(address.threadId), ['asked', 'sending', 'wrote', 'wrote', 'completed']);
    assert.deepEqual(finished, [{ ...address, attemptId: turn(address).attempt.id }]);
    await clock.advance(10_000);
    assert.equal(clock.pending, 0);
  });

  it('that break off are lost with what had arrived; Retry sends them once more', async () => {
    const address = await ask('Who won?');
    api.lastAnswer.write('Nor');
    api.lastAnswer.write('way');
    api.lastAnswer.end(failed({ kind: 'lost', detail: 'reset' }));
    await settle();
    assert.deepEqual(conditionOf(address), { state: 'lost', text: 'Norway', detail: 'reset' });
    await clock.advance(3_600_000);
    await runs.resume(address.threadId);
    assert.equal(api.answers.length, 1);
    assert((await runs.send(address, { kind: 'quick', name: 'base' })).ok);
    await settle();
    assert.equal(api.answers.length, 2);
    assert.equal(api.lastAnswer.question.model, 'base');
    assert.deepEqual(
      turn(address).earlierAttempts.map(({ condition }) => condition.state),
      ['lost'],
    );
  });

  it('that are refused fail, and cost nothing', async () => {
    const address = await ask('Who won?');
    api.lastAnswer.end(failed({ kind: 'refused', failure: failure('noCredit') }));
    await settle();
    assert.equal(stateOf(address), 'failed');
  });

  it('and runs build on each other: each goes out with the interaction of the answer above', async () => {
    const first = await ask('Who won?', null, research());
    api.lastStream.send(completed(1, 'Norway.'));
    api.lastStream.end();
    await settle();
    const second = await ask('How many?', first);
    assert.equal(api.lastAnswer.question.previousInteractionId, 'interaction_1');
    api.lastAnswer.write('41.');
    api.lastAnswer.complete('interaction_q');
    await settle();
    await ask('And the second?', second, research());
    assert.equal(api.created[1]?.previousInteractionId, 'interaction_q');
  });

  it('that are lost, and failed turns, are passed over: a follow-up builds on the nearest answer above', async () => {
    const first = await ask('Who won?');
    api.lastAnswer.write('Norway.');
    api.lastAnswer.complete('interaction_top');
    await settle();
    const second = await ask('How many?', first);
    api.lastAnswer.end(failed({ kind: 'lost', detail: null }));
    await settle();
    const third = await ask('Since when?', second);
    assert.equal(api.lastAnswer.question.previousInteractionId, 'interaction_top');
    api.lastAnswer.end(failed({ kind: 'refused', failure: failure('serverError') }));
    await settle();
    await ask('Why?', third, research());
    assert.equal(api.created[0]?.previousInteractionId, 'interaction_top');
    assert.equal(turn(third).attempt.previousInteractionId, 'interaction_top');
  });

  it('are stopped by the person with what had arrived, in whichever window it is pressed, without a notice', async () => {
    for (const window of ['one', 'two']) {
      const address = await ask('Who won?');
      api.lastAnswer.write('Norway');
      await settle();
      const stopper = window === 'one' ? runs : open(window);
      await stopper.stopWatching(address);
      await settle();
      assert.deepEqual(conditionOf(address), { state: 'lost', text: 'Norway', detail: null });
      assert.equal(runs.activeCount, 0);
    }
    assert.deepEqual(finished, []);
  });

  it('of a window that is killed are lost with what was recorded, and never sent again by themselves', async () => {
    const address = await ask('Who won?');
    api.lastAnswer.write('Norway');
    await settle();
    const two = open('two');
    await two.resume(address.threadId);
    await clock.advance(60_000);
    assert.equal(stateOf(address), 'writing');
    claims.die('one');
    await clock.advance(5_000);
    assert.deepEqual(conditionOf(address), { state: 'lost', text: 'Norway', detail: null });
    await clock.advance(60_000);
    assert.equal(api.answers.length, 1);
  });

  it('are left alone by a window that is about to give them up when another has just begun them', async () => {
    const address = await ask('Who won?');
    api.lastAnswer.end(failed({ kind: 'lost', detail: 'reset' }));
    await settle();
    const two = open('two');
    await two.resume(address.threadId);
    await runs.send(address, { kind: 'quick', name: 'speed' });
    await settle();
    await two.resume(address.threadId);
    await clock.advance(20_000);
    assert.equal(stateOf(address), 'sending');
    api.lastAnswer.write('Norway.');
    api.lastAnswer.complete();
    await settle();
    assert.equal(stateOf(address), 'answered');
  });

  it('are given a moment when the window closes, in which they may be complete', async () => {
    const [first, second] = [await ask('Who won?'), await ask('How many?')];
    const [one, two] = api.answers;
    one?.write('Norway.');
    two?.write('Forty');
    const stopped = runs.stop();
    await clock.advance(2_000);
    one?.complete();
    await settle();
    assert.equal(stateOf(first), 'answered');
    assert.equal(stateOf(second), 'writing');
    await clock.advance(1_000);
    await stopped;
    assert.deepEqual(conditionOf(second), { state: 'lost', text: 'Forty', detail: null });
  });

  it('wait for a disk that has no room, and lose nothing', async () => {
    const address = await ask('Who won?');
    log.broken = true;
    api.lastAnswer.write('Norway ');
    await settle();
    api.lastAnswer.write('won.');
    api.lastAnswer.complete();
    await clock.advance(20_000);
    assert.equal(stateOf(address), 'sending');
    log.broken = false;
    await clock.advance(30_000);
    assert.equal(stateOf(address), 'answered');
    assert.equal(problems.length, 1);
  });

  it('that can never be kept are lost, and not for ever under way', async () => {
    const address = await ask('Who won?');
    log.unrecordable = 'completed';
    api.lastAnswer.write('Norway.');
    api.lastAnswer.complete();
    await settle();
    assert.equal(stateOf(address), 'lost');
  });

  it('are not sent, nor runs, when a budget refuses right before; they are when it allows it', async () => {
    for (const request of [quick(), research()]) {
      checkBudget = () => Promise.resolve(failure('budgetReached', { detail: '$1.00 a day' }));
      const address = await ask('Who won?', null, request);
      const condition = conditionOf(address);
      assert(condition.state === 'failed');
      assert.equal(condition.failure.reason, 'budgetReached');
      assert.deepEqual(log.kinds(address.threadId), ['asked', 'failed']);
      checkBudget = () => Promise.resolve(null);
      const { kind, name } =
        request.kind === 'quick'
          ? { kind: request.kind, name: request.model }
          : { kind: request.kind, name: request.processor };
      assert((await runs.send(address, { kind, name })).ok);
      await settle();
      assert.equal(stateOf(address), request.kind === 'quick' ? 'sending' : 'accepted');
    }
    assert.deepEqual([api.answers.length, api.created.length], [1, 1]);
  });

  it('do not leave when the person stops them before they have', async () => {
    let allow = (): void => undefined;
    checkBudget = () => new Promise((resolve) => (allow = () => resolve(null)));
    const address = await ask('Who won?');
    await runs.stopWatching(address);
    allow();
    await settle();
    assert.equal(stateOf(address), 'asked');
    assert.equal(api.answers.length, 0);
    assert.equal(runs.activeCount, 0);
  });
});
