import type { Disposable } from '../base/disposable';
import { Emitter } from '../base/event';
import { failed, success, type Result } from '../base/result';
import type { ThreadEvent } from '../research/events';
import type { AttemptId, ThreadId, TurnId } from '../research/ids';
import { findProcessor } from '../research/processor';
import { contextToInherit } from '../research/tree';
import {
  type AcceptedRun,
  type Attempt,
  attemptsOf,
  attemptUnderWay,
  canBeSentAgain,
  runOf,
  runOfAttempt,
} from '../research/turn';
import { Adoption, type Adopted, type AdoptionFailure, type AdoptionRequest } from './adoption';
import { Connections } from './connections';
import { followTurn } from './followTurn';
import { composeInput } from './input';
import { OthersTurns } from './othersTurns';
import { checkQuestion, type AskFailure, type Question, type TurnAddress } from './question';
import { type Recorded, Recorder } from './recorder';
import type { ResearchApi, RunQuestion } from './researchApi';
import type { RunsOptions } from './runsOptions';
import { type AttemptAddress, TurnWork, type WatchStatus } from './turnWork';

/** VS Code gives an extension about five seconds to end; a question being sent may use this much of it. */
const confirmationTime = 3_000;

/**
 * Carries out turns: sends questions once, watches their runs, and records everything before acting on it. Of all windows
 * that have a thread open one works on a turn; the others read in the journal how it goes, and take over when it ends.
 */
export class ResearchRuns implements Disposable {
  readonly #options: RunsOptions;
  readonly #api: ResearchApi;
  readonly #adoption: Adoption;
  readonly #recorder: Recorder;
  /** Turns that this window works on: being sent or watched. */
  readonly #work: TurnWork;
  readonly #others: OthersTurns;
  /** Questions that are sent as soon as the turn they build on is answered. Forgotten when the window closes. */
  readonly #waiting = new Map<TurnId, { readonly threadId: ThreadId; readonly waitsFor: TurnId }>();
  readonly #didFinish = new Emitter<TurnAddress>();
  readonly #subscriptions: readonly Disposable[];
  /** Aborted a moment after the end has begun, so that a question on its way can still be confirmed. */
  readonly #givingUp = new AbortController();

  constructor(options: RunsOptions) {
    const { log, claims, clock, random, threadsThatMention } = options;
    this.#options = options;
    this.#api = new Connections(options.api, clock, random);
    this.#recorder = new Recorder(options);
    this.#work = new TurnWork(claims, (bug) => options.reportProblem('Research stopped unexpectedly.', bug));
    this.#others = new OthersTurns({
      claims,
      clock,
      isOwn: (turnId) => this.#work.has(turnId),
      onLeft: (address) => this.#takeUp(address),
    });
    const isUnderWay = async (turnId: TurnId): Promise<boolean> =>
      this.isUnderWay(turnId) || (await claims.claimedElsewhere()).has(turnId);
    this.#adoption = new Adoption({ log, api: this.#api, threadsThatMention, isUnderWay });
    this.#subscriptions = [
      log.onDidChange(({ threadId }) => this.#noticeChange(threadId)),
      claims.onDidLose((turnId) => this.#leave(turnId)),
      this.#work.onDidChangeStatus(({ threadId, turnId }) => {
        if (!this.#work.has(turnId)) this.#noteOthers(threadId);
      }),
    ];
    this.onDidChangeStatus = this.#work.onDidChangeStatus;
  }

  /** The connection of a watched run went away or came back. */
  readonly onDidChangeStatus: TurnWork['onDidChangeStatus'];
  /** A turn that this window worked on was answered or failed. */
  readonly onDidFinish = this.#didFinish.event;

  /** How watching goes; undefined for a turn that this window does not watch. */
  status(turnId: TurnId): WatchStatus | undefined {
    return this.#work.status(turnId);
  }

  /** How many turns this window is sending or watching. */
  get activeCount(): number {
    return this.#work.count;
  }

  /** Whether this window sends or watches a turn, or will send it when its parent is answered. */
  isUnderWay(turnId: TurnId): boolean {
    return this.#work.has(turnId) || this.#waiting.has(turnId);
  }

  /** Records a question; resolves when it is safe. It is sent at once, or when the turn it builds on is answered. */
  async ask(question: Question): Promise<Result<TurnAddress, AskFailure>> {
    const problem = checkQuestion(question);
    if (problem) return failed(problem);
    const { log, newId } = this.#options;
    if (question.threadId && !(await log.load(question.threadId))) return failed({ kind: 'unknownThread' });
    const threadId = question.threadId ?? log.newThreadId();
    const turnId = newId() as TurnId;
    const recorded = await log.append(threadId, {
      kind: 'asked',
      turnId,
      parentId: question.parentId,
      question: question.text.trim(),
      context: question.context,
      attemptId: newId() as AttemptId,
      request: { kind: 'research', processor: question.processor },
    });
    if (!recorded.ok) return failed({ kind: 'notRecorded', message: recorded.failure.message });
    this.#advance({ threadId, turnId });
    return success({ threadId, turnId });
  }

  /** Sends a question that has no answer: one that failed, was not confirmed, or was never sent. The person asked for it. */
  async send(address: TurnAddress, processor: string): Promise<Result<TurnAddress, AskFailure>> {
    // What the person saw may have been sent by another window meanwhile.
    const turn = (await this.#options.log.loadFresh(address.threadId))?.turns.get(address.turnId);
    if (!turn || !canBeSentAgain(turn) || this.#work.has(turn.id)) return failed({ kind: 'notSendable' });
    if ((await this.#options.claims.claimedElsewhere()).has(turn.id)) return failed({ kind: 'inAnotherWindow' });
    if (!findProcessor(processor)) return failed({ kind: 'unknownProcessor', processor });
    const { attempt } = turn;
    if (attempt.condition.state !== 'asked' || attempt.request.processor !== processor) {
      const attemptId = this.#options.newId() as AttemptId;
      const request = { kind: 'research', processor } as const;
      const recorded = await this.#options.log.append(address.threadId, {
        kind: 'askedAgain',
        turnId: turn.id,
        attemptId,
        request,
      });
      if (!recorded.ok) return failed({ kind: 'notRecorded', message: recorded.failure.message });
    }
    this.#waiting.delete(turn.id);
    this.#advance(address);
    return success(address);
  }

  /** Stops watching a run, in every window. The run goes on and may be billed: the API has no way to cancel it. */
  async stopWatching({ threadId, turnId }: TurnAddress): Promise<void> {
    const turn = this.#options.log.get(threadId)?.turns.get(turnId);
    if (!turn || !runOf(turn)) return;
    const event = { kind: 'detached', turnId, attemptId: turn.attempt.id, failure: null } as const;
    if (await this.#recorder.record(threadId, event)) this.#work.abort(turnId);
  }

  /** Watches a run again after watching was stopped. */
  async watchAgain({ threadId, turnId }: TurnAddress): Promise<void> {
    const turn = (await this.#options.log.load(threadId))?.turns.get(turnId);
    if (turn?.attempt.condition.state !== 'detached') return;
    await this.#work.finished(turnId);
    const about = { turnId, attemptId: turn.attempt.id };
    if (await this.#recorder.record(threadId, { kind: 'reattached', ...about })) this.#watch({ threadId, ...about });
  }

  /** Takes up what an earlier session or a window that is gone left: watches its runs again; sends nothing. */
  async resume(threadId: ThreadId): Promise<void> {
    if (!(await this.#options.log.load(threadId))) return;
    this.#noteOthers(threadId);
    await this.#others.look();
  }

  /**
   * Adds a run that was started elsewhere, or whose acceptance got lost, with the questions that it continues; resolves
   * with its turn when everything is recorded. What the runs came to arrives after that. Only asks; never starts a run.
   */
  async adopt(request: AdoptionRequest, signal: AbortSignal): Promise<Result<Adopted, AdoptionFailure>> {
    const adopted = await this.#adoption.adopt(request, signal);
    if (!adopted.ok) return adopted;
    for (const { kind, threadId, turnId } of adopted.value)
      if (kind !== 'known') await this.#takeUp({ threadId, turnId });
    const last = adopted.value.at(-1);
    if (!last) throw new Error('A run that was added has a turn.');
    return success(last);
  }

  /** Ends all watching; resolves when the last records are written. What was being sent is given a moment to be confirmed. */
  async stop(): Promise<void> {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#others.dispose();
    this.#waiting.clear();
    const deadline = this.#options.clock.after(confirmationTime, () => this.#givingUp.abort());
    await this.#work.stop();
    deadline.dispose();
  }

  dispose(): void {
    void this.stop();
    this.#work.dispose();
    this.#didFinish.dispose();
  }

  #noticeChange(threadId: ThreadId): void {
    this.#sendWhatWaits(threadId);
    const turns = this.#options.log.get(threadId)?.turns;
    for (const { turnId, attemptId } of this.#work.turnsOf(threadId)) {
      const turn = turns?.get(turnId);
      const attempt = turn && attemptsOf(turn).find(({ id }) => id === attemptId);
      // Another window may have stopped watching, or have told of the end first.
      const { state } = attempt?.condition ?? {};
      if (state === 'detached' || state === 'answered' || state === 'failed') this.#work.abort(turnId);
    }
    this.#noteOthers(threadId);
  }

  #noteOthers(threadId: ThreadId): void {
    const thread = this.#options.log.get(threadId);
    if (thread) this.#others.note(thread);
  }

  #sendWhatWaits(threadId: ThreadId): void {
    const thread = this.#options.log.get(threadId);
    for (const [turnId, entry] of this.#waiting) {
      if (entry.threadId !== threadId) continue;
      // A parent that failed leaves the question waiting: the person may retry it, or send without its context.
      if (thread?.turns.get(entry.waitsFor)?.attempt.condition.state !== 'answered') continue;
      this.#waiting.delete(turnId);
      this.#advance({ threadId, turnId });
    }
  }

  /** Sends a recorded question if what it builds on is there, else keeps it for when it is. */
  #advance({ threadId, turnId }: TurnAddress): void {
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
    const processor = findProcessor(turn.attempt.request.processor)?.name;
    if (!processor) return;
    const previousInteractionId = context.kind === 'ready' ? context.interactionId : null;
    const input = composeInput(turn.question, turn.context);
    const origin = { threadId, turnId, attemptId: turn.attempt.id };
    this.#work.begin(origin, 'send', (abort) =>
      this.#create(turn.attempt, { input, processor, previousInteractionId, origin }, abort),
    );
  }

  async #create(attempt: Attempt, question: RunQuestion, abort: AbortSignal): Promise<void> {
    const { log } = this.#options;
    const { origin, previousInteractionId } = question;
    const { threadId, ...about } = origin;
    // Until this window had the turn to itself another one may have sent it.
    const turn = (await log.loadFresh(threadId))?.turns.get(origin.turnId);
    if (turn?.attempt.id !== attempt.id || turn.attempt.condition.state !== 'asked') return;
    // Recorded before the request leaves: whoever reads the journal after a crash knows that a run may exist.
    if (!(await this.#recorder.record(threadId, { kind: 'sending', ...about, previousInteractionId }))) return;
    const outcome = await this.#api.create(question, this.#givingUp.signal);
    const hold = (event: ThreadEvent): Promise<Recorded> => this.#recorder.hold(threadId, event, abort);
    if (outcome.ok) {
      const recorded = await hold({ kind: 'accepted', ...about, run: outcome.value });
      if (recorded === 'kept' && !abort.aborted) await this.#follow(origin, attempt, outcome.value, abort);
    } else if (outcome.failure.kind === 'refused') {
      const recorded = await hold({ kind: 'failed', ...about, failure: outcome.failure.failure });
      if (recorded === 'kept') this.#didFinish.fire(origin);
    } else {
      await hold({ kind: 'unconfirmed', ...about, detail: outcome.failure.detail });
    }
  }

  /** Takes up a turn that no window works on. */
  async #takeUp({ threadId, turnId }: TurnAddress): Promise<void> {
    const turn = this.#options.log.get(threadId)?.turns.get(turnId);
    const attempt = turn && attemptUnderWay(turn);
    if (!attempt) return;
    if (attempt.condition.state !== 'sending') this.#watch({ threadId, turnId, attemptId: attempt.id });
    else await this.#recorder.record(threadId, { kind: 'unconfirmed', turnId, attemptId: attempt.id, detail: null });
  }

  /** Another window watches a turn that this one had. Nothing has happened to the turn, so nothing is recorded. */
  #leave(turnId: TurnId): void {
    this.#waiting.delete(turnId);
    this.#work.abort(turnId);
  }

  #watch(address: AttemptAddress): void {
    this.#work.begin(address, 'watch', async (abort) => {
      const turn = this.#options.log.get(address.threadId)?.turns.get(address.turnId);
      const attempt = turn && attemptsOf(turn).find(({ id }) => id === address.attemptId);
      const run = attempt && runOfAttempt(attempt);
      if (run) await this.#follow(address, attempt, run, abort);
    });
  }

  /** Follows the run of one attempt, whatever becomes of its turn meanwhile. */
  async #follow(address: AttemptAddress, attempt: Attempt, run: AcceptedRun, signal: AbortSignal): Promise<void> {
    const { threadId, turnId } = address;
    const { clock, random } = this.#options;
    const ended = await followTurn({
      turnId,
      attempt,
      run,
      api: this.#api,
      clock,
      random,
      signal,
      onConnection: (connection, problem) => this.#work.setStatus({ threadId, turnId }, { connection, problem }),
      record: (event) => this.#recorder.hold(threadId, event, signal),
    });
    if (ended) this.#didFinish.fire({ threadId, turnId });
  }
}
