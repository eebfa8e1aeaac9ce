import { Emitter } from '../../base/event';
import type { Failure } from '../../research/thread/failure';
import type { AttemptId, ThreadId, TurnId } from '../../research/thread/ids';
import type { TurnAddress } from '../send/question';
import type { ClaimPurpose, WatchClaims } from '../ports/turnLeases';
import type { Connection } from './watchRun';

/** What this window knows about a run beyond the journal. */
export interface WatchStatus {
  readonly connection: Connection;
  readonly problem: Failure | null;
}

interface Work {
  readonly address: TurnAddress;
  readonly attemptId: AttemptId;
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

/** An attempt of a turn, named where it is. */
export interface AttemptAddress extends TurnAddress {
  readonly attemptId: AttemptId;
}

/** What this window does for turns: one thing a turn at a time, for turns that no other window has, until it is stopped. */
export class TurnWork {
  readonly #claims: WatchClaims;
  readonly #reportBug: (error: unknown) => void;
  readonly #underWay = new Map<TurnId, Work>();
  readonly #status = new Map<TurnId, WatchStatus>();
  readonly #texts = new Map<TurnId, string>();
  readonly #didChangeStatus = new Emitter<TurnAddress>();
  readonly #didWrite = new Emitter<TurnAddress>();
  #isStopped = false;

  constructor(claims: WatchClaims, reportBug: (error: unknown) => void) {
    this.#claims = claims;
    this.#reportBug = reportBug;
  }

  readonly onDidChangeStatus = this.#didChangeStatus.event;
  readonly onDidWrite = this.#didWrite.event;

  get count(): number {
    return this.#underWay.size;
  }

  get addresses(): readonly TurnAddress[] {
    return Array.from(this.#underWay.values(), ({ address }) => address);
  }

  has(turnId: TurnId): boolean {
    return this.#underWay.has(turnId);
  }

  /** The turns of a thread that this window works on, each with the attempt that the work is for. */
  turnsOf(threadId: ThreadId): readonly { readonly turnId: TurnId; readonly attemptId: AttemptId }[] {
    const works = [...this.#underWay.values()].filter(({ address }) => address.threadId === threadId);
    return works.map(({ address: { turnId }, attemptId }) => ({ turnId, attemptId }));
  }

  status(turnId: TurnId): WatchStatus | undefined {
    return this.#status.get(turnId);
  }

  /** What is to happen to a turn has changed, though nothing is done for it. */
  announce(address: TurnAddress): void {
    this.#didChangeStatus.fire(address);
  }

  setStatus(address: TurnAddress, status: WatchStatus): void {
    this.#status.set(address.turnId, status);
    this.#didChangeStatus.fire(address);
  }

  /** What has arrived of a quick answer. */
  text(turnId: TurnId): string | undefined {
    return this.#texts.get(turnId);
  }

  /** A piece of a quick answer has arrived. */
  write(address: TurnAddress, piece: string): void {
    this.#texts.set(address.turnId, (this.#texts.get(address.turnId) ?? '') + piece);
    this.#didWrite.fire(address);
  }

  /** Does `work` for an attempt of a turn, unless something is done for the turn already or another window has it. */
  begin(address: AttemptAddress, purpose: ClaimPurpose, work: (abort: AbortSignal) => Promise<void>): void {
    const { turnId, attemptId } = address;
    if (this.#isStopped || this.#underWay.has(turnId)) return;
    const abort = new AbortController();
    const done = this.#do(turnId, purpose, work, abort.signal)
      .catch((error: unknown) => this.#reportBug(error))
      .finally(() => {
        this.#underWay.delete(turnId);
        this.#status.delete(turnId);
        this.#texts.delete(turnId);
        this.#claims.release(turnId);
        this.#didChangeStatus.fire(address);
      });
    this.#underWay.set(turnId, { address, attemptId, abort, done });
    this.#didChangeStatus.fire(address);
  }

  abort(turnId: TurnId): void {
    this.#underWay.get(turnId)?.abort.abort();
  }

  /** Resolves when nothing is done for a turn. */
  async finished(turnId: TurnId): Promise<void> {
    await this.#underWay.get(turnId)?.done;
  }

  /** Aborts everything and begins nothing more; resolves when all of it has ended. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    const works = [...this.#underWay.values()];
    for (const { abort } of works) abort.abort();
    await Promise.all(works.map(({ done }) => done));
  }

  dispose(): void {
    this.#didChangeStatus.dispose();
    this.#didWrite.dispose();
  }

  async #do(
    turnId: TurnId,
    purpose: ClaimPurpose,
    work: (abort: AbortSignal) => Promise<void>,
    abort: AbortSignal,
  ): Promise<void> {
    if (await this.#claims.claim(turnId, purpose)) await work(abort);
  }
}
