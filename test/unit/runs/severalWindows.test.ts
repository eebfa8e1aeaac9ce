import assert from 'node:assert/strict';
import { failed, success } from '../../../src/base/result';
import { failure } from '../../../src/research/failure';
import { summarise } from '../../../src/research/summary';
import type { Thread } from '../../../src/research/thread';
import type { Turn } from '../../../src/research/turn';
import type { TurnAddress } from '../../../src/runs/question';
import { ResearchRuns } from '../../../src/runs/researchRuns';
import { FakeClock, settle } from '../fakeClock';
import { completed, countingIds, FakeApi, MemoryLog, runNumber } from './fakes';

describe('Research runs of two windows on one thread', () => {
  let log: MemoryLog;
  let api: FakeApi;
  let one: ResearchRuns;
  let two: ResearchRuns;

  beforeEach(() => {
    const clock = new FakeClock();
    const newId = countingIds();
    log = new MemoryLog(() => clock.now(), newId);
    api = new FakeApi();
    const open = (): ResearchRuns =>
      new ResearchRuns({ log, api, clock, newId, random: () => 0.5, reportProblem: (text) => assert.fail(text) });
    one = open();
    two = open();
  });

  async function ask(runs: ResearchRuns, parent: TurnAddress | null): Promise<TurnAddress> {
    const asked = await runs.ask({
      threadId: parent?.threadId ?? null,
      parentId: parent?.turnId ?? null,
      text: 'Who won?',
      processor: 'lite',
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

  it('send a question once that waits in one of them and was sent in the other', async () => {
    const first = await ask(one, null);
    const second = await ask(one, first);
    assert((await two.send(second, 'lite')).ok);
    await settle();
    assert.equal(api.created.length, 1);
    api.lastStream.send(completed(1, 'Norway.'));
    api.lastStream.end();
    await settle();
    assert.equal(api.created.length, 2);
    assert.equal(turn(second).attempt.condition.state, 'accepted');
  });

  it('bring the answer of a run that was confirmed after the question had been sent again', async () => {
    const confirm: (() => void)[] = [];
    const create = api.create.bind(api);
    api.create = async (question, signal) => {
      const outcome = await create(question, signal);
      if (api.created.length === 1) await new Promise<void>((resolve) => confirm.push(resolve));
      return outcome;
    };
    const address = await ask(one, null);
    // The other window does not know that the first one is still sending.
    await two.resume(address.threadId);
    assert.equal(turn(address).attempt.condition.state, 'unconfirmed');
    api.createOutcomes.push(failed({ kind: 'refused', failure: failure('noCredit') }));
    assert((await two.send(address, 'lite')).ok);
    await settle();
    assert.equal(turn(address).attempt.condition.state, 'failed');
    confirm.forEach((now) => now());
    await settle();
    assert.equal(api.lastStream.runId, runNumber(1).runId);
    api.lastStream.send(completed(1, 'Norway.'));
    api.lastStream.end();
    await settle();
    const { condition } = turn(address).attempt;
    assert.deepEqual(condition.state === 'answered' && condition.run, runNumber(1));
  });

  it('watch the run of an earlier attempt again after a restart, since it is paid for', async () => {
    const address = await ask(one, null);
    const { attempt } = turn(address);
    assert.equal(attempt.condition.state, 'accepted');
    await one.stop();
    const again = {
      kind: 'askedAgain',
      turnId: address.turnId,
      attemptId: 'again' as never,
      request: attempt.request,
    } as const;
    await log.append(address.threadId, again);
    assert.equal(summarise(log.get(address.threadId) as Thread).hasActiveRun, true);
    await two.resume(address.threadId);
    await settle();
    assert.equal(api.streams.length, 2);
    api.lastStream.send(completed(1, 'Norway.'));
    api.lastStream.end(success('ended'));
    await settle();
    assert.equal(turn(address).attempt.condition.state, 'answered');
    assert.equal(api.created.length, 1);
  });
});
