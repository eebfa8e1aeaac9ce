import type { Disposable } from '../base/disposable';
import type { Clock } from '../base/clock';
import { Emitter } from '../base/event';
import type { IdSource } from '../base/ids';
import { failed, success, type Result } from '../base/result';
import type { ThreadEvent } from '../research/events';
import type { Failure } from '../research/failure';
import type { AttemptId, ThreadId, TurnId } from '../research/ids';
import { findProcessor } from '../research/processor';
import { contextToInherit } from '../research/tree';
import { canBeSentAgain, runOf, type AcceptedRun, type Attempt, type Turn } from '../research/turn';
import { composeInput } from './input';
import { ProgressRecorder } from './progressRecorder';
import { checkQuestion, type AskFailure, type Question, type TurnAddress } from './question';
import type { ResearchApi, RunQuestion } from './researchApi';
import type { ThreadLog } from './threadLog';
import { watchRun, type Connection, type WatchEnd } from './watchRun';

/** What this window knows about a run beyond the journal. */
export interface WatchStatus {
  readonly connection: Connection;
  readonly problem: Failure | null;
}

export interface RunsOptions {
  readonly log: ThreadLog;
  readonly api: ResearchApi;
  readonly clock: Clock;
  readonly newId: IdSource;
  readonly random: () => number;
  /** Hears of records that could not be written and of bugs; the person must be told. */
  readonly reportProblem: (message: string) => void;
}

interface Work {
  readonly turnId: TurnId;
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

/** A question that waits in this window, as the attempt that will be sent. */
interface WaitingQuestion {
  readonly threadId: ThreadId;
  readonly attemptId: AttemptId;
  readonly waitsFor: TurnId;
}

/** VS Code gives an extension about five seconds to end; a question being sent may use this much of it. */
const confirmationTime = 3_000;

/** Carries out turns: sends questions once, watches their runs, and records everything before acting on it. */
export class ResearchRuns implements Disposable {
  readonly #options: RunsOptions;
  /** Attempts that this window works on: being sent or watched. A turn that was sent again may have several. */
  readonly #underWay = new Map<AttemptId, Work>();
  /** Questions that are sent as soon as the turn they build on is answered. Forgotten when the window closes. */
  readonly #waiting = new Map<TurnId, WaitingQuestion>();
  readonly #status = new Map<TurnId, WatchStatus>();
  readonly #didChangeStatus = new Emitter<TurnAddress>();
  readonly #didFinish = new Emitter<TurnAddress>();
  readonly #subscription: Disposable;
  readonly #stopping = new AbortController();
  /** Aborted a moment after `#stopping`, so that a question on its way can still be confirmed. */
  readonly #givingUp = new AbortController();

  constructor(options: RunsOptions) {
    this.#options = options;
    this.#subscription = options.log.onDidChange(({ threadId }) => this.#sendWhatWaits(threadId));
  }

  /** The connection of a watched run went away or came back. */
  readonly onDidChangeStatus = this.#didChangeStatus.event;
  /** A turn that this window worked on was answered or failed. */
  readonly onDidFinish = this.#didFinish.event;

  /** How watching goes; undefined for a turn that this window does not watch. */
  status(turnId: TurnId): WatchStatus | undefined {
    return this.#status.get(turnId);
  }

  /** How many turns this window is sending or watching. */
  get activeCount(): number {
    return this.#underWay.size;
  }

  /** Whether this window sends or watches a turn, or will send it when its parent is answered. */
  isUnderWay(turnId: TurnId): boolean {
    return this.#workOn(turnId).length > 0 || this.#waiting.has(turnId);
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
    const turn = (await this.#options.log.load(address.threadId))?.turns.get(address.turnId);
    if (!turn || !canBeSentAgain(turn) || this.#workOn(turn.id).length > 0) return failed({ kind: 'notSendable' });
    if (!findProcessor(processor)) return failed({ kind: 'unknownProcessor', processor });
    const { attempt } = turn;
    // A question that does not wait here may wait in another window, which gives it up for another attempt.
    const waitsHere = this.#waiting.get(turn.id)?.attemptId === attempt.id;
    if (!waitsHere || attempt.request.processor !== processor) {
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

  /** Stops watching a run. The run goes on and may be billed: the API has no way to cancel it. */
  async stopWatching({ threadId, turnId }: TurnAddress): Promise<void> {
    const turn = this.#options.log.get(threadId)?.turns.get(turnId);
    if (!turn || !runOf(turn)) return;
    await this.#record(threadId, { kind: 'detached', turnId, attemptId: turn.attempt.id, failure: null });
    this.#underWay.get(turn.attempt.id)?.abort.abort();
  }

  /** Watches a run again after watching was stopped. */
  async watchAgain({ threadId, turnId }: TurnAddress): Promise<void> {
    const turn = (await this.#options.log.load(threadId))?.turns.get(turnId);
    if (turn?.attempt.condition.state !== 'detached') return;
    await this.#underWay.get(turn.attempt.id)?.done;
    await this.#record(threadId, { kind: 'reattached', turnId, attemptId: turn.attempt.id });
    this.#watch({ threadId, turnId }, turn.attempt);
  }

  /** Takes up what an earlier session left: watches its runs again; sends nothing. */
  async resume(threadId: ThreadId): Promise<void> {
    const thread = await this.#options.log.load(threadId);
    for (const turn of thread?.turns.values() ?? []) {
      // An attempt that another one followed may have been taken all the same: then it is paid for, and its answer counts.
      for (const attempt of [...turn.earlierAttempts, turn.attempt]) {
        await this.#resumeAttempt({ threadId, turnId: turn.id }, attempt);
      }
    }
  }

  /** Ends all watching; resolves when the last records are written. What was being sent is given a moment to be confirmed. */
  async stop(): Promise<void> {
    this.#subscription.dispose();
    this.#waiting.clear();
    this.#stopping.abort();
    const deadline = this.#options.clock.after(confirmationTime, () => this.#givingUp.abort());
    await Promise.allSettled([...this.#underWay.values()].map(({ done }) => done));
    deadline.dispose();
  }

  dispose(): void {
    void this.stop();
    this.#didChangeStatus.dispose();
    this.#didFinish.dispose();
  }

  async #resumeAttempt(address: TurnAddress, attempt: Attempt): Promise<void> {
    if (this.#underWay.has(attempt.id)) return;
    const { threadId, turnId } = address;
    const { state } = attempt.condition;
    if (state === 'sending') {
      await this.#record(threadId, { kind: 'unconfirmed', turnId, attemptId: attempt.id, detail: null });
    }
    if (state === 'accepted' || state === 'running') this.#watch(address, attempt);
  }

  #workOn(turnId: TurnId): readonly Work[] {
    return [...this.#underWay.values()].filter((work) => work.turnId === turnId);
  }

  #sendWhatWaits(threadId: ThreadId): void {
    const thread = this.#options.log.get(threadId);
    for (const [turnId, entry] of this.#waiting) {
      if (entry.threadId !== threadId) continue;
      // A parent that failed leaves the question waiting: the person may retry it, or send without its context.
      if (thread?.turns.get(entry.waitsFor)?.attempt.condition.state !== 'answered') continue;
      this.#waiting.delete(turnId);
      // Sent again elsewhere, it is that window's to send.
      if (thread.turns.get(turnId)?.attempt.id === entry.attemptId) this.#advance({ threadId, turnId });
    }
  }

  /** Sends a recorded question if what it builds on is there, else keeps it for when it is. */
  #advance({ threadId, turnId }: TurnAddress): void {
    const thread = this.#options.log.get(threadId);
    const turn = thread?.turns.get(turnId);
    if (!thread || turn?.attempt.condition.state !== 'asked' || turn.question === null) return;
    const context = contextToInherit(thread, turn.parentId);
    if (context.kind === 'pending') {
      this.#waiting.set(turnId, { threadId, attemptId: turn.attempt.id, waitsFor: context.turnId });
      return;
    }
    const processor = findProcessor(turn.attempt.request.processor)?.name;
    if (!processor) return;
    const previousInteractionId = context.kind === 'ready' ? context.interactionId : null;
    const input = composeInput(turn.question, turn.context);
    this.#work({ threadId, turnId }, turn.attempt, (abort) =>
      this.#create(threadId, turn, { input, processor, previousInteractionId }, abort),
    );
  }

  async #create(threadId: ThreadId, turn: Turn, question: RunQuestion, abort: AbortController): Promise<void> {
    const { log, api } = this.#options;
    const about = { turnId: turn.id, attemptId: turn.attempt.id };
    const { previousInteractionId } = question;
    // Recorded before the request leaves: whoever reads the journal after a crash knows that a run may exist.
    const recorded = await log.append(threadId, { kind: 'sending', ...about, previousInteractionId });
    if (!recorded.ok) {
      this.#options.reportProblem(recorded.failure.message);
      return;
    }
    const outcome = await api.create(question, this.#givingUp.signal);
    if (outcome.ok) {
      await this.#record(threadId, { kind: 'accepted', ...about, run: outcome.value });
      const address = { threadId, turnId: turn.id };
      if (!this.#stopping.signal.aborted) await this.#follow(address, turn.attempt, outcome.value, abort);
    } else if (outcome.failure.kind === 'refused') {
      await this.#record(threadId, { kind: 'failed', ...about, failure: outcome.failure.failure });
      this.#didFinish.fire({ threadId, turnId: turn.id });
    } else {
      await this.#record(threadId, { kind: 'unconfirmed', ...about, detail: outcome.failure.detail });
    }
  }

  #watch(address: TurnAddress, attempt: Attempt): void {
    const { condition } = attempt;
    if (this.#underWay.has(attempt.id) || !('run' in condition) || condition.run === null) return;
    const { run } = condition;
    this.#work(address, attempt, (abort) => this.#follow(address, attempt, run, abort));
  }

  /** Follows the run of one attempt, whatever became of its turn meanwhile. */
  async #follow(address: TurnAddress, attempt: Attempt, run: AcceptedRun, abort: AbortController): Promise<void> {
    const { threadId, turnId } = address;
    const about = { turnId, attemptId: attempt.id };
    const recorder = new ProgressRecorder(attempt, (news) =>
      this.#record(threadId, { kind: 'progressed', ...about, ...news }),
    );
    const { api, clock, random } = this.#options;
    const end = await watchRun({
      api,
      clock,
      random,
      runId: run.runId,
      signal: abort.signal,
      onEvent: (event) => recorder.take(event),
      onConnection: (connection, problem) => this.#setStatus(address, { connection, problem }),
    });
    await recorder.settled();
    await this.#recordEnd(address, attempt, end);
  }

  async #recordEnd({ threadId, turnId }: TurnAddress, { id: attemptId }: Attempt, end: WatchEnd): Promise<void> {
    const about = { turnId, attemptId };
    if (end.kind === 'stopped') return;
    if (end.kind === 'refused') {
      return this.#record(threadId, { kind: 'detached', ...about, failure: end.failure });
    }
    await this.#record(
      threadId,
      end.kind === 'answered'
        ? { kind: 'answered', ...about, run: end.run, answer: end.answer }
        : { kind: 'failed', ...about, failure: end.failure },
    );
    this.#didFinish.fire({ threadId, turnId });
  }

  #setStatus(address: TurnAddress, status: WatchStatus): void {
    this.#status.set(address.turnId, status);
    this.#didChangeStatus.fire(address);
  }

  /** Does `work` for an attempt as the only one in this window; a bug in it is reported, not swallowed. */
  #work(address: TurnAddress, { id }: Attempt, work: (abort: AbortController) => Promise<void>): void {
    const { turnId } = address;
    const abort = new AbortController();
    const stop = (): void => abort.abort();
    this.#stopping.signal.addEventListener('abort', stop);
    const done = work(abort)
      .catch((error: unknown) => this.#options.reportProblem(`Research stopped unexpectedly: ${String(error)}`))
      .finally(() => {
        this.#stopping.signal.removeEventListener('abort', stop);
        this.#underWay.delete(id);
        if (this.#workOn(turnId).length === 0) this.#status.delete(turnId);
        this.#didChangeStatus.fire(address);
      });
    this.#underWay.set(id, { turnId, abort, done });
    this.#didChangeStatus.fire(address);
  }

  async #record(threadId: ThreadId, event: ThreadEvent): Promise<void> {
    const recorded = await this.#options.log.append(threadId, event);
    if (!recorded.ok) this.#options.reportProblem(recorded.failure.message);
  }
}
