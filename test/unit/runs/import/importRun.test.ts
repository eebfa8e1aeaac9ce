import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isId } from '../../../../src/base/ids';
import { failed, success } from '../../../../src/base/result';
import { failure } from '../../../../src/research/thread/failure';
import type { AttemptId, InteractionId, RunId, ThreadId, TurnId } from '../../../../src/research/thread/ids';
import { contextToInherit, findTurnByRun, pathTo } from '../../../../src/research/thread/tree';
import { engineOf } from '../../../../src/research/engine/engine';
import { runOf, type Turn } from '../../../../src/research/thread/turn';
import type { Adopted, AdoptionFailure, AdoptionRequest } from '../../../../src/runs/import/importRun';
import { deriveIds } from '../../../../src/runs/import/derivedIds';
import type { TurnAddress } from '../../../../src/runs/send/question';
import type { RunDescription, RunInput, RunOrigin } from '../../../../src/runs/ports/researchApi';
import { ResearchRuns } from '../../../../src/runs/researchRuns';
import { FakeClock, settle } from '../../fakeClock';
import { completed, countingIds, FakeApi, firstQuestion, MemoryClaims, MemoryLog, notFound } from '../fakes';
import { research, unavailable, unhindered } from '../fakes';

const runId = (number: number): RunId => `trun_${number}` as RunId;

describe('Adding a run by its id', () => {
  let clock: FakeClock;
  let log: MemoryLog;
  let api: FakeApi;
  let claims: MemoryClaims;
  let runs: ResearchRuns;
  const newId = countingIds();

  function begin(): void {
    clock = new FakeClock();
    log = new MemoryLog(() => clock.now(), newId);
    api = new FakeApi();
    claims = new MemoryClaims();
    runs = open('one');
  }

  beforeEach(begin);

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

  /** A run that was started outside of the extension. */
  function started(
    number: number,
    previous: string | null = null,
    more: Partial<RunDescription & RunInput & { previous: string }> = {},
  ): void {
    const { question = `Question ${number}?`, ...described } = more;
    // As in all published examples an interaction has its run's id.
    const run = { runId: runId(number), interactionId: runId(number) as string as InteractionId };
    const standing = { kind: 'completed', run, answer: null } as const;
    const description = { run, standing, createdAt: 1_000 * number, changedAt: 1_000 * number + 500, origin: null };
    api.descriptions.set(run.runId, success({ ...description, ...described }));
    const previousInteractionId = previous as InteractionId | null;
    api.inputs.set(run.runId, success({ question, processor: 'pro', previousInteractionId }));
  }

  async function adopt(id: RunId, more: Partial<AdoptionRequest> = {}, by = runs): Promise<Adopted> {
    const request = { runId: id, threadId: null, turnId: null, ...more };
    const adopted = await clock.passWhile(by.adopt(request, new AbortController().signal));
    assert(adopted.ok, JSON.stringify(adopted));
    await settle();
    return adopted.value;
  }

  async function refusal(id: RunId, more: Partial<AdoptionRequest> = {}): Promise<AdoptionFailure> {
    const request = { runId: id, threadId: null, turnId: null, ...more };
    const adopted = await runs.adopt(request, new AbortController().signal);
    assert(!adopted.ok);
    return adopted.failure;
  }

  function turn({ threadId, turnId }: TurnAddress): Turn {
    const found = log.get(threadId)?.turns.get(turnId);
    assert(found);
    return found;
  }

  function path(address: TurnAddress): readonly Turn[] {
    const thread = log.get(address.threadId);
    assert(thread);
    return pathTo(thread, address.turnId);
  }

  /** All streams tell that their runs are completed. */
  async function complete(): Promise<void> {
    for (const stream of api.streams.splice(0)) {
      const event = completed(0, `Answer of ${stream.runId}.`);
      assert(event.kind === 'standing' && event.standing.kind === 'completed');
      const run = { runId: stream.runId, interactionId: stream.runId as string as InteractionId };
      stream.send({ kind: 'standing', standing: { ...event.standing, run } });
      stream.end();
    }
    await settle();
  }

  async function ask(): Promise<TurnAddress> {
    const asked = await runs.ask(firstQuestion('Who won?', research('pro')));
    assert(asked.ok);
    await settle();
    return asked.value;
  }

  const originOf = (address: TurnAddress): RunOrigin => ({ ...address, attemptId: turn(address).attempt.id });

  it('makes a thread of the run and of those that it continues, with their answers; a follow-up continues it', async () => {
    started(1);
    started(2, 'trun_1');
    started(3, 'trun_2');
    const adopted = await adopt(runId(3));
    assert.equal(adopted.kind, 'added');
    const turns = path(adopted);
    assert.deepEqual(
      turns.map(({ question }) => question),
      ['Question 1?', 'Question 2?', 'Question 3?'],
    );
    await complete();
    const answered = path(adopted).map(({ attempt: { condition, sentAt, previousInteractionId, request } }) => {
      assert(condition.state === 'answered' && condition.answer.type === 'text');
      const { name } = engineOf(request);
      return [condition.answer.text, condition.answeredAt - (sentAt ?? 0), previousInteractionId, name];
    });
    assert.deepEqual(answered, [
      ['Answer of trun_1.', 500, null, 'pro'],
      ['Answer of trun_2.', 500, 'trun_1', 'pro'],
      ['Answer of trun_3.', 500, 'trun_2', 'pro'],
    ]);
    assert.deepEqual(
      path(adopted).map(({ adoption }) => adoption?.earlierMissing),
      [false, false, false],
    );
    const thread = log.get(adopted.threadId);
    assert(thread);
    const { turnId } = adopted;
    assert.deepEqual(contextToInherit(thread, turnId), { kind: 'ready', interactionId: 'trun_3', turnId });
    assert.equal(api.created.length, 0);
  });

  it('watches a run that goes on and records one that failed with its reason', async () => {
    const run = { runId: runId(1), interactionId: 'trun_1' as InteractionId };
    started(1, null, { standing: { kind: 'active', started: true }, run });
    const going = await adopt(runId(1));
    assert.equal(turn(going).attempt.condition.state, 'accepted');
    assert.equal(turn(going).attempt.endedAt, null);
    assert(runs.isUnderWay(going.turnId));
    const broken = failure('runFailed', { detail: 'The web was closed.' });
    api.lastStream.send({ kind: 'standing', standing: { kind: 'failed', failure: broken } });
    api.lastStream.end();
    await settle();
    const { condition } = turn(going).attempt;
    assert(condition.state === 'failed');
    assert.deepEqual(condition.failure, broken);
    assert.equal(api.created.length, 0);
  });

  it('says that earlier questions could not be read: unknown ones, those of another kind, circles, endless chains', async () => {
    const missing = async (id: RunId): Promise<boolean | undefined> =>
      path(await adopt(id))[0]?.adoption?.earlierMissing;
    started(1, 'trun_gone');
    assert.equal(await missing(runId(1)), true);
    started(2, 'chat_1');
    api.descriptions.set('chat_1', failed({ kind: 'refused', failure: failure('invalidRequest') }));
    assert.equal(await missing(runId(2)), true);
    started(3, 'trun_4');
    started(4, 'trun_3');
    assert.equal(await missing(runId(3)), true);
    started(5, 'trun_5');
    assert.equal(await missing(runId(5)), true);
    for (let number = 100; number < 300; number += 1) started(number, `trun_${number - 1}`);
    const deep = await adopt(runId(299));
    assert.equal(path(deep).length, 50);
    assert.equal(path(deep)[0]?.adoption?.earlierMissing, true);
    assert.equal(path(deep)[1]?.adoption?.earlierMissing, false);
  });

  it('makes one turn of a run that is added twice, by two windows at once and again later', async () => {
    started(1);
    started(2, 'trun_1');
    const [one, two] = await Promise.all([adopt(runId(2)), adopt(runId(2), {}, open('two'))]);
    assert.deepEqual([two.threadId, two.turnId], [one.threadId, one.turnId]);
    assert.equal(log.get(one.threadId)?.turns.size, 2);
    const again = await adopt(runId(2));
    assert.deepEqual(again, { kind: 'known', threadId: one.threadId, turnId: one.turnId });
    const ids = await deriveIds(runId(2));
    assert(Object.values(ids).every(isId));
  });

  it('opens the thread that has the run already, and takes it back when it was deleted', async () => {
    const address = await ask();
    await log.append(address.threadId, { kind: 'deleted' });
    const adopted = await adopt(runId(1));
    assert.deepEqual(adopted, { kind: 'known', ...address });
    assert.equal(log.get(address.threadId)?.deletedAt, null);
  });

  it('puts a run below the turn that it continues, wherever that is', async () => {
    const first = await ask();
    await complete();
    started(9, 'trun_1');
    const adopted = await adopt(runId(9));
    assert.equal(adopted.threadId, first.threadId);
    assert.equal(turn(adopted).parentId, first.turnId);
    assert.equal(turn(adopted).adoption?.earlierMissing, false);
  });

  it('adds to the thread that is named, and knows when there is none', async () => {
    const first = await ask();
    started(9);
    const adopted = await adopt(runId(9), { threadId: first.threadId });
    assert.equal(adopted.threadId, first.threadId);
    assert.equal(turn(adopted).parentId, null);
    assert.equal((await refusal(runId(8), { threadId: '0'.repeat(26) as ThreadId })).kind, 'unknownThread');
  });

  it('settles the very turn that a run names, and never sends it again', async () => {
    api.createOutcomes.push(failed({ kind: 'unconfirmed', detail: 'reset' }));
    const address = await ask();
    started(7, null, { origin: originOf(address), question: 'Who won?' });
    assert.deepEqual(await adopt(runId(7)), { kind: 'settled', ...address });
    await complete();
    assert.equal(runOf(turn(address))?.runId, 'trun_7');
    assert.equal(log.get(address.threadId)?.turns.size, 1);
    assert.equal(api.created.length, 1);
  });

  it('settles a question that a window was sending when it died, but not one that a living window is sending', async () => {
    api.createOutcomes.push('never');
    const address = await ask();
    const two = open('two');
    started(7, null, { origin: originOf(address), question: 'Who won?' });
    const beside = await adopt(runId(7), {}, two);
    assert.equal(beside.kind, 'added');
    assert.equal(turn(address).attempt.condition.state, 'sending');
    started(8, null, { origin: originOf(address), question: 'Who won?' });
    claims.die('one');
    assert.deepEqual(await adopt(runId(8), {}, two), { kind: 'settled', ...address });
  });

  it('settles the turn that the person names when metadata or question agree, and refuses another run', async () => {
    api.createOutcomes.push(failed({ kind: 'unconfirmed', detail: null }));
    const address = await ask();
    started(5, null, { question: 'Something else?' });
    assert.deepEqual(await refusal(runId(5), address), { kind: 'anotherQuestion' });
    started(6, null, { question: 'Who won?', origin: { ...originOf(address), turnId: 'x' as TurnId } });
    assert.deepEqual(await refusal(runId(6), address), { kind: 'anotherQuestion' });
    // A run that was started before runs named their turns.
    started(7, null, { question: 'Who won?' });
    assert.equal((await adopt(runId(7), address)).kind, 'settled');
  });

  it('puts a run of an earlier sending beside its turn', async () => {
    api.createOutcomes.push(failed({ kind: 'unconfirmed', detail: null }));
    const address = await ask();
    const origin = originOf(address);
    assert((await runs.send(address, { kind: 'research', name: 'pro' })).ok);
    await settle();
    started(7, null, { origin, question: 'Who won?' });
    const adopted = await adopt(runId(7));
    assert.equal(adopted.kind, 'added');
    assert.equal(adopted.threadId, address.threadId);
    assert.notEqual(adopted.turnId, address.turnId);
  });

  it('says why a run could not be read, and records nothing', async () => {
    assert.deepEqual(await refusal(runId(1)), { kind: 'notRead', passing: false, failure: notFound.failure });
    started(2, 'trun_1');
    api.descriptions.set('trun_1', failed(unavailable));
    assert.deepEqual(await refusal(runId(2)), { kind: 'notRead', passing: true, failure: unavailable.failure });
    const signal = AbortSignal.abort();
    const cancelled = await runs.adopt({ runId: runId(2), threadId: null, turnId: null }, signal);
    assert.deepEqual(cancelled, failed({ kind: 'cancelled' }));
    log.broken = true;
    api.descriptions.set('trun_1', failed(notFound));
    assert.equal((await refusal(runId(2))).kind, 'notRecorded');
    assert.deepEqual(await log.threadsThatMention('trun_2'), []);
  });

  it('never starts a run, whatever chain the API tells of', async () => {
    const number = fc.integer({ min: 1, max: 6 });
    const origin = fc.constant<RunOrigin>({
      threadId: '01h00000000000000000000001' as ThreadId,
      turnId: '01h00000000000000000000002' as TurnId,
      attemptId: '01h00000000000000000000003' as AttemptId,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(number, fc.option(number), fc.option(origin)), { maxLength: 8 }),
        fc.array(number, { minLength: 1, maxLength: 5 }),
        async (chain, wanted) => {
          begin();
          for (const [id, previous, from] of chain) {
            started(id, previous === null ? null : `trun_${previous}`, { origin: from });
          }
          for (const id of wanted) {
            const request = { runId: runId(id), threadId: null, turnId: null };
            await clock.passWhile(runs.adopt(request, new AbortController().signal));
            await complete();
          }
          assert.equal(api.created.length, 0);
          const threads = [...new Set((await log.threadsThatMention('adopted')).map((id) => log.get(id)))];
          for (const id of wanted) {
            assert(threads.filter((thread) => thread && findTurnByRun(thread, runId(id))).length <= 1);
          }
          await runs.stop();
        },
      ),
    );
  });
});
