import assert from 'node:assert/strict';
import { failed } from '../../../../src/base/result';
import { failure } from '../../../../src/research/thread/failure';
import type { Turn, TurnRequest } from '../../../../src/research/thread/turn';
import type { TurnAddress, Wording } from '../../../../src/runs/send/question';
import { ResearchRuns } from '../../../../src/runs/researchRuns';
import { FakeClock, settle } from '../../fakeClock';
import { completed, countingIds, FakeApi, MemoryClaims, MemoryLog, quick, research, unhindered } from '../fakes';

describe('Questions that were not sent yet', () => {
  let clock: FakeClock;
  let log: MemoryLog;
  let api: FakeApi;
  let claims: MemoryClaims;
  let runs: ResearchRuns;
  const newId = countingIds();

  function open(name: string): ResearchRuns {
    return new ResearchRuns({
      log,
      api,
      claims: claims.of(name),
      threadsThatMention: log.threadsThatMention,
      ...unhindered,
      clock,
      newId,
      random: () => 0.5,
      reportProblem: (text) => assert.equal(text, 'The disk is full.'),
    });
  }

  function begin(): void {
    clock = new FakeClock();
    log = new MemoryLog(() => clock.now(), newId);
    api = new FakeApi();
    claims = new MemoryClaims();
    runs = open('one');
  }

  beforeEach(begin);

  async function ask(text: string, parent: TurnAddress | null = null): Promise<TurnAddress> {
    const place = { threadId: parent?.threadId ?? null, parentId: parent?.turnId ?? null };
    const asked = await runs.ask({ ...place, text, request: research(), context: [] });
    assert(asked.ok, JSON.stringify(asked));
    await settle();
    return asked.value;
  }

  const turn = ({ threadId, turnId }: TurnAddress): Turn | undefined => log.get(threadId)?.turns.get(turnId);
  const words = (text: string, request: TurnRequest = research()): Wording => ({ text, request, context: [] });
  const inputs = (): string[] => api.created.map(({ input }) => input);

  async function answerFirst(): Promise<void> {
    const [stream] = api.streams;
    stream?.send(completed(1, 'Norway.'));
    stream?.end();
    await settle();
    await settle();
  }

  it('can be worded anew while they wait: the new words are sent, and in the new way', async () => {
    const first = await ask('Who won?');
    const second = await ask('How many?', first);
    const reworded = await runs.reword(second, words('  How many of them gold?\n', quick('lite')));
    assert.deepEqual(reworded, { ok: true, value: second });
    assert.equal(turn(second)?.question, 'How many of them gold?');
    assert(runs.isUnderWay(second.turnId));
    assert.equal(api.created.length, 1);
    await answerFirst();
    assert.equal(api.created.length, 1);
    const { messages, model, previousInteractionId } = api.lastAnswer.question;
    assert.deepEqual(messages, [{ role: 'user', text: 'How many of them gold?' }]);
    assert.deepEqual([model, previousInteractionId], ['lite', 'interaction_1']);
  });

  it('wait while a person words them anew, also when their answer is there, and go on when that is given up', async () => {
    const first = await ask('Who won?');
    const second = await ask('How many?', first);
    runs.holdBack(new Set([second.turnId]));
    await answerFirst();
    assert.deepEqual(inputs(), ['Who won?']);
    assert(runs.isUnderWay(second.turnId));
    runs.holdBack(new Set());
    await settle();
    assert.deepEqual(inputs(), ['Who won?', 'How many?']);
  });

  it('wait while a person words them anew, and are sent once, with the new words, although these are still held back', async () => {
    const first = await ask('Who won?');
    const second = await ask('How many?', first);
    runs.holdBack(new Set([second.turnId]));
    await answerFirst();
    await runs.reword(second, words('How many of them gold?'));
    await settle();
    assert.deepEqual(inputs(), ['Who won?', 'How many of them gold?']);
    runs.holdBack(new Set());
    await settle();
    assert.deepEqual(inputs(), ['Who won?', 'How many of them gold?']);
  });

  it('leave with one wording, shown and sent, when the answer that they wait for arrives meanwhile', async () => {
    for (let moment = 0; moment < 60; moment += 1) {
      begin();
      const first = await ask('Who won?');
      const second = await ask('How many?', first);
      const answering = answerFirst();
      for (let turns = 0; turns < moment; turns += 1) await Promise.resolve();
      const reworded = await runs.reword(second, words('How many of them gold?'));
      await answering;
      await settle();
      assert.equal(api.created.length, 2);
      assert.equal(inputs()[1], turn(second)?.question);
      assert.equal(inputs()[1], reworded.ok ? 'How many of them gold?' : 'How many?');
    }
  });

  it('cannot be worded anew or dropped once they were sent', async () => {
    const first = await ask('Who won?');
    assert.deepEqual(await runs.reword(first, words('Who lost?')), failed({ kind: 'alreadySent' }));
    assert.deepEqual(await runs.drop(first), failed({ kind: 'alreadySent' }));
    await answerFirst();
    assert.deepEqual(await runs.reword(first, words('Who lost?')), failed({ kind: 'alreadySent' }));
    assert.equal(turn(first)?.question, 'Who won?');
    // Refusing leaves no claim behind that would keep others from anything.
    assert.deepEqual([...(await claims.of('two').claimedElsewhere())], []);
  });

  it('cannot be worded anew as what could not be asked', async () => {
    const second = await ask('How many?', await ask('Who won?'));
    assert.deepEqual(await runs.reword(second, words(' ')), failed({ kind: 'emptyQuestion' }));
    assert.deepEqual(
      await runs.reword(second, words('Who?', research('mega'))),
      failed({ kind: 'unknownEngine', name: 'mega' }),
    );
    assert.equal(turn(second)?.question, 'How many?');
  });

  it('are dropped with those below: nothing of them is sent', async () => {
    const first = await ask('Who won?');
    const second = await ask('How many?', first);
    const third = await ask('Since when?', second);
    const other = await ask('Who was second?', first);
    assert.deepEqual(await runs.drop(second), { ok: true, value: second });
    assert.deepEqual([turn(second), turn(third)], [undefined, undefined]);
    assert(!runs.isUnderWay(second.turnId) && !runs.isUnderWay(third.turnId));
    await answerFirst();
    assert.deepEqual(inputs(), ['Who won?', 'Who was second?']);
    assert(turn(other));
    assert.equal(log.get(first.threadId)?.turns.size, 2);
  });

  it('stay, with those above, when the disk takes the dropping of those below only', async () => {
    const first = await ask('Who won?');
    const second = await ask('How many?', first);
    const third = await ask('Since when?', second);
    log.onDidChange(({ threadId }) => (log.broken ||= log.kinds(threadId).at(-1) === 'dropped'));
    const dropped = await runs.drop(second);
    assert(!dropped.ok && dropped.failure.kind === 'notRecorded');
    log.broken = false;
    assert.equal(turn(third), undefined);
    assert(runs.isUnderWay(second.turnId));
    await answerFirst();
    assert.deepEqual(inputs(), ['Who won?', 'How many?']);
  });

  it('keep their words and go on when new ones cannot be recorded', async () => {
    const first = await ask('Who won?');
    const second = await ask('How many?', first);
    log.broken = true;
    const reworded = await runs.reword(second, words('How many of them gold?'));
    assert(!reworded.ok && reworded.failure.kind === 'notRecorded');
    log.broken = false;
    await answerFirst();
    assert.deepEqual(inputs(), ['Who won?', 'How many?']);
  });

  it('of another window that lives can neither be worded anew nor dropped; of one that is gone they can', async () => {
    const first = await ask('Who won?');
    const second = await ask('How many?', first);
    const two = open('two');
    assert.deepEqual(await two.reword(second, words('Why?')), failed({ kind: 'inAnotherWindow' }));
    assert.deepEqual(await two.drop(second), failed({ kind: 'inAnotherWindow' }));
    await runs.stop();
    claims.die('one');
    assert((await two.reword(second, words('Why?'))).ok);
    assert.equal(turn(second)?.question, 'Why?');
    assert(two.isUnderWay(second.turnId));
    assert((await two.drop(second)).ok);
    assert.equal(turn(second), undefined);
  });

  it('are shown as they were sent when one window rewords and another sends at once', async () => {
    for (const rewordsFirst of [true, false]) {
      api = new FakeApi();
      claims = new MemoryClaims();
      runs = open('one');
      const two = open('two');
      const first = await ask('Who won?');
      const second = await ask('How many?', first);
      api.lastStream.send({ kind: 'standing', standing: { kind: 'failed', failure: failure('runFailed') } });
      api.lastStream.end();
      await settle();
      // The window where it waited is gone, so that both others offer everything.
      await runs.stop();
      claims.die('one');
      const three = open('three');
      const send = (): Promise<unknown> => two.send(second, { kind: 'research', name: 'lite' });
      const reword = (): Promise<unknown> => three.reword(second, words('How many of them gold?'));
      await Promise.all(rewordsFirst ? [reword(), send()] : [send(), reword()]);
      await settle();
      assert.equal(api.created.length, 2);
      assert.equal(inputs()[1], turn(second)?.question);
    }
  });

  it('are sent when they are worded anew and nothing keeps them any more', async () => {
    const first = await ask('Who won?');
    const second = await ask('How many?', first);
    await runs.stop();
    claims.die('one');
    const two = open('two');
    await answerFirst();
    const [stream] = api.streams;
    assert(stream);
    await two.resume(first.threadId);
    await settle();
    api.lastStream.send(completed(1, 'Norway.'));
    api.lastStream.end();
    await settle();
    assert.equal(api.created.length, 1);
    assert((await two.reword(second, words('How many of them gold?'))).ok);
    await settle();
    assert.deepEqual(inputs(), ['Who won?', 'How many of them gold?']);
  });

  it('wait again when what they build on is sent again in the moment in which they leave', async () => {
    const first = await ask('Who won?');
    const second = await ask('How many?', first);
    api.lastStream.send({ kind: 'standing', standing: { kind: 'failed', failure: failure('runFailed') } });
    api.lastStream.end();
    await settle();
    await Promise.all([
      runs.send(second, { kind: 'research', name: 'lite' }),
      runs.send(first, { kind: 'research', name: 'lite' }),
    ]);
    await settle();
    const sent = inputs().filter((input) => input === 'How many?').length;
    assert.equal(sent === 1 ? turn(second)?.attempt.condition.state : 'asked', turn(second)?.attempt.condition.state);
    if (sent === 0) assert(runs.isUnderWay(second.turnId));
  });
});
