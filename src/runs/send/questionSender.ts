import { linkedController } from '../../base/abort';
import type { Clock } from '../../base/clock';
import type { ThreadEvent } from '../../research/thread/events';
import type { InteractionId } from '../../research/thread/ids';
import { findProcessor } from '../../research/engine/processor';
import type { Thread } from '../../research/thread/thread';
import { contextToInherit } from '../../research/thread/tree';
import {
  type AcceptedRun,
  type Attempt,
  attemptsOf,
  type QuickRequest,
  type ResearchRequest,
  type Turn,
  type TurnRequest,
} from '../../research/thread/turn';
import {
  type CarriedContext,
  carryContext,
  carryingOverhead,
  nothingCarried,
  withCarriedContext,
} from './carriedContext';
import { composeInput, longestQuestion } from './input';
import { PieceRecorder } from '../watch/pieceRecorder';
import type { Recorder } from '../watch/recorder';
import type { QuickAnswer, ResearchApi } from '../ports/researchApi';
import type { RunsOptions } from '../ports/runsOptions';
import type { ThreadLog } from '../ports/threadLog';
import type { AttemptAddress } from '../watch/turnWork';

export interface QuestionSenderOptions {
  readonly log: ThreadLog;
  readonly api: ResearchApi;
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly letOut: RunsOptions['letOut'];
  /** Aborted when the window begins to end. */
  readonly closing: AbortSignal;
  /** Aborted when the window ends and what was being sent has had its time to be confirmed. */
  readonly givingUp: AbortSignal;
  /** Hears of each piece of a quick answer. */
  readonly onText: (address: AttemptAddress, piece: string) => void;
}

/** What came of sending a question. */
export type Sent =
  /** A run carries it out, which is to be watched. */
  | { readonly kind: 'accepted'; readonly attempt: Attempt; readonly run: AcceptedRun }
  /** The turn has its end. */
  | { readonly kind: 'ended' }
  /** What it builds on is not there after all. */
  | { readonly kind: 'early' }
  /** Nothing that anybody must do now: it was not sent, or nobody knows whether it was. */
  | { readonly kind: 'left' };

const early: Sent = { kind: 'early' };
const left: Sent = { kind: 'left' };

/** A question on its way out, with all that goes along. */
interface Outgoing<Request> {
  readonly address: AttemptAddress;
  /** As it was when the question was made ready. */
  readonly turn: Turn;
  readonly attempt: Attempt;
  readonly request: Request;
  readonly question: string;
  readonly previousInteractionId: InteractionId | null;
  readonly carried: CarriedContext;
  /** Aborted when the window leaves the turn or ends. */
  readonly abort: AbortSignal;
}

/** Sends the question of a turn that this window has to itself: once, recorded before it leaves and after it was taken. */
export class QuestionSender {
  readonly #options: QuestionSenderOptions;

  constructor(options: QuestionSenderOptions) {
    this.#options = options;
  }

  async send(address: AttemptAddress, abort: AbortSignal): Promise<Sent> {
    const { threadId, turnId, attemptId } = address;
    // Until this window had the turn to itself another one may have sent it, reworded it or given it up.
    const thread = await this.#options.log.loadFresh(threadId);
    const turn = thread?.turns.get(turnId);
    if (!thread || turn?.attempt.id !== attemptId || turn.attempt.condition.state !== 'asked') return left;
    const { request } = turn.attempt;
    const prepared = prepare(thread, turn);
    if (!prepared) return early;
    const outgoing = { ...prepared, address, turn, attempt: turn.attempt, abort };
    const recorded = await this.#recordOrRefuse(outgoing);
    if (recorded !== 'sending') return recorded;
    return request.kind === 'research'
      ? this.#startRun({ ...outgoing, request })
      : this.#awaitAnswer({ ...outgoing, request });
  }

  /** Records that a question is about to leave, unless it may not be paid for or need not be sent any more. */
  async #recordOrRefuse(outgoing: Outgoing<TurnRequest>): Promise<Sent | 'sending'> {
    const { address, request, abort } = outgoing;
    const record = (): Promise<boolean> => this.#recordSending(outgoing);
    const outcome = await this.#options.letOut({ ...address, request }, record, abort);
    if (outcome.kind === 'recorded') return 'sending';
    if (outcome.kind === 'kept') return left;
    const { turnId, attemptId } = address;
    return this.#end(address, { kind: 'failed', turnId, attemptId, failure: outcome.failure }, abort);
  }

  /** Recorded before the request leaves: whoever reads the journal after a crash knows that a run may exist. */
  async #recordSending({ address, turn, previousInteractionId, carried }: Outgoing<unknown>): Promise<boolean> {
    const { threadId, turnId, attemptId } = address;
    // What copies in other folders know of the question was taken up since it was made ready.
    const now = this.#options.log.get(threadId)?.turns.get(turnId);
    if (now && sendingsOf(now) > sendingsOf(turn)) return false;
    return this.#options.recorder.record(threadId, {
      kind: 'sending',
      turnId,
      attemptId,
      previousInteractionId,
      ...(carried.turns.length > 0 && { carried: carried.turns }),
    });
  }

  async #startRun(outgoing: Outgoing<ResearchRequest>): Promise<Sent> {
    const { address, attempt, request, question, previousInteractionId, carried, abort } = outgoing;
    const { turnId, attemptId } = address;
    const processor = findProcessor(request.processor)?.name;
    if (!processor) throw new Error('Only questions to known processors are sent.');
    const input = withCarriedContext(question, carried);
    const scope = request.scope ?? null;
    const outcome = await this.#options.api.create(
      { input, processor, previousInteractionId, scope, origin: address },
      this.#options.givingUp,
    );
    if (outcome.ok) {
      const accepted = { kind: 'accepted', turnId, attemptId, run: outcome.value } as const;
      const kept = await this.#hold(address, accepted, abort);
      return kept && !abort.aborted ? { kind: 'accepted', attempt, run: outcome.value } : left;
    }
    const { failure } = outcome;
    if (failure.kind === 'refused')
      return this.#end(address, { kind: 'failed', turnId, attemptId, failure: failure.failure }, abort);
    await this.#hold(address, { ...failure, turnId, attemptId }, abort);
    return left;
  }

  async #awaitAnswer(outgoing: Outgoing<QuickRequest>): Promise<Sent> {
    const { address, request, question, previousInteractionId, carried, abort } = outgoing;
    const { turnId, attemptId } = address;
    const pieces = new PieceRecorder(this.#options.clock, (offset, text) =>
      this.#hold(address, { kind: 'wrote', turnId, attemptId, offset, text }, abort),
    );
    const messages = [...carried.messages, { role: 'user', text: question } as const];
    const stop = this.#stopOf(abort);
    const outcome = await this.#options.api.answer(
      { messages, model: request.model, previousInteractionId },
      (piece) => {
        pieces.take(piece);
        this.#options.onText(address, piece);
      },
      stop.signal,
    );
    stop.release();
    if (outcome.ok) {
      await pieces.stop();
      return this.#complete(address, outcome.value, abort);
    }
    await pieces.settle();
    const { failure } = outcome;
    if (failure.kind === 'refused')
      return this.#end(address, { kind: 'failed', turnId, attemptId, failure: failure.failure }, abort);
    // Whoever stopped it need not be told that it ended.
    const wasStopped = stop.signal.aborted;
    const end = await this.#end(address, { ...failure, turnId, attemptId }, abort);
    return wasStopped ? left : end;
  }

  async #complete(address: AttemptAddress, answer: QuickAnswer, abort: AbortSignal): Promise<Sent> {
    const { threadId, turnId, attemptId } = address;
    const { recorder } = this.#options;
    const recorded = await recorder.hold(threadId, { kind: 'completed', turnId, attemptId, ...answer }, abort);
    if (recorded !== 'refused') return recorded === 'kept' ? { kind: 'ended' } : left;
    // It cannot be kept as it is, and nobody can ask for it again.
    const detail = 'The answer could not be kept.';
    return this.#end(address, { kind: 'lost', turnId, attemptId, detail }, abort);
  }

  /** What ends a quick answer: the person at once, the window that ends a moment later, in which it may still be complete. */
  #stopOf(abort: AbortSignal): { readonly signal: AbortSignal; readonly release: () => void } {
    const { closing, givingUp } = this.#options;
    const { controller, release } = linkedController(givingUp);
    const stop = (): void => {
      if (!closing.aborted) controller.abort();
    };
    if (abort.aborted) stop();
    abort.addEventListener('abort', stop);
    return {
      signal: controller.signal,
      release: () => {
        release();
        abort.removeEventListener('abort', stop);
      },
    };
  }

  async #end(address: AttemptAddress, event: ThreadEvent, abort: AbortSignal): Promise<Sent> {
    return (await this.#hold(address, event, abort)) ? { kind: 'ended' } : left;
  }

  async #hold({ threadId }: AttemptAddress, event: ThreadEvent, abort: AbortSignal): Promise<boolean> {
    return (await this.#options.recorder.hold(threadId, event, abort)) === 'kept';
  }
}

/** How often the question of a turn is known to have been sent. */
function sendingsOf(turn: Turn): number {
  return attemptsOf(turn).filter(({ sentAt }) => sentAt !== null).length;
}

/** What leaves for a turn; null when that cannot be said yet. */
function prepare(
  thread: Thread,
  { question, context, parentId, attempt }: Turn,
): Pick<Outgoing<TurnRequest>, 'request' | 'question' | 'previousInteractionId' | 'carried'> | null {
  const inherited = contextToInherit(thread, parentId);
  if (question === null || inherited.kind === 'pending') return null;
  const { request } = attempt;
  const text = composeInput(question, context);
  if (thread.carriesContext) {
    const carried = carryContext(thread, parentId, longestQuestion - text.length - carryingOverhead);
    return { request, question: text, previousInteractionId: null, carried };
  }
  const previousInteractionId = inherited.kind === 'ready' ? inherited.interactionId : null;
  return { request, question: text, previousInteractionId, carried: nothingCarried };
}
