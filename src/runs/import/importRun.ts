import { failed, type Result, success } from '../../base/result';
import type { Failure } from '../../research/thread/failure';
import type { RunId, ThreadId, TurnId } from '../../research/thread/ids';
import { findTurnByRun } from '../../research/thread/tree';
import { attemptsOf, type Attempt, type Turn } from '../../research/thread/turn';
import { deriveIds } from './derivedIds';
import { composeInput } from '../send/input';
import type { TurnAddress } from '../send/question';
import type { ResearchApi, RunOrigin } from '../ports/researchApi';
import { readChain, type FoundRun, type RunChain } from './runChain';
import type { ThreadLog } from '../ports/threadLog';

/** A run to add to the threads, by its id. */
export interface AdoptionRequest {
  readonly runId: RunId;
  /** The thread to add it to; null for the one where it belongs, or else a new one. */
  readonly threadId: ThreadId | null;
  /** The turn that it is said to carry out; null when nobody says so. Needs its thread. */
  readonly turnId: TurnId | null;
}

/** The turn of a run, and how it came to it. */
export interface Adopted extends TurnAddress {
  /** `settled`: the run turned out to be that of a question that was not known to have arrived. */
  readonly kind: 'known' | 'settled' | 'added';
}

/** Why a run was not added. Nothing was sent but questions about it. */
export type AdoptionFailure =
  | { readonly kind: 'notRead'; readonly passing: boolean; readonly failure: Failure }
  /** It is a run, but of another question than that of the turn. */
  | { readonly kind: 'anotherQuestion' }
  | { readonly kind: 'unknownThread' }
  | { readonly kind: 'notRecorded'; readonly message: string }
  | { readonly kind: 'cancelled' };

export interface AdoptionOptions {
  readonly log: ThreadLog;
  readonly api: Pick<ResearchApi, 'retrieve' | 'retrieveInput'>;
  /** The threads in whose records a text stands: for finding a run without reading all threads into memory. */
  readonly threadsThatMention: (text: string) => Promise<readonly ThreadId[]>;
  /** Whether a window is working on a turn right now. */
  readonly isUnderWay: (turnId: TurnId) => Promise<boolean>;
}

/** Where a run goes: to a turn that waits to learn of it, or to a turn of its own. */
type Place =
  | { readonly kind: 'settle'; readonly address: TurnAddress; readonly attempt: Attempt }
  | { readonly kind: 'add'; readonly threadId: ThreadId; readonly parentId: TurnId | null };

/** Adds runs that were started elsewhere, or whose acceptance got lost, to the threads. Never starts a run. */
export class Adoption {
  readonly #options: AdoptionOptions;

  constructor(options: AdoptionOptions) {
    this.#options = options;
  }

  /** Adds a run and those that it continues; resolves with the turns from the first to the run's own. */
  async adopt(request: AdoptionRequest, signal: AbortSignal): Promise<Result<readonly Adopted[], AdoptionFailure>> {
    const { log, api } = this.#options;
    if (request.threadId && !(await log.load(request.threadId))) return failed({ kind: 'unknownThread' });
    const findTurn = (id: string): Promise<TurnAddress | null> => this.#findTurn(id);
    const known = await findTurn(request.runId);
    if (known) return this.#show(known);
    const chain = await readChain(request.runId, { api, findTurn, signal });
    if (signal.aborted) return failed({ kind: 'cancelled' });
    if (!chain.ok) return failed({ kind: 'notRead', ...chain.failure });
    if (request.threadId && request.turnId) {
      const place = await this.#placeInTurn(lastOf(chain.value), request.threadId, request.turnId);
      return place ? this.#record([[lastOf(chain.value), place]], false) : failed({ kind: 'anotherQuestion' });
    }
    return this.#record(await this.#placesOf(chain.value, request), chain.value.beginning.kind === 'unreadable');
  }

  async #findTurn(id: string): Promise<TurnAddress | null> {
    const { log, threadsThatMention } = this.#options;
    for (const threadId of await threadsThatMention(id)) {
      const thread = await log.load(threadId);
      const turn = thread && findTurnByRun(thread, id);
      if (turn) return { threadId, turnId: turn.id };
    }
    return null;
  }

  async #show(address: TurnAddress): Promise<Result<readonly Adopted[], AdoptionFailure>> {
    const restored = await this.#restore(address.threadId);
    return restored.ok ? success([{ ...address, kind: 'known' }]) : restored;
  }

  /** A run that is added to a deleted thread brings it back. */
  async #restore(threadId: ThreadId): Promise<Result<void, AdoptionFailure>> {
    const { log } = this.#options;
    if ((log.get(threadId)?.deletedAt ?? null) === null) return success(undefined);
    const restored = await log.append(threadId, { kind: 'restored' });
    return restored.ok ? success(undefined) : failed({ kind: 'notRecorded', message: restored.failure.message });
  }

  /** Where each run of a chain goes, oldest first. */
  async #placesOf({ beginning, runs }: RunChain, request: AdoptionRequest): Promise<readonly [FoundRun, Place][]> {
    const places: [FoundRun, Place][] = [];
    let parent: TurnAddress | null = beginning.kind === 'turn' ? beginning.address : null;
    for (const found of runs) {
      const lost = await this.#lostTurnOf(found.origin);
      const threadId: ThreadId = parent?.threadId ?? request.threadId ?? (await this.#newThreadFor(runs[0]));
      places.push([found, lost ?? { kind: 'add', threadId, parentId: parent?.turnId ?? null }]);
      parent = lost?.address ?? { threadId, turnId: (await deriveIds(found.run.runId)).turnId };
    }
    return places;
  }

  /** The thread that a run says it was asked in, if there is one; else always the same new one. */
  async #newThreadFor({ origin, run }: FoundRun): Promise<ThreadId> {
    if (origin && (await this.#options.log.load(origin.threadId))) return origin.threadId;
    return (await deriveIds(run.runId)).threadId;
  }

  /** The turn whose sending a run names, if that turn still does not know of it. */
  async #lostTurnOf(origin: RunOrigin | null): Promise<Extract<Place, { kind: 'settle' }> | null> {
    if (!origin) return null;
    const { threadId, turnId, attemptId } = origin;
    const turn = (await this.#options.log.load(threadId))?.turns.get(turnId);
    if (!turn || turn.attempt.id !== attemptId || !(await this.#isLost(turn))) return null;
    return { kind: 'settle', address: { threadId, turnId }, attempt: turn.attempt };
  }

  /** The place of a run in the turn that the person says it carries out: if its metadata says so too, or its question. */
  async #placeInTurn(found: FoundRun, threadId: ThreadId, turnId: TurnId): Promise<Place | null> {
    const turn = (await this.#options.log.load(threadId))?.turns.get(turnId);
    if (!turn || !(await this.#isLost(turn))) return null;
    const { origin, question } = found;
    const isMeant = origin
      ? origin.turnId === turnId && attemptsOf(turn).some(({ id }) => id === origin.attemptId)
      : turn.question !== null && composeInput(turn.question, turn.context) === question;
    return isMeant ? { kind: 'settle', address: { threadId, turnId }, attempt: turn.attempt } : null;
  }

  /** Whether a turn's run may exist without its knowing: nobody is sending it, and its sending was not answered. */
  async #isLost({ id, attempt }: Turn): Promise<boolean> {
    const { state } = attempt.condition;
    return (state === 'unconfirmed' || state === 'sending') && !(await this.#options.isUnderWay(id));
  }

  async #record(
    places: readonly (readonly [FoundRun, Place])[],
    earlierMissing: boolean,
  ): Promise<Result<readonly Adopted[], AdoptionFailure>> {
    const adopted: Adopted[] = [];
    for (const [found, place] of places) {
      const isFirst = adopted.length === 0;
      const recorded =
        place.kind === 'settle'
          ? await this.#settle(found, place)
          : await this.#add(found, place, isFirst && earlierMissing);
      if (!recorded.ok) return recorded;
      adopted.push(recorded.value);
    }
    return success(adopted);
  }

  async #settle(
    { run }: FoundRun,
    { address, attempt }: Extract<Place, { kind: 'settle' }>,
  ): Promise<Result<Adopted, AdoptionFailure>> {
    const { threadId, turnId } = address;
    const restored = await this.#restore(threadId);
    if (!restored.ok) return restored;
    const recorded = await this.#options.log.append(threadId, { kind: 'accepted', turnId, attemptId: attempt.id, run });
    if (!recorded.ok) return failed({ kind: 'notRecorded', message: recorded.failure.message });
    return success({ ...address, kind: 'settled' });
  }

  async #add(
    found: FoundRun,
    { threadId, parentId }: Extract<Place, { kind: 'add' }>,
    earlierMissing: boolean,
  ): Promise<Result<Adopted, AdoptionFailure>> {
    const { run, question, processor, previousInteractionId, createdAt, changedAt, standing } = found;
    const { turnId, attemptId } = await deriveIds(run.runId);
    await this.#options.log.load(threadId);
    const restored = await this.#restore(threadId);
    if (!restored.ok) return restored;
    const recorded = await this.#options.log.append(threadId, {
      kind: 'adopted',
      turnId,
      attemptId,
      parentId,
      question,
      request: { kind: 'research', processor },
      previousInteractionId,
      run,
      startedAt: createdAt,
      endedAt: standing.kind === 'active' ? null : changedAt,
      earlierMissing,
    });
    if (!recorded.ok) return failed({ kind: 'notRecorded', message: recorded.failure.message });
    return success({ threadId, turnId, kind: 'added' });
  }
}

function lastOf({ runs }: RunChain): FoundRun {
  return runs.at(-1) ?? runs[0];
}
