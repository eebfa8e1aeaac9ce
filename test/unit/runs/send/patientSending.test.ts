import assert from 'node:assert/strict';
import { localizeWith } from '../../../../src/base/localize';
import { failed } from '../../../../src/base/result';
import { failure, type Failure } from '../../../../src/research/thread/failure';
import type { Turn } from '../../../../src/research/thread/turn';
import type { TurnAddress } from '../../../../src/runs/send/question';
import { ResearchRuns } from '../../../../src/runs/researchRuns';
import { SendingGate } from '../../../../src/runs/send/sendingGate';
import { FakeClock, settle } from '../../fakeClock';
import { countingIds, FakeApi, firstQuestion, freeLease, MemoryClaims, MemoryLog, noCopies } from '../fakes';

const lite = { kind: 'research', name: 'lite' } as const;
const base = { kind: 'research', name: 'base' } as const;

describe('A question that was refused because there were too many', () => {
  let clock: FakeClock;
  let log: MemoryLog;
  let api: FakeApi;
  let claims: MemoryClaims;
  let runs: ResearchRuns;
  let budgetRefusal: Failure | null;
  const newId = countingIds();
  const gate = new SendingGate({
    lease: freeLease,
    copies: noCopies,
    reportProblem: (text) => assert.equal(text, ''),
    localize: localizeWith({}),
    hasBudget: () => true,
    checkBudget: () => Promise.resolve(budgetRefusal),
  });

  function open(name: string): ResearchRuns {
    return new ResearchRuns({
      log,
      api,
      claims: claims.of(name),
      threadsThatMention: log.threadsThatMention,
      copies: noCopies,
      letOut: (...question) => gate.letOut(...question),
      clock,
      newId,
      random: () => 0.5,
      reportProblem: (text) => assert.equal(text, 'The disk is full.'),
    });
  }

  beforeEach(() => {
    clock = new FakeClock();
    log = new MemoryLog(() => clock.now(), newId);
    api = new FakeApi();
    claims = new MemoryClaims();
    budgetRefusal = null;
    runs = open('one');
  });

  const refusal = (retryAfterSeconds: number | null) =>
    failed({ kind: 'refused', failure: failure('rateLimited', { retryAfterSeconds }) } as const);
  const turn = ({ threadId, turnId }: TurnAddress): Turn | undefined => log.get(threadId)?.turns.get(turnId);
  const stateOf = (address: TurnAddress): string | undefined => turn(address)?.attempt.condition.state;

  async function askRefused(retryAfterSeconds: number | null = 30): Promise<TurnAddress> {
    api.createOutcomes.push(refusal(retryAfterSeconds));
    const asked = await runs.ask(firstQuestion('Who won?'));
    assert(asked.ok);
    await settle();
    await settle();
    assert.equal(stateOf(asked.value), 'failed');
    return asked.value;
  }

  it('is never sent again without a wish', async () => {
    await askRefused();
    await clock.advance(3 * 3_600_000);
    assert.equal(api.created.length, 1);
  });

  it('is sent once when the limit is over, by what the person chose', async () => {
    const address = await askRefused(30);
    await clock.advance(10_000);
    const wished = await runs.patientSending.sendWhenFree(address, base);
    assert.deepEqual(wished, { ok: true, value: address });
    assert.equal(runs.patientSending.sendsAt(address.turnId), clock.now() + 20_000);
    await clock.advance(19_999);
    assert.equal(api.created.length, 1);
    await clock.advance(1);
    assert.deepEqual([api.created.length, api.created[1]?.processor, stateOf(address)], [2, 'base', 'accepted']);
    assert.equal(runs.patientSending.sendsAt(address.turnId), undefined);
    await clock.advance(3_600_000);
    assert.equal(api.created.length, 2);
  });

  it('waits for the person again when it is refused once more', async () => {
    const address = await askRefused(5);
    api.createOutcomes.push(refusal(5));
    await runs.patientSending.sendWhenFree(address, lite);
    await clock.advance(3_600_000);
    assert.deepEqual([api.created.length, stateOf(address)], [2, 'failed']);
    assert.equal(runs.patientSending.sendsAt(address.turnId), undefined);
  });

  it('is not sent when the wish is taken back, and can be sent elsewhere then', async () => {
    const address = await askRefused();
    await runs.patientSending.sendWhenFree(address, lite);
    const other = open('two');
    assert.deepEqual(await other.send(address, lite), failed({ kind: 'inAnotherWindow' }));
    assert.deepEqual(await other.patientSending.sendWhenFree(address, lite), failed({ kind: 'inAnotherWindow' }));
    runs.patientSending.takeBack(address.turnId);
    await clock.advance(60_000);
    assert.equal(api.created.length, 1);
    assert((await other.send(address, lite)).ok);
    await settle();
    assert.equal(api.created.length, 2);
  });

  it('is not sent as it stood before when a person has begun to word it anew, until they wish it once more', async () => {
    const address = await askRefused(30);
    await runs.patientSending.sendWhenFree(address, lite);
    runs.holdBack(new Set([address.turnId]));
    assert.equal(runs.patientSending.sendsAt(address.turnId), undefined);
    runs.holdBack(new Set());
    await clock.advance(60_000);
    assert.equal(api.created.length, 1);
    await runs.patientSending.sendWhenFree(address, lite);
    await clock.advance(1);
    assert.equal(api.created.length, 2);
  });

  it('is sent once when the person sends it by hand meanwhile', async () => {
    const address = await askRefused();
    await runs.patientSending.sendWhenFree(address, lite);
    assert((await runs.send(address, lite)).ok);
    await clock.advance(3_600_000);
    assert.equal(api.created.length, 2);
  });

  it('is sent once when it is wished twice', async () => {
    const address = await askRefused();
    await Promise.all([
      runs.patientSending.sendWhenFree(address, lite),
      runs.patientSending.sendWhenFree(address, lite),
    ]);
    await clock.advance(3_600_000);
    assert.equal(api.created.length, 2);
  });

  it('is not sent when a budget does not allow it by then', async () => {
    const address = await askRefused();
    await runs.patientSending.sendWhenFree(address, lite);
    budgetRefusal = failure('budgetReached');
    await clock.advance(60_000);
    assert.deepEqual([api.created.length, stateOf(address)], [1, 'failed']);
  });

  it('is not sent when its thread is deleted', async () => {
    const address = await askRefused();
    await runs.patientSending.sendWhenFree(address, lite);
    await log.append(address.threadId, { kind: 'deleted' });
    await clock.advance(60_000);
    assert.equal(api.created.length, 1);
    assert.equal(runs.patientSending.sendsAt(address.turnId), undefined);
  });

  it('cannot be wished where it is not certain that it was not taken', async () => {
    api.createOutcomes.push(failed({ kind: 'unconfirmed', detail: 'HTTP 500', status: 500 }));
    const asked = await runs.ask(firstQuestion('Who won?'));
    assert(asked.ok);
    await settle();
    await settle();
    assert.equal(stateOf(asked.value), 'unconfirmed');
    assert.deepEqual(await runs.patientSending.sendWhenFree(asked.value, lite), failed({ kind: 'notSendable' }));
  });

  describe('when the window is loaded again', () => {
    async function leaveWish(): Promise<{ address: TurnAddress; wish: (typeof runs.patientSending.wishes)[number] }> {
      const address = await askRefused(30);
      await runs.patientSending.sendWhenFree(address, lite);
      const [wish] = runs.patientSending.wishes;
      assert(wish);
      await runs.stop();
      claims.die('one');
      return { address, wish };
    }

    it('is sent at its time by the next one', async () => {
      const { address, wish } = await leaveWish();
      await clock.advance(10_000);
      assert.equal(api.created.length, 1);
      const next = open('two');
      await next.patientSending.resume(wish);
      assert.equal(next.patientSending.sendsAt(address.turnId), wish.at);
      await clock.advance(20_000);
      assert.equal(api.created.length, 2);
    });

    it('is not sent by the next one where the person is wording it anew', async () => {
      const { address, wish } = await leaveWish();
      const next = open('two');
      next.holdBack(new Set([address.turnId]));
      await next.patientSending.resume(wish);
      await clock.advance(60_000);
      assert.equal(api.created.length, 1);
      assert((await open('three').send(address, lite)).ok);
    });

    it('is not sent when its time has passed without a window', async () => {
      const { wish } = await leaveWish();
      await clock.advance(31_000);
      await open('two').patientSending.resume(wish);
      await clock.advance(3_600_000);
      assert.equal(api.created.length, 1);
    });

    it('is not sent when it was sent meanwhile', async () => {
      const { address, wish } = await leaveWish();
      const other = open('two');
      assert((await other.send(address, lite)).ok);
      await settle();
      claims.die('two');
      await open('three').patientSending.resume(wish);
      await clock.advance(60_000);
      assert.equal(api.created.length, 2);
    });

    it('waits until the window before has ended', async () => {
      const address = await askRefused(30);
      await runs.patientSending.sendWhenFree(address, lite);
      const [wish] = runs.patientSending.wishes;
      assert(wish);
      const next = open('two');
      await next.patientSending.resume(wish);
      assert.equal(next.patientSending.sendsAt(address.turnId), undefined);
      await runs.stop();
      claims.die('one');
      await clock.advance(1_000);
      assert.equal(next.patientSending.sendsAt(address.turnId), wish.at);
      await clock.advance(60_000);
      assert.equal(api.created.length, 2);
    });
  });
});
