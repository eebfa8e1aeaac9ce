import assert from 'node:assert/strict';
import { failed } from '../../../src/base/result';
import { failure } from '../../../src/research/thread/failure';
import type { Turn } from '../../../src/research/thread/turn';
import type { ResearchRuns } from '../../../src/runs/researchRuns';
import type { TurnAddress } from '../../../src/runs/send/question';
import { type FakeClock, settle } from '../fakeClock';
import { active, completed, type FakeApi, type MemoryLog, onlyWindow, research } from './fakes';

const minute = 60_000;

describe('Research runs on a disk that is full', () => {
  let clock: FakeClock;
  let log: MemoryLog;
  let api: FakeApi;
  let runs: ResearchRuns;
  let problems: readonly string[];
  let finished: number;

  beforeEach(() => {
    ({ clock, log, api, runs, problems } = onlyWindow());
    finished = 0;
    runs.onDidFinish(() => (finished += 1));
  });

  async function ask(): Promise<TurnAddress> {
    const question = {
      threadId: null,
      parentId: null,
      text: 'Who won?',
      request: research('core-fast'),
      context: [],
    };
    const asked = await runs.ask(question);
    assert(asked.ok);
    await settle();
    return asked.value;
  }

  /** The disk fills up once events of a kind were recorded. */
  function fillUpAfter(kind: string): void {
    log.onDidChange(({ threadId }) => (log.broken ||= log.kinds(threadId).at(-1) === kind));
  }

  function turn({ threadId, turnId }: TurnAddress): Turn {
    const found = log.get(threadId)?.turns.get(turnId);
    assert(found);
    return found;
  }

  const stateOf = (address: TurnAddress): string => turn(address).attempt.condition.state;

  async function makeRoom(): Promise<void> {
    log.broken = false;
    await clock.advance(minute / 2);
    await settle();
  }

  it('keep an answer until it can be recorded, try every half minute, ask nobody again, and tell it once', async () => {
    const address = await ask();
    log.broken = true;
    api.lastStream.send(completed(1, 'Norway.'));
    api.lastStream.end();
    await settle();
    const { attempts } = log;
    await clock.advance(10 * minute);
    assert.equal(stateOf(address), 'accepted');
    assert.ok(log.attempts - attempts >= 15 && log.attempts - attempts <= 30, `${log.attempts - attempts} attempts`);
    assert.equal(runs.isUnderWay(address.turnId), true);
    await makeRoom();
    assert.equal(stateOf(address), 'answered');
    assert.deepEqual([api.streams.length, api.polls, api.created.length, finished], [1, 0, 1, 1]);
    assert.deepEqual(problems, ['The disk is full.']);
    assert.equal(runs.activeCount, 0);
  });

  it('lose no step of a run, and record the steps before the answer', async () => {
    const address = await ask();
    log.broken = true;
    for (const message of ['one', 'two', 'three']) {
      api.lastStream.send({ kind: 'step', step: { kind: 'search', message, timestamp: null } });
      await settle();
    }
    api.lastStream.send(completed(1, 'Norway.'));
    api.lastStream.end();
    await settle();
    await makeRoom();
    assert.deepEqual(
      turn(address).attempt.trace.map(({ message }) => message),
      ['one', 'two', 'three'],
    );
    assert.equal(stateOf(address), 'answered');
    assert.equal(log.kinds(address.threadId).at(-1), 'answered');
  });

  it('keep the id of a run that was accepted until it can be recorded, then watch the run', async () => {
    fillUpAfter('sending');
    const address = await ask();
    await clock.advance(minute);
    assert.deepEqual([stateOf(address), api.streams.length], ['sending', 0]);
    await makeRoom();
    api.lastStream.send(completed(1, 'Norway.'));
    api.lastStream.end();
    await settle();
    assert.equal(stateOf(address), 'answered');
    assert.equal(api.created.length, 1);
    assert.deepEqual(problems, ['The disk is full.']);
  });

  it('never call a question that was refused one that may have arrived', async () => {
    fillUpAfter('sending');
    api.createOutcomes.push(failed({ kind: 'refused', failure: failure('noCredit') }));
    const address = await ask();
    await clock.advance(minute);
    assert.equal(finished, 0);
    await makeRoom();
    assert.deepEqual([stateOf(address), finished], ['failed', 1]);
  });

  it('send nothing of which they could not record that it is being sent', async () => {
    fillUpAfter('asked');
    const address = await ask();
    await makeRoom();
    assert.deepEqual([stateOf(address), api.created.length], ['asked', 0]);
    assert.equal(runs.isUnderWay(address.turnId), false);
  });

  it('tell of the next time that the disk is full', async () => {
    await ask();
    for (const message of ['one', 'two']) {
      log.broken = true;
      api.lastStream.send({ kind: 'step', step: { kind: 'search', message, timestamp: null } });
      await settle();
      await makeRoom();
    }
    assert.equal(problems.length, 2);
  });

  it('try once more when the window closes, and leave the run to the next session if that fails too', async () => {
    const address = await ask();
    api.lastStream.send(active);
    await settle();
    log.broken = true;
    api.lastStream.send(completed(1, 'Norway.'));
    api.lastStream.end();
    await settle();
    const { attempts } = log;
    await runs.stop();
    assert.deepEqual([log.attempts - attempts, stateOf(address)], [1, 'running']);
  });

  it('go on watching when it cannot be recorded that the person stopped it', async () => {
    const address = await ask();
    log.broken = true;
    await runs.stopWatching(address);
    assert.equal(runs.isUnderWay(address.turnId), true);
    assert.equal(problems.length, 1);
  });

  it('leave a run alone whose answer can never be recorded, and say why', async () => {
    log.unrecordable = 'answered';
    const address = await ask();
    api.lastStream.send(completed(1, 'Norway.'));
    api.lastStream.end();
    await settle();
    await clock.advance(minute);
    const { condition } = turn(address).attempt;
    assert(condition.state === 'detached');
    assert.equal(condition.failure?.reason, 'unreadableResponse');
    assert.deepEqual([api.streams.length, finished], [1, 0]);
  });
});
