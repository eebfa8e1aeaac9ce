import assert from 'node:assert/strict';
import { failed, success } from '../../../src/base/result';
import { failure } from '../../../src/research/thread/failure';
import type { AttemptId, TurnId } from '../../../src/research/thread/ids';
import type { Turn } from '../../../src/research/thread/turn';
import type { TurnAddress } from '../../../src/runs/send/question';
import { ResearchRuns } from '../../../src/runs/researchRuns';
import { FakeClock, settle } from '../fakeClock';
import {
  active,
  completed,
  countingIds,
  FakeApi,
  MemoryClaims,
  MemoryLog,
  research,
  runNumber,
  textAnswer,
  unavailable,
  unhindered,
} from './fakes';

describe('Research runs in two windows', () => {
  let clock: FakeClock;
  let log: MemoryLog;
  let claims: MemoryClaims;
  let one: TestWindow;
  let two: TestWindow;

  interface TestWindow {
    readonly api: FakeApi;
    readonly runs: ResearchRuns;
    readonly lose: (turnId: TurnId) => void;
    readonly finished: TurnAddress[];
  }

  const newId = countingIds();

  function open(name: string): TestWindow {
    const api = new FakeApi();
    const own = claims.of(name);
    const runs = new ResearchRuns({
      log,
      api,
      claims: own,
      threadsThatMention: log.threadsThatMention,
      clock,
      newId,
      random: () => 0.5,
      ...unhindered,
      reportProblem: (text) => assert.fail(text),
    });
    const finished: TurnAddress[] = [];
    runs.onDidFinish((address) => finished.push(address));
    return { api, runs, lose: own.lose, finished };
  }

  beforeEach(() => {
    clock = new FakeClock();
    log = new MemoryLog(() => clock.now(), newId);
    claims = new MemoryClaims();
    one = open('one');
    two = open('two');
  });

  async function ask({ runs }: TestWindow, parent: TurnAddress | null = null): Promise<TurnAddress> {
    const place = { threadId: parent?.threadId ?? null, parentId: parent?.turnId ?? null };
    const asked = await runs.ask({
      ...place,
      text: 'Who won?',
      request: research('lite'),
      context: [],
    });
    assert(asked.ok);
    await settle();
    return asked.value;
  }

  function turn({ threadId, turnId }: TurnAddress): Turn {
    const found = log.get(threadId)?.turns.get(turnId);
    assert(found);
    return found;
  }

  const stateOf = (address: TurnAddress): string => turn(address).attempt.condition.state;
  const creates = (): number => one.api.created.length + two.api.created.length;

  it('leaves a run to the window where it was asked; the other sees it run and opens no stream', async () => {
    const address = await ask(one);
    one.api.lastStream.send(active);
    await two.runs.resume(address.threadId);
    await clock.advance(60_000);
    assert.equal(two.api.streams.length, 0);
    assert.equal(two.runs.activeCount, 0);
    assert.equal(one.runs.activeCount, 1);
    assert.equal(stateOf(address), 'running');
    assert.equal(two.runs.status(address.turnId), undefined);
  });

  it('sends a question once that is sent or tried again in both at once, and the other window says so', async () => {
    for (const kind of ['failed', 'unsent'] as const) {
      one.api.createOutcomes.push(failed({ kind: 'refused', failure: failure('noCredit') }));
      const address = await ask(one);
      assert.equal(stateOf(address), 'failed');
      const before = creates();
      if (kind === 'unsent')
        await log.append(address.threadId, {
          kind: 'askedAgain',
          turnId: address.turnId,
          attemptId: newId() as AttemptId,
          request: research('lite'),
        });
      const engine = { kind: 'research', name: 'lite' } as const;
      const outcomes = await Promise.all([one.runs.send(address, engine), two.runs.send(address, engine)]);
      await settle();
      assert.equal(creates(), before + 1);
      assert.equal(outcomes.filter(({ ok }) => ok).length, 1);
      const [refusal] = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.failure.kind]));
      assert.equal(refusal, 'inAnotherWindow');
      assert.equal(turn(address).earlierAttempts.length, 1);
    }
  });

  it('takes a run over when its window is closed, and when it is killed', async () => {
    const first = await ask(one);
    await one.runs.stop();
    claims.die('one');
    await clock.advance(5_000);
    assert.deepEqual([two.api.streams.length, two.runs.activeCount], [1, 1]);
    const three = open('three');
    await three.runs.resume(first.threadId);
    assert.equal(three.api.streams.length, 0);
    claims.die('two');
    await clock.advance(5_000);
    three.api.lastStream.send(completed(1, 'Norway.'));
    three.api.lastStream.end();
    await settle();
    assert.equal(stateOf(first), 'answered');
    assert.deepEqual([two.finished.length, three.finished.length], [0, 1]);
    assert.equal(creates(), 1);
  });

  it('leaves a question that is being sent by a living window alone; one of a dead window is not confirmed', async () => {
    one.api.createOutcomes.push('never');
    const address = await ask(one);
    await two.runs.resume(address.threadId);
    await clock.advance(20_000);
    assert.equal(stateOf(address), 'sending');
    claims.die('one');
    await clock.advance(5_000);
    assert.equal(stateOf(address), 'unconfirmed');
    await clock.advance(60_000);
    assert.equal(creates(), 1);
    assert.equal(two.api.streams.length, 0);
  });

  it('stops watching in the window that watches when the person stops it in the other', async () => {
    const address = await ask(one);
    one.api.lastStream.send(active);
    await settle();
    await two.runs.stopWatching(address);
    await settle();
    assert.equal(stateOf(address), 'detached');
    assert.deepEqual([one.runs.activeCount, two.runs.activeCount], [0, 0]);
    await clock.advance(60_000);
    assert.deepEqual([one.api.streams.length, two.api.streams.length], [1, 0]);
    await two.runs.watchAgain(address);
    await settle();
    assert.deepEqual([one.runs.activeCount, two.runs.activeCount], [0, 1]);
  });

  it('stops following without a word when another window has the turn', async () => {
    const address = await ask(one);
    one.api.lastStream.send(active);
    await settle();
    const before = log.kinds(address.threadId);
    one.lose(address.turnId);
    await settle();
    assert.equal(one.runs.activeCount, 0);
    assert.deepEqual(log.kinds(address.threadId), before);
    // Nobody has it after all, so it is taken up again.
    await clock.advance(5_000);
    assert.equal(one.runs.activeCount + two.runs.activeCount, 1);
  });

  it('stops following a run whose answer another window has told', async () => {
    const { threadId, turnId } = await ask(one);
    const attemptId = turn({ threadId, turnId }).attempt.id;
    const answer = textAnswer('Norway.');
    await log.append(threadId, { kind: 'answered', turnId, attemptId, run: runNumber(1), answer });
    await settle();
    assert.equal(one.runs.activeCount, 0);
    assert.deepEqual(one.finished, []);
  });

  it('does not let one window send what the other is about to send', async () => {
    const first = await ask(one);
    const second = await ask(one, first);
    assert(one.runs.isUnderWay(second.turnId));
    const sent = await two.runs.send(second, { kind: 'research', name: 'lite' });
    assert.deepEqual(sent, failed({ kind: 'inAnotherWindow' }));
    one.api.lastStream.send(completed(1, 'Norway.'));
    one.api.lastStream.end();
    await settle();
    assert.deepEqual([one.api.created.length, two.api.created.length], [2, 0]);
    assert.equal(stateOf(second), 'accepted');
  });

  it('sends a question once when the person sends it in both windows at once', async () => {
    one.api.createOutcomes.push(failed({ kind: 'refused', failure: failure('noCredit') }));
    const address = await ask(one);
    assert.equal(stateOf(address), 'failed');
    await Promise.all([
      one.runs.send(address, { kind: 'research', name: 'lite' }),
      two.runs.send(address, { kind: 'research', name: 'lite' }),
    ]);
    await settle();
    // The first of them was refused without costing anything.
    assert.equal(creates(), 2);
  });

  it('sends a waiting question after the turn above it was taken over and answered elsewhere', async () => {
    const first = await ask(one);
    const second = await ask(one, first);
    one.lose(first.turnId);
    await two.runs.resume(first.threadId);
    await settle();
    two.api.lastStream.send(completed(1, 'Norway.'));
    two.api.lastStream.end();
    await settle();
    assert.equal(stateOf(second), 'accepted');
    assert.deepEqual([one.api.created.length, two.api.created.length], [2, 0]);
  });

  it('looks after no turn once everything has its end', async () => {
    const address = await ask(one);
    one.api.lastStream.end(failed(unavailable));
    one.api.results.push(success({ kind: 'completed', run: runNumber(1), answer: textAnswer('Norway.') }));
    await clock.advance(10_000);
    assert.equal(stateOf(address), 'answered');
    await clock.advance(10_000);
    assert.equal(clock.pending, 0);
  });
});
