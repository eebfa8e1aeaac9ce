import assert from 'node:assert/strict';
import { success } from '../../../src/base/result';
import { summarise } from '../../../src/journal/threads/threadSummary';
import type { Turn } from '../../../src/research/thread/turn';
import type { TurnAddress } from '../../../src/runs/send/question';
import { ResearchRuns } from '../../../src/runs/researchRuns';
import { FakeClock, settle } from '../fakeClock';
import { completed, countingIds, FakeApi, MemoryClaims, MemoryLog, research, runNumber, unhindered } from './fakes';

describe('Research runs of a question that was sent again', () => {
  let log: MemoryLog;
  let api: FakeApi;
  let claims: MemoryClaims;
  const clock = new FakeClock();
  const newId = countingIds();

  function open(name: string): ResearchRuns {
    return new ResearchRuns({
      log,
      api,
      claims: claims.of(name),
      threadsThatMention: log.threadsThatMention,
      clock,
      newId,
      random: () => 0.5,
      ...unhindered,
      reportProblem: (text) => assert.fail(text),
    });
  }

  beforeEach(() => {
    log = new MemoryLog(() => clock.now(), newId);
    api = new FakeApi();
    claims = new MemoryClaims();
  });

  async function ask(runs: ResearchRuns): Promise<TurnAddress> {
    const asked = await runs.ask({
      threadId: null,
      parentId: null,
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

  async function askAgain(address: TurnAddress): Promise<void> {
    const { request } = turn(address).attempt;
    const attemptId = newId() as Turn['attempt']['id'];
    await log.append(address.threadId, { kind: 'askedAgain', turnId: address.turnId, attemptId, request });
  }

  it('bring the answer of a run that was confirmed after another window had asked again', async () => {
    const confirm: (() => void)[] = [];
    const create = api.create.bind(api);
    api.create = async (question, signal) => {
      const outcome = await create(question, signal);
      await new Promise<void>((resolve) => confirm.push(resolve));
      return outcome;
    };
    const address = await ask(open('one'));
    await askAgain(address);
    for (const now of confirm) now();
    await settle();
    assert.equal(api.lastStream.runId, runNumber(1).runId);
    api.lastStream.send(completed(1, 'Norway.'));
    api.lastStream.end();
    await settle();
    const { condition } = turn(address).attempt;
    assert.deepEqual(condition.state === 'answered' && condition.run, runNumber(1));
  });

  it('watch the run of an earlier attempt again after a restart, since it is paid for', async () => {
    const one = open('one');
    const address = await ask(one);
    await one.stop();
    await askAgain(address);
    const thread = log.get(address.threadId);
    assert.equal(thread && summarise(thread).hasActiveRun, true);
    await open('two').resume(address.threadId);
    await settle();
    assert.equal(api.streams.length, 2);
    api.lastStream.send(completed(1, 'Norway.'));
    api.lastStream.end(success('ended'));
    await settle();
    assert.equal(turn(address).attempt.condition.state, 'answered');
    assert.equal(api.created.length, 1);
  });

  it('send nothing when the journal says that another window has sent it meanwhile', async () => {
    const one = open('one');
    const load = log.loadFresh.bind(log);
    log.loadFresh = async (threadId) => {
      // What the other window wrote becomes known only now.
      const turnId = [...(log.get(threadId)?.turns.keys() ?? [])][0];
      const attemptId = turnId && log.get(threadId)?.turns.get(turnId)?.attempt.id;
      if (attemptId) await log.append(threadId, { kind: 'sending', turnId, attemptId, previousInteractionId: null });
      return load(threadId);
    };
    await ask(one);
    assert.equal(api.created.length, 0);
  });
});
