import { failed, type Result, success } from '../../base/result';
import { Sequencer } from '../../base/sequencer';
import { recordedContext } from '../../research/thread/context';
import { engineFacts, engineOf } from '../../research/engine/engine';
import type { ThreadEvent } from '../../research/thread/events';
import type { ThreadId, TurnId } from '../../research/thread/ids';
import { contextToInherit, descendantsOf } from '../../research/thread/tree';
import { isUnsent } from '../../research/thread/turn';
import { checkQuestion, type AskFailure, type TurnAddress, type Wording } from './question';
import type { ThreadLog } from '../ports/threadLog';
import type { AttemptAddress } from '../watch/turnWork';
import type { WatchClaims } from '../ports/turnLeases';

export interface UnsentQuestionsOptions {
  readonly log: ThreadLog;
  readonly claims: WatchClaims;
  /** Whether this window sends or watches a turn. */
  readonly isWorkedOn: (turnId: TurnId) => boolean;
  /** Begins to send a question whose context is there; nothing happens to one that is worked on. */
  readonly send: (address: AttemptAddress) => void;
}

/**
 * The questions that were recorded and not sent. Each waits for the answer that it builds on, in the window where it was
 * asked, and is sent then; until it leaves it can be reworded and dropped. Whoever changes one has it alone: no other
 * window, by a claim, and not the sending of this one, so that what is shown is what is sent.
 */
export class UnsentQuestions {
  readonly #options: UnsentQuestionsOptions;
  /** Sent as soon as the turn that they wait for is answered. Forgotten when the window closes. */
  readonly #waiting = new Map<TurnId, { readonly threadId: ThreadId; readonly waitsFor: TurnId }>();
  /** Being worded anew by the person at this moment. */
  #edited: ReadonlySet<TurnId> = new Set();
  /** Being changed at this moment, each with whether it shall go on afterwards. */
  readonly #held = new Map<TurnId, { goesOn: boolean }>();
  /** One change after the other, so that two of one question never mix. */
  readonly #changes = new Sequencer();

  constructor(options: UnsentQuestionsOptions) {
    this.#options = options;
  }

  /** Whether this window will send a question when what it waits for is there. */
  isWaiting(turnId: TurnId): boolean {
    return this.#waiting.has(turnId);
  }

  /** Sends a recorded question if what it builds on is there, else keeps it for when it is. */
  advance({ threadId, turnId }: TurnAddress): void {
    const held = this.#held.get(turnId);
    if (held) {
      held.goesOn = true;
      return;
    }
    this.#waiting.delete(turnId);
    const thread = this.#options.log.get(threadId);
    const turn = thread?.turns.get(turnId);
    if (!thread || turn?.attempt.condition.state !== 'asked' || turn.question === null) return;
    const context = contextToInherit(thread, turn.parentId);
    if (context.kind === 'pending') {
      this.#waiting.set(turnId, { threadId, waitsFor: context.turnId });
      // So that no other window offers to send it.
      void this.#options.claims.claim(turnId, 'send');
      return;
    }
    if (engineFacts(engineOf(turn.attempt.request)))
      this.#options.send({ threadId, turnId, attemptId: turn.attempt.id });
  }

  /** Sends what waited for an answer of the thread that is there now. */
  advanceAll(threadId: ThreadId): void {
    const thread = this.#options.log.get(threadId);
    for (const [turnId, entry] of [...this.#waiting]) {
      if (entry.threadId !== threadId || this.#edited.has(turnId)) continue;
      // A parent that failed leaves the question waiting: the person may retry it, or send without its context.
      if (thread?.turns.get(entry.waitsFor)?.attempt.condition.state !== 'answered') continue;
      this.advance({ threadId, turnId });
    }
  }

  /**
   * Holds back what a person is wording anew in this window: what is about to be changed is not sent, let alone paid for, as
   * it stood before. Whatever is not among them any more goes on.
   */
  holdBack(edited: ReadonlySet<TurnId>): void {
    const done = [...this.#edited].filter((turnId) => !edited.has(turnId));
    this.#edited = edited;
    for (const threadId of new Set(done.map((turnId) => this.#waiting.get(turnId)?.threadId)))
      if (threadId) this.advanceAll(threadId);
  }

  /** Leaves a question to whoever has it now. */
  leave(turnId: TurnId): void {
    this.#waiting.delete(turnId);
    const held = this.#held.get(turnId);
    if (held) held.goesOn = false;
  }

  /** Does `work` for a question while no other window has it. What neither waits nor is sent then is everybody's again. */
  async alone<Value>(
    turnId: TurnId,
    work: () => Promise<Result<Value, AskFailure>>,
  ): Promise<Result<Value, AskFailure>> {
    if (!(await this.#options.claims.claim(turnId, 'send'))) return failed({ kind: 'inAnotherWindow' });
    const done = await work();
    this.#giveBack(turnId);
    return done;
  }

  #giveBack(turnId: TurnId): void {
    const isTaken = this.#waiting.has(turnId) || this.#held.has(turnId) || this.#options.isWorkedOn(turnId);
    if (!isTaken) this.#options.claims.release(turnId);
  }

  leaveAll(): void {
    this.#waiting.clear();
  }

  /** Changes a question that was not sent yet; it goes on waiting, or is sent now if nothing keeps it any more. */
  async reword(address: TurnAddress, wording: Wording): Promise<Result<TurnAddress, AskFailure>> {
    const problem = checkQuestion(wording);
    if (problem) return failed(problem);
    const { threadId, turnId } = address;
    const { text, context, request } = wording;
    const refusal = await this.#change(threadId, [turnId], async () => {
      const failure = await this.#record(threadId, {
        kind: 'reworded',
        turnId,
        question: text.trim(),
        context: context.map(recordedContext),
        request,
      });
      if (!failure) this.advance(address);
      return failure;
    });
    return refusal ? failed(refusal) : success(address);
  }

  /** Gives up a question that was not sent yet, and the ones below it, which were waiting for its answer. */
  async drop({ threadId, turnId }: TurnAddress): Promise<Result<TurnAddress, AskFailure>> {
    const thread = await this.#options.log.loadFresh(threadId);
    const below = thread ? descendantsOf(thread, turnId).map(({ id }) => id) : [];
    const turnIds = [turnId, ...below];
    const problem = await this.#change(threadId, turnIds, async () => {
      // From below, so that a question is never left without the one that it builds on.
      for (const given of turnIds.toReversed()) {
        const failure = await this.#record(threadId, { kind: 'dropped', turnId: given });
        if (failure) return failure;
        this.#waiting.delete(given);
      }
      return null;
    });
    return problem ? failed(problem) : success({ threadId, turnId });
  }

  /** Does `change` while this window has the questions alone, unless one of them was sent or another window has one. */
  #change(
    threadId: ThreadId,
    turnIds: readonly TurnId[],
    change: () => Promise<AskFailure | null>,
  ): Promise<AskFailure | null> {
    return this.#changes.queue(async () => {
      if (turnIds.some((turnId) => this.#options.isWorkedOn(turnId))) return { kind: 'alreadySent' };
      for (const turnId of turnIds) this.#held.set(turnId, { goesOn: this.#waiting.has(turnId) });
      try {
        return (await this.#whyNotAlone(threadId, turnIds)) ?? (await change());
      } finally {
        for (const turnId of turnIds) this.#letGo({ threadId, turnId });
      }
    });
  }

  async #whyNotAlone(threadId: ThreadId, turnIds: readonly TurnId[]): Promise<AskFailure | null> {
    const { claims, log } = this.#options;
    for (const turnId of turnIds) {
      if (!(await claims.claim(turnId, 'send'))) return { kind: 'inAnotherWindow' };
    }
    // Until this window had them another one may have sent or dropped one.
    const thread = await log.loadFresh(threadId);
    const areUnsent = turnIds.every((turnId) => {
      const turn = thread?.turns.get(turnId);
      return turn && isUnsent(turn);
    });
    return areUnsent ? null : { kind: 'alreadySent' };
  }

  /** What was waiting goes on, and is sent now if it could have been meanwhile. The others go back to everybody. */
  #letGo(address: TurnAddress): void {
    const { turnId } = address;
    const goesOn = this.#held.get(turnId)?.goesOn;
    this.#held.delete(turnId);
    if (goesOn) this.advance(address);
    this.#giveBack(turnId);
  }

  async #record(threadId: ThreadId, event: ThreadEvent): Promise<AskFailure | null> {
    const recorded = await this.#options.log.append(threadId, event);
    return recorded.ok ? null : { kind: 'notRecorded', message: recorded.failure.message };
  }
}
