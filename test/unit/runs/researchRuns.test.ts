import assert from 'node:assert/strict';
import { failed } from '../../../src/base/result';
import { failure } from '../../../src/research/thread/failure';
import type { ThreadId, TurnId } from '../../../src/research/thread/ids';
import type { Turn } from '../../../src/research/thread/turn';
import type { ResearchRuns } from '../../../src/runs/researchRuns';
import type { TurnAddress } from '../../../src/runs/send/question';
import { type FakeClock, settle } from '../fakeClock';
import { active, completed, type FakeApi, type MemoryLog, onlyWindow, research, runNumber, unavailable } from './fakes';

describe('Research runs', () => {
  let clock: FakeClock;
  let log: MemoryLog;
  let api: FakeApi;
  let runs: ResearchRuns;
  let problems: readonly string[];

  beforeEach(() => {
    ({ clock, log, api, runs, problems } = onlyWindow());
  });

  async function ask(text: string, parent: TurnAddress | null = null, processor = 'core-fast'): Promise<TurnAddress> {
    const question = {
      threadId: parent?.threadId ?? null,
      parentId: parent?.turnId ?? null,
      text,
      request: research(processor),
      context: [],
    };
    const asked = await runs.ask(question);
    assert(asked.ok, JSON.stringify(asked));
    await settle();
    return asked.value;
  }

  function turn({ threadId, turnId }: TurnAddress): Turn {
    const found = log.get(threadId)?.turns.get(turnId);
    assert(found);
    return found;
  }

  const stateOf = (address: TurnAddress): string => turn(address).attempt.condition.state;

  it('records a question, then that it is being sent, then sends it, then records the run', async () => {
    const address = await ask('Who won?');
    assert.deepEqual(log.kinds(address.threadId), ['asked', 'sending', 'accepted']);
    const { threadId, turnId } = address;
    const origin = { threadId, turnId, attemptId: turn(address).attempt.id };
    assert.deepEqual(api.created, [
      { input: 'Who won?', processor: 'core-fast', previousInteractionId: null, scope: null, origin },
    ]);
  });

  it('records the steps of a run and its answer', async () => {
    const address = await ask('Who won?');
    api.lastStream.send(active);
    api.lastStream.send({ kind: 'step', step: { kind: 'search', message: 'Query: medals', timestamp: null } });
    await settle();
    assert.equal(stateOf(address), 'running');
    api.lastStream.send(completed(1, 'Norway.'));
    api.lastStream.end();
    await settle();
    assert.equal(stateOf(address), 'answered');
    assert.deepEqual(
      turn(address).attempt.trace.map(({ message }) => message),
      ['Query: medals'],
    );
  });

  it('sends a follow-up with the interaction of the answer it builds on, whatever the processor', async () => {
    const first = await ask('Who won?');
    api.lastStream.send(completed(1, 'Norway.'));
    api.lastStream.end();
    await settle();
    await ask('How many?', first, 'lite');
    const { input, processor, previousInteractionId } = api.created[1] ?? {};
    assert.deepEqual([input, processor, previousInteractionId], ['How many?', 'lite', 'interaction_1']);
  });

  it('keeps a follow-up back until its parent is answered, then sends it once', async () => {
    const first = await ask('Who won?');
    const second = await ask('How many?', first);
    assert.equal(api.created.length, 1);
    assert.equal(stateOf(second), 'asked');
    assert(runs.isUnderWay(second.turnId));
    api.lastStream.send(completed(1, 'Norway.'));
    api.lastStream.end();
    await settle();
    assert.equal(api.created.length, 2);
    assert.equal(api.created[1]?.previousInteractionId, 'interaction_1');
    await runs.resume(first.threadId);
    assert.equal(api.created.length, 2);
  });

  it('does not send a waiting follow-up when its parent fails; the person may send it without that context', async () => {
    const first = await ask('Who won?');
    const second = await ask('How many?', first);
    api.lastStream.send({ kind: 'standing', standing: { kind: 'failed', failure: failure('runFailed') } });
    api.lastStream.end();
    await settle();
    assert.equal(stateOf(first), 'failed');
    assert.equal(api.created.length, 1);
    assert.equal(stateOf(second), 'asked');
    const sent = await runs.send(second, { kind: 'research', name: 'core-fast' });
    assert(sent.ok);
    await settle();
    assert.equal(api.created.length, 2);
    assert.equal(api.created[1]?.previousInteractionId, null);
  });

  it('sends a waiting follow-up when its failed parent is retried and answered', async () => {
    const first = await ask('Who won?');
    const second = await ask('How many?', first);
    api.lastStream.send({ kind: 'standing', standing: { kind: 'failed', failure: failure('runFailed') } });
    api.lastStream.end();
    await settle();
    assert((await runs.send(first, { kind: 'research', name: 'base' })).ok);
    await settle();
    api.lastStream.send(completed(2, 'Norway.'));
    api.lastStream.end();
    await settle();
    assert.equal(stateOf(first), 'answered');
    assert.equal(turn(first).earlierAttempts.length, 1);
    assert.equal(stateOf(second), 'accepted');
    assert.equal(api.created[2]?.previousInteractionId, 'interaction_2');
  });

  it('sends nothing when the question cannot be recorded', async () => {
    log.broken = true;
    const asked = await runs.ask({
      threadId: null,
      parentId: null,
      text: 'Who?',
      request: research('lite'),
      context: [],
    });
    assert(!asked.ok);
    assert.equal(asked.failure.kind, 'notRecorded');
    assert.equal(api.created.length, 0);
  });

  it('tells a refused question as failed and lets it be sent again', async () => {
    api.createOutcomes.push(failed({ kind: 'refused', failure: failure('noCredit') }));
    const address = await ask('Who won?');
    assert.equal(stateOf(address), 'failed');
    assert((await runs.send(address, { kind: 'research', name: 'lite' })).ok);
    await settle();
    assert.equal(stateOf(address), 'accepted');
    assert.deepEqual(turn(address).attempt.request, research('lite'));
  });

  it('never sends an unconfirmed question again by itself', async () => {
    api.createOutcomes.push(failed({ kind: 'unconfirmed', detail: 'reset' }));
    const address = await ask('Who won?');
    await clock.advance(3_600_000);
    await runs.resume(address.threadId);
    assert.equal(stateOf(address), 'unconfirmed');
    assert.equal(api.created.length, 1);
  });

  it('refuses empty, over-long and unknown questions without recording them', async () => {
    const refuse = async (text: string, processor: string, threadId: string | null = null): Promise<string> => {
      const asked = await runs.ask({
        threadId: threadId as ThreadId | null,
        parentId: null,
        text,
        request: research(processor),
        context: [],
      });
      return asked.ok ? 'taken' : asked.failure.kind;
    };
    assert.equal(await refuse('  \n', 'lite'), 'emptyQuestion');
    assert.equal(await refuse('x'.repeat(24_001), 'lite'), 'tooLong');
    assert.equal(await refuse('Who?', 'mega'), 'unknownEngine');
    assert.equal(await refuse('Who?', 'lite', '0'.repeat(26)), 'unknownThread');
    assert.equal(api.created.length, 0);
  });

  it('stops watching on request and watches again without sending', async () => {
    const address = await ask('Who won?');
    await runs.stopWatching(address);
    await settle();
    assert.equal(stateOf(address), 'detached');
    assert(!runs.isUnderWay(address.turnId));
    await runs.watchAgain(address);
    await settle();
    assert.equal(api.streams.length, 2);
    api.lastStream.send(completed(1, 'Norway.'));
    api.lastStream.end();
    await settle();
    assert.equal(stateOf(address), 'answered');
    assert.equal(api.created.length, 1);
  });

  it('takes up the runs of an earlier session and marks what was being sent as unconfirmed', async () => {
    const about = async (state: 'sending' | 'accepted'): Promise<TurnAddress> => {
      const threadId = log.newThreadId();
      const turnId = log.newThreadId() as unknown as TurnId;
      const attemptId = 'attempt' as never;
      const request = { kind: 'research', processor: 'lite' } as const;
      await log.append(threadId, {
        kind: 'asked',
        turnId,
        parentId: null,
        question: 'Who?',
        context: [],
        attemptId,
        request,
      });
      await log.append(threadId, { kind: 'sending', turnId, attemptId, previousInteractionId: null });
      if (state === 'accepted') await log.append(threadId, { kind: 'accepted', turnId, attemptId, run: runNumber(7) });
      return { threadId, turnId };
    };
    const sending = await about('sending');
    const accepted = await about('accepted');
    await runs.resume(sending.threadId);
    await runs.resume(accepted.threadId);
    await settle();
    assert.equal(stateOf(sending), 'unconfirmed');
    assert.equal(api.lastStream.runId, 'trun_7');
    assert.equal(api.created.length, 0);
  });

  it('gives a question on its way a moment when the window closes, then records that it is not confirmed', async () => {
    api.createOutcomes.push('never');
    const address = await ask('Who won?');
    const stopped = runs.stop();
    await clock.advance(2_999);
    assert.equal(stateOf(address), 'sending');
    await clock.advance(1);
    await stopped;
    assert.equal(stateOf(address), 'unconfirmed');
  });

  it('says that it waits for the connection, and that it is back', async () => {
    const address = await ask('Who won?');
    api.lastStream.end(failed(unavailable));
    await settle();
    assert.equal(runs.status(address.turnId)?.connection, 'interrupted');
    api.results.push({ ok: true, value: { kind: 'active', started: true } });
    await clock.advance(5_000);
    assert.equal(runs.status(address.turnId)?.connection, 'live');
    assert.equal(api.polls, 1);
    assert.deepEqual(problems, []);
  });
});
