import type { Disposable } from '../base/disposable';
import { Emitter } from '../base/event';
import { success, type Result } from '../base/result';
import type { Engine } from '../research/engine/engine';
import type { ThreadId, TurnId } from '../research/thread/ids';
import { attemptsOf, type Condition, isUnderWay, runOf } from '../research/thread/turn';
import { Adoption, type Adopted, type AdoptionFailure, type AdoptionRequest } from './import/importRun';
import { AskedQuestions } from './send/askedQuestions';
import { Connections } from './watch/connections';
import { OthersTurns } from './watch/othersTurns';
import { PatientSending } from './send/patientSending';
import type { AskFailure, Question, TurnAddress, Wording } from './send/question';
import { QuestionSender } from './send/questionSender';
import { Recorder } from './watch/recorder';
import type { ResearchApi } from './ports/researchApi';
import type { RunsOptions } from './ports/runsOptions';
import { type AttemptAddress, TurnWork, type WatchStatus } from './watch/turnWork';
import { TurnFollower } from './watch/turnFollower';
import { UnsentQuestions } from './send/unsentQuestions';

/** VS Code gives an extension about five seconds to end; a question being sent may use this much of it. */
const confirmationTime = 3_000;

/** Where nothing is left to be done for an attempt. */
const ended: readonly Condition['state'][] = ['detached', 'answered', 'failed', 'lost'];

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
  readonly #follower: TurnFollower;
  readonly #others: OthersTurns;
  readonly #sender: QuestionSender;
  readonly #unsent: UnsentQuestions;
  readonly #asked: AskedQuestions;
  /** Questions that were refused for now, and that the person wants sent when they can be. */
  readonly patientSending: PatientSending;
  readonly #didFinish = new Emitter<TurnAddress>();
  readonly #subscriptions: readonly Disposable[];
  /** Aborted when the end begins. */
  readonly #closing = new AbortController();
  /** Aborted a moment after the end has begun, so that a question on its way can still be confirmed. */
  readonly #givingUp = new AbortController();

  constructor(options: RunsOptions) {
    const { log, claims, clock, random, threadsThatMention } = options;
    this.#options = options;
    this.#api = new Connections(options.api, clock, random);
    this.#recorder = new Recorder(options);
    this.#work = new TurnWork(claims, (bug) => options.reportProblem('Research stopped unexpectedly.', bug));
    this.#follower = new TurnFollower({
      ...options,
      api: this.#api,
      recorder: this.#recorder,
      work: this.#work,
      onFinish: (address) => this.#didFinish.fire(address),
    });
    this.#others = new OthersTurns({
      claims,
      clock,
      isOwn: (turnId) => this.#work.has(turnId),
      onLeft: (address) => this.#follower.takeUp(address),
    });
    const isUnderWay = async (turnId: TurnId): Promise<boolean> =>
      this.isUnderWay(turnId) || (await claims.claimedElsewhere()).has(turnId);
    this.#adoption = new Adoption({ log, api: this.#api, threadsThatMention, isUnderWay });
    this.#sender = new QuestionSender({
      ...options,
      api: this.#api,
      recorder: this.#recorder,
      givingUp: this.#givingUp.signal,
      closing: this.#closing.signal,
      onText: (address, piece) => this.#work.write(address, piece),
    });
    this.#unsent = new UnsentQuestions({
      log,
      claims,
      isWorkedOn: (turnId) => this.#work.has(turnId),
      send: (address) => this.#send(address),
    });
    this.patientSending = new PatientSending({
      ...options,
      isWorkedOn: (turnId) => this.#work.has(turnId),
      send: (address, engine) => this.send(address, engine),
    });
    this.#asked = new AskedQuestions({
      ...options,
      unsent: this.#unsent,
      patientSending: this.patientSending,
      isWorkedOn: (turnId) => this.#work.has(turnId),
    });
    this.#subscriptions = [
      this.patientSending,
      this.patientSending.onDidChange((address) => this.#work.announce(address)),
      log.onDidChange(({ threadId }) => this.#noticeChange(threadId)),
      claims.onDidLose((turnId) => this.#leave(turnId)),
      this.#work.onDidChangeStatus(({ threadId, turnId }) => {
        if (!this.#work.has(turnId)) this.#noteOthers(threadId);
      }),
    ];
    this.onDidChangeStatus = this.#work.onDidChangeStatus;
    this.onDidWrite = this.#work.onDidWrite;
  }

  /** The connection of a watched run went away or came back. */
  readonly onDidChangeStatus: TurnWork['onDidChangeStatus'];
  /** A piece of a quick answer has arrived. */
  readonly onDidWrite: TurnWork['onDidWrite'];
  /** A turn that this window worked on was answered or failed. */
  readonly onDidFinish = this.#didFinish.event;

  /** How watching goes; undefined for a turn that this window does not watch. */
  status(turnId: TurnId): WatchStatus | undefined {
    return this.#work.status(turnId);
  }

  /** What has arrived of a quick answer that this window awaits; undefined for every other turn. */
  text(turnId: TurnId): string | undefined {
    return this.#work.text(turnId);
  }

  /** How many turns this window is sending or watching. */
  get activeCount(): number {
    return this.#work.count;
  }

  /** The turns that this window is sending or watching. */
  get underWay(): readonly TurnAddress[] {
    return this.#work.addresses;
  }

  /** Whether this window sends or watches a turn, or will send it when its parent is answered. */
  isUnderWay(turnId: TurnId): boolean {
    return this.#work.has(turnId) || this.#unsent.isWaiting(turnId);
  }

  /** Records a question; resolves when it is safe. It is sent at once, or when the turn it builds on is answered. */
  ask(question: Question): Promise<Result<TurnAddress, AskFailure>> {
    return this.#asked.ask(question);
  }

  /** Sends a question that has no answer: one that failed, broke off, was not confirmed, or was never sent. The person asked for it. */
  send(address: TurnAddress, engine: Engine): Promise<Result<TurnAddress, AskFailure>> {
    return this.#asked.send(address, engine);
  }

  /** Changes a question that was not sent yet; it goes on waiting, or is sent now if nothing keeps it any more. */
  reword(address: TurnAddress, wording: Wording): Promise<Result<TurnAddress, AskFailure>> {
    return this.#unsent.reword(address, wording);
  }

  /** Keeps the questions that a person is wording anew from being sent; what is not among them any more goes on. */
  holdBack(edited: ReadonlySet<TurnId>): void {
    this.#unsent.holdBack(edited);
    this.patientSending.holdBack(edited);
  }

  /** Gives up a question that was not sent yet, and the ones below it, which were waiting for its answer. */
  drop(address: TurnAddress): Promise<Result<TurnAddress, AskFailure>> {
    return this.#unsent.drop(address);
  }

  /**
   * Stops watching a run, in every window. The run goes on and may be billed: the API has no way to cancel it. Of a quick
   * answer what has arrived is kept; it may be billed whole.
   */
  async stopWatching({ threadId, turnId }: TurnAddress): Promise<void> {
    const turn = this.#options.log.get(threadId)?.turns.get(turnId);
    if (turn?.attempt.request.kind === 'quick')
      return this.#stopWriting({ threadId, turnId, attemptId: turn.attempt.id });
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
    if (await this.#recorder.record(threadId, { kind: 'reattached', ...about }))
      this.#follower.watch({ threadId, ...about });
  }

  /** Takes up what an earlier session or a window that is gone left: watches its runs again; sends nothing. */
  async resume(threadId: ThreadId): Promise<void> {
    if (!(await this.#options.log.load(threadId))) return;
    // A copy that can't be read is told of when it matters: before a question leaves.
    await this.#options.copies.learn(threadId);
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
      if (kind !== 'known') await this.#follower.takeUp({ threadId, turnId });
    const last = adopted.value.at(-1);
    if (!last) throw new Error('A run that was added has a turn.');
    return success(last);
  }

  /** Ends all watching; resolves when the last records are written. What was being sent is given a moment to be confirmed. */
  async stop(): Promise<void> {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#others.dispose();
    this.#unsent.leaveAll();
    this.#closing.abort();
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
    this.#unsent.advanceAll(threadId);
    const turns = this.#options.log.get(threadId)?.turns;
    for (const { turnId, attemptId } of this.#work.turnsOf(threadId)) {
      const turn = turns?.get(turnId);
      const attempt = turn && attemptsOf(turn).find(({ id }) => id === attemptId);
      // Another window may have stopped watching, or have told of the end first.
      const { state } = attempt?.condition ?? {};
      if (state && ended.includes(state)) this.#work.abort(turnId);
    }
    this.#noteOthers(threadId);
  }

  #noteOthers(threadId: ThreadId): void {
    const thread = this.#options.log.get(threadId);
    if (thread) this.#others.note(thread);
  }

  /** Sends a question whose context is there, and follows what comes of it. */
  #send(address: AttemptAddress): void {
    this.#work.begin(address, 'send', async (abort) => {
      const sent = await this.#sender.send(address, abort);
      if (sent.kind === 'accepted') await this.#follower.follow(address, sent.attempt, sent.run, abort);
      if (sent.kind === 'ended') this.#didFinish.fire(address);
      // What it builds on was sent again meanwhile, so it waits for that.
      if (sent.kind === 'early') void this.#work.finished(address.turnId).then(() => this.#unsent.advance(address));
    });
  }

  /** Ends a quick answer in whichever window it arrives. */
  async #stopWriting({ threadId, ...about }: AttemptAddress): Promise<void> {
    if (this.#work.has(about.turnId)) {
      this.#work.abort(about.turnId);
      return;
    }
    const turn = this.#options.log.get(threadId)?.turns.get(about.turnId);
    if (turn && isUnderWay(turn.attempt))
      await this.#recorder.record(threadId, { kind: 'lost', ...about, detail: null });
  }

  /** Another window watches a turn that this one had. Nothing has happened to the turn, so nothing is recorded. */
  #leave(turnId: TurnId): void {
    this.#unsent.leave(turnId);
    this.#work.abort(turnId);
  }
}
