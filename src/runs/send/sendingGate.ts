import type { Localize } from '../../base/localize';
import type { Result } from '../../base/result';
import { failure, type Failure } from '../../research/thread/failure';
import type { AttemptId, ThreadId } from '../../research/thread/ids';
import type { TurnRequest } from '../../research/thread/turn';
import type { ThreadCopies } from '../ports/threadCopies';

/** Keeps all windows of this machine from letting questions out at once, whatever folders they have open. */
export interface SendingLease {
  /**
   * Does `work` while no other living window does any; waits until it is this one's turn. Fails where `signal` was aborted
   * before that, and with a sentence where the windows cannot be told apart, so that nothing was done.
   */
  hold<Value>(signal: AbortSignal, work: (lease: HeldLease) => Promise<Value>): Promise<Result<Value, LeaseFailure>>;
}

export interface HeldLease {
  /** Whether it is this window's still: one that was suspended may have lost it to another. */
  isHeld(): Promise<boolean>;
}

export type LeaseFailure = { readonly kind: 'aborted' } | { readonly kind: 'broken'; readonly detail: string };

export interface SendingGateOptions {
  readonly lease: SendingLease;
  readonly copies: ThreadCopies;
  /** Hears why a question stays where it is. */
  readonly reportProblem: (message: string) => void;
  readonly localize: Localize;
  /** Whether the person has set a budget. */
  readonly hasBudget: () => boolean;
  /** Why a question may not be paid for, by what all windows have recorded until now; null when it may. */
  readonly checkBudget: (threadId: ThreadId, request: TurnRequest, attemptId: AttemptId) => Promise<Failure | null>;
}

/** A question that is about to leave. */
export interface LeavingQuestion {
  readonly threadId: ThreadId;
  readonly attemptId: AttemptId;
  readonly request: TurnRequest;
}

/** What became of a question at the gate. */
export type LetOut =
  /** Its sending is recorded, so it counts in every window. */
  | { readonly kind: 'recorded' }
  /** It was not let out, and nothing was recorded. */
  | { readonly kind: 'kept' }
  | { readonly kind: 'refused'; readonly failure: Failure };

/**
 * Where questions leave. With a budget, and where other folders have copies of the thread, each one passes alone, among all
 * windows of this machine, from the look at what was sent and spent until its sending is recorded: so room that is enough
 * for one question is never used by two, and no question is sent by two copies.
 */
export class SendingGate {
  readonly #options: SendingGateOptions;

  constructor(options: SendingGateOptions) {
    this.#options = options;
  }

  /**
   * Lets a question out if it may be paid for.
   *
   * @param record records its sending, unless a copy of the thread has sent it; false where it did not
   */
  async letOut(question: LeavingQuestion, record: () => Promise<boolean>, abort: AbortSignal): Promise<LetOut> {
    const { lease, hasBudget, copies } = this.#options;
    const alone = { isHeld: () => Promise.resolve(true) };
    // Nobody shares what has no limit and no copy.
    if (!hasBudget() && !(await copies.exist(question.threadId)))
      return (await this.#pass(question, record, abort, alone)) ?? kept;
    for (;;) {
      const held = await lease.hold(abort, (mine) => this.#pass(question, record, abort, mine));
      if (!held.ok) return held.failure.kind === 'aborted' ? kept : refusedFor(held.failure.detail);
      if (held.value !== null) return held.value;
    }
  }

  /** Null where the lease went to another window meanwhile, which may have spent what was there. */
  async #pass(
    { threadId, request, attemptId }: LeavingQuestion,
    record: () => Promise<boolean>,
    abort: AbortSignal,
    lease: HeldLease,
  ): Promise<LetOut | null> {
    const { copies, checkBudget, reportProblem, localize } = this.#options;
    const learned = await copies.learn(threadId);
    if (!learned.ok) {
      const { failure: why } = learned;
      reportProblem(localize('A question was not sent, since a copy of its thread could not be read: {0}', why));
      return kept;
    }
    const refusal = await checkBudget(threadId, request, attemptId);
    if (abort.aborted) return kept;
    if (refusal) return { kind: 'refused', failure: refusal };
    if (!(await lease.isHeld())) return null;
    return (await record()) ? { kind: 'recorded' } : kept;
  }
}

const kept: LetOut = { kind: 'kept' };

function refusedFor(detail: string): LetOut {
  return { kind: 'refused', failure: failure('budgetReached', { detail }) };
}
