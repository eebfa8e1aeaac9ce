import assert from 'node:assert/strict';
import { localizeWith } from '../../../../src/base/localize';
import { failed, success } from '../../../../src/base/result';
import { failure, type Failure } from '../../../../src/research/thread/failure';
import { SendingGate, type SendingLease } from '../../../../src/runs/send/sendingGate';
import type { ThreadCopies } from '../../../../src/runs/ports/threadCopies';
import { attemptId, threadId } from '../../research/builders';
import { freeLease, noCopies, research } from '../fakes';

const question = { threadId, attemptId: attemptId('a/1'), request: research() };
const forever = new AbortController().signal;

describe('the gate through which questions leave', () => {
  let done: string[];
  let refusal: Failure | null;
  let hasBudget: boolean;
  let copies: ThreadCopies;

  beforeEach(() => {
    done = [];
    refusal = null;
    hasBudget = true;
    copies = noCopies;
  });

  const watched: SendingLease = {
    async hold(signal, work) {
      done.push('take');
      const outcome = await freeLease.hold(signal, work);
      done.push('leave');
      return outcome;
    },
  };

  const gateWith = (lease: SendingLease): SendingGate =>
    new SendingGate({
      lease,
      copies,
      reportProblem: (message) => void done.push(message),
      localize: localizeWith({}),
      hasBudget: () => hasBudget,
      checkBudget: () => {
        done.push('check');
        return Promise.resolve(refusal);
      },
    });

  const record = (): Promise<boolean> => {
    done.push('record');
    return Promise.resolve(true);
  };

  it('is passed alone, from the check until the sending is recorded', async () => {
    assert.deepEqual(await gateWith(watched).letOut(question, record, forever), { kind: 'recorded' });
    assert.deepEqual(done, ['take', 'check', 'record', 'leave']);
  });

  it('makes nobody wait where there is no budget', async () => {
    hasBudget = false;
    assert.deepEqual(await gateWith(watched).letOut(question, record, forever), { kind: 'recorded' });
    assert.deepEqual(done, ['check', 'record']);
  });

  it('records nothing of what is refused', async () => {
    refusal = failure('budgetReached');
    assert.deepEqual(await gateWith(watched).letOut(question, record, forever), { kind: 'refused', failure: refusal });
    assert.deepEqual(done, ['take', 'check', 'leave']);
  });

  it('keeps what was stopped meanwhile, and what could not be recorded', async () => {
    const stopped = AbortSignal.abort();
    assert.deepEqual(await gateWith(watched).letOut(question, record, stopped), { kind: 'kept' });
    assert.deepEqual(done, ['take', 'check', 'leave']);
    const refuse = (): Promise<boolean> => Promise.resolve(false);
    assert.deepEqual(await gateWith(freeLease).letOut(question, refuse, forever), { kind: 'kept' });
    const aborted: SendingLease = { hold: () => Promise.resolve(failed({ kind: 'aborted' })) };
    assert.deepEqual(await gateWith(aborted).letOut(question, record, forever), { kind: 'kept' });
  });

  it('is checked anew by a window that has lost its place meanwhile', async () => {
    let turns = 0;
    const losing: SendingLease = {
      hold: async (_, work) => {
        turns += 1;
        const isHeld = turns > 1;
        return success(await work({ isHeld: () => Promise.resolve(isHeld) }));
      },
    };
    assert.deepEqual(await gateWith(losing).letOut(question, record, forever), { kind: 'recorded' });
    assert.deepEqual(done, ['check', 'check', 'record']);
  });

  it('looks at the copies of the thread first, alone too, budget or not', async () => {
    hasBudget = false;
    copies = {
      exist: () => Promise.resolve(true),
      learn: () => {
        done.push('learn');
        return Promise.resolve(success(undefined));
      },
    };
    assert.deepEqual(await gateWith(watched).letOut(question, record, forever), { kind: 'recorded' });
    assert.deepEqual(done, ['take', 'learn', 'check', 'record', 'leave']);
  });

  it('keeps a question whose thread has a copy that cannot be read, and says so', async () => {
    copies = { exist: () => Promise.resolve(true), learn: () => Promise.resolve(failed('EACCES')) };
    assert.deepEqual(await gateWith(freeLease).letOut(question, record, forever), { kind: 'kept' });
    assert.deepEqual(done, ['A question was not sent, since a copy of its thread could not be read: EACCES']);
  });

  it('stays shut where the windows cannot be told apart, and says why', async () => {
    const broken: SendingLease = { hold: () => Promise.resolve(failed({ kind: 'broken', detail: 'No room.' })) };
    const outcome = await gateWith(broken).letOut(question, record, forever);
    assert(outcome.kind === 'refused');
    assert.deepEqual([outcome.failure.reason, outcome.failure.detail], ['budgetReached', 'No room.']);
    assert.deepEqual(done, []);
  });
});
