import type { Clock } from '../../base/clock';
import {
  type AcceptedRun,
  type Attempt,
  attemptsOf,
  attemptUnderWay,
  isUnderWay,
  runOfAttempt,
} from '../../research/thread/turn';
import { followTurn } from './followTurn';
import type { TurnAddress } from '../send/question';
import type { Recorder } from './recorder';
import type { ResearchApi } from '../ports/researchApi';
import type { ThreadCopies } from '../ports/threadCopies';
import type { ThreadLog } from '../ports/threadLog';
import type { AttemptAddress, TurnWork } from './turnWork';

export interface TurnFollowerOptions {
  readonly log: ThreadLog;
  readonly api: ResearchApi;
  readonly recorder: Recorder;
  readonly work: TurnWork;
  readonly copies: ThreadCopies;
  readonly clock: Clock;
  readonly random: () => number;
  /** Hears of a turn that has its end. */
  readonly onFinish: (address: TurnAddress) => void;
}

/** For how long a question may be on its way in another folder before nobody expects news of it any more. */
const answerTime = 2 * 60_000;

/** Follows what was sent: by this window, or by one that is gone. Only asks, never sends. */
export class TurnFollower {
  readonly #options: TurnFollowerOptions;

  constructor(options: TurnFollowerOptions) {
    this.#options = options;
  }

  /** Takes up a turn that no window works on. */
  async takeUp({ threadId, turnId }: TurnAddress): Promise<void> {
    const turn = this.#options.log.get(threadId)?.turns.get(turnId);
    const attempt = turn && attemptUnderWay(turn);
    if (!attempt) return;
    const address = { threadId, turnId, attemptId: attempt.id };
    if (runOfAttempt(attempt)) this.watch(address);
    else await this.#giveUp(address);
  }

  /** Records that nobody knows what came of an attempt whose window is gone. */
  async #giveUp(address: AttemptAddress): Promise<void> {
    const { log, recorder, work, copies, clock } = this.#options;
    const { threadId, turnId, attemptId } = address;
    work.begin(address, 'watch', async () => {
      // A window of another folder may have sent it, and then knows.
      const hasCopies = await copies.exist(threadId);
      if (hasCopies) await copies.learn(threadId);
      // Until this window had it to itself another one may have been at it after all.
      const turn = (await log.loadFresh(threadId))?.turns.get(turnId);
      const attempt = turn && attemptsOf(turn).find(({ id }) => id === attemptId);
      if (!attempt || !isUnderWay(attempt) || runOfAttempt(attempt)) return;
      // It may be under way there at this moment; whoever looks at it later will know.
      if (hasCopies && clock.now() - (attempt.sentAt ?? 0) < answerTime) return;
      const kind = attempt.request.kind === 'quick' ? 'lost' : 'unconfirmed';
      await recorder.record(threadId, { kind, turnId, attemptId, detail: null });
    });
    await work.finished(turnId);
  }

  /** Watches the run of an attempt, unless another window does. */
  watch(address: AttemptAddress): void {
    this.#options.work.begin(address, 'watch', async (abort) => {
      const turn = this.#options.log.get(address.threadId)?.turns.get(address.turnId);
      const attempt = turn && attemptsOf(turn).find(({ id }) => id === address.attemptId);
      const run = attempt && runOfAttempt(attempt);
      if (run) await this.follow(address, attempt, run, abort);
    });
  }

  /** Follows the run of one attempt, whatever becomes of its turn meanwhile. */
  async follow(address: AttemptAddress, attempt: Attempt, run: AcceptedRun, signal: AbortSignal): Promise<void> {
    const { threadId, turnId } = address;
    const { api, clock, random, recorder, work } = this.#options;
    const ended = await followTurn({
      turnId,
      attempt,
      run,
      api,
      clock,
      random,
      signal,
      onConnection: (connection, problem) => work.setStatus({ threadId, turnId }, { connection, problem }),
      record: (event) => recorder.hold(threadId, event, signal),
    });
    if (ended) this.#options.onFinish({ threadId, turnId });
  }
}
