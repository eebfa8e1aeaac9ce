import type { Localize } from '../base/localize';
import { done, refused, type ActionOutcome } from '../base/outcome';
import type { Result } from '../base/result';
import { type Engine, engineOf, requestTo } from '../research/engine/engine';
import type { ThreadId, TurnId } from '../research/thread/ids';
import type { ThreadChanging, ThreadReading } from '../research/thread/threadStore';
import { parentIn } from '../research/thread/tree';
import { isUnsent, scopeOf, type TurnRequest } from '../research/thread/turn';
import type { ResearchRuns } from '../runs/researchRuns';
import { type AskFailure, checkQuestion, type Question, type TurnAddress } from '../runs/send/question';
import type { Asking, ForeignEngine } from '../spending/spendingGuard';
import { askFailureText } from './askFailureText';
import { type FindTurn, noSuchTurn, type TurnReference } from './turnReference';

/** A question that somebody wants asked. */
export type AskedQuestion = Question & {
  /** The turn whose question it was; null for a new one. */
  readonly editedId: TurnId | null;
  /** Whether the settings chose what answers it, not the person. */
  readonly usesDefaultEngine: boolean;
};

/** What came of asking: the question is recorded and goes its way, or why it was not. */
export type AskOutcome =
  | Exclude<ActionOutcome, { kind: 'done' }>
  | { readonly kind: 'asked'; readonly address: TurnAddress; readonly request: TurnRequest };

export interface QuestionActionsOptions {
  readonly find: FindTurn;
  readonly threads: Pick<ThreadReading, 'load'> & Pick<ThreadChanging, 'append'>;
  readonly runs: Pick<
    ResearchRuns,
    'ask' | 'reword' | 'send' | 'drop' | 'stopWatching' | 'watchAgain' | 'patientSending'
  >;
  /**
   * Whether a question may be sent: there is a server for it, and it may be paid for. Asks the person where that is wanted;
   * a sentence or a change of mind otherwise.
   */
  readonly maySend: (threadId: ThreadId | null, request: TurnRequest, asking: Asking) => Promise<ActionOutcome>;
  /** Who chose what answers new questions of a kind, where it isn't the person. */
  readonly foreignEngine: (kind: Engine['kind']) => ForeignEngine | null;
  readonly localize: Localize;
}

/**
 * What is done with questions, by whoever asks: a chat, a command, an agent. Every question that costs money takes this way:
 * it is priced, confirmed where that is wanted, and recorded; `ResearchRuns` sends it within the budget.
 */
export class QuestionActions {
  readonly #options: QuestionActionsOptions;

  constructor(options: QuestionActionsOptions) {
    this.#options = options;
  }

  /** Asks a question, or rewords one that was not sent yet. Resolves when it is recorded; the answer comes later. */
  async ask({ editedId, usesDefaultEngine, ...question }: AskedQuestion): Promise<AskOutcome> {
    const { runs, threads, maySend, foreignEngine, localize } = this.#options;
    const problem = this.problemWith(question);
    if (problem) return problem;
    const thread = question.threadId === null ? null : await threads.load(question.threadId);
    if (thread?.deletedAt)
      return refused(localize('This thread was deleted. Restore it, then send the question again.'));
    const edited = editedId === null ? undefined : thread?.turns.get(editedId);
    const unsent = edited && isUnsent(edited) ? edited : null;
    const payable = await maySend(question.threadId, question.request, {
      question: question.text,
      mayBePaidTwice: false,
      agreed: unsent && engineOf(unsent.attempt.request),
      foreign: usesDefaultEngine ? foreignEngine(question.request.kind) : null,
    });
    if (payable.kind !== 'done') return payable;
    const asked =
      question.threadId && unsent
        ? await runs.reword({ threadId: question.threadId, turnId: unsent.id }, question)
        : await runs.ask(question);
    if (!asked.ok) return refused(askFailureText(asked.failure, localize));
    return { kind: 'asked', address: asked.value, request: question.request };
  }

  /** Why a question can't be sent as it is; null when it can, as far as its words say. */
  problemWith(question: Question): Extract<ActionOutcome, { kind: 'refused' }> | null {
    const problem = checkQuestion(question);
    return problem && refused(askFailureText(problem, this.#options.localize));
  }

  /** Asks the question of a turn once more, beside it, with all that went along. */
  async askAgain(reference: TurnReference): Promise<AskOutcome> {
    const found = await this.#options.find(reference);
    if (!found || found.turn.question === null) return noSuchTurn(reference, this.#options.localize);
    const { thread, turn } = found;
    return this.ask({
      threadId: thread.id,
      parentId: parentIn(thread, turn),
      text: found.turn.question,
      context: turn.context,
      request: turn.attempt.request,
      editedId: null,
      usesDefaultEngine: false,
    });
  }

  /** Gives up a question that was not sent. */
  drop(reference: TurnReference): Promise<ActionOutcome> {
    return this.#withTurn(reference, async (address) => this.#told(await this.#options.runs.drop(address)));
  }

  /** Sends the question of a turn without an answer (again). Asks first where that might pay twice. */
  send(reference: TurnReference, engine: Engine | undefined): Promise<ActionOutcome> {
    return this.#sendAgain(reference, engine, (address, chosen) => this.#options.runs.send(address, chosen));
  }

  /** Sends a question once more when the limit that it met is over. Asked about now: nobody may be there then. */
  sendWhenFree(reference: TurnReference, engine: Engine): Promise<ActionOutcome> {
    const { patientSending } = this.#options.runs;
    return this.#sendAgain(reference, engine, (address, chosen) => patientSending.sendWhenFree(address, chosen));
  }

  /** Does not send it then, after all. */
  dontSend(reference: TurnReference): Promise<ActionOutcome> {
    return this.#withTurn(reference, ({ turnId }) => {
      this.#options.runs.patientSending.takeBack(turnId);
      return done;
    });
  }

  /** From now on the earlier questions and answers of a thread go along inside its questions; sends this one so. */
  carryContext(reference: TurnReference, engine: Engine | undefined): Promise<ActionOutcome> {
    const { threads, localize } = this.#options;
    return this.#withTurn(reference, async (address) => {
      const recorded = await threads.append(address.threadId, { kind: 'carriesContext', carries: true });
      if (!recorded.ok) return refused(localize('The change could not be saved: {0}', recorded.failure.message));
      return this.send(address, engine);
    });
  }

  stopWatching(reference: TurnReference): Promise<ActionOutcome> {
    return this.#withTurn(reference, async (address) => {
      await this.#options.runs.stopWatching(address);
      return done;
    });
  }

  watchAgain(reference: TurnReference): Promise<ActionOutcome> {
    return this.#withTurn(reference, async (address) => {
      await this.#options.runs.watchAgain(address);
      return done;
    });
  }

  /** Sends a question in some way once it may be paid for. */
  async #sendAgain(
    reference: TurnReference,
    engine: Engine | undefined,
    send: (address: TurnAddress, engine: Engine) => Promise<Result<TurnAddress, AskFailure>>,
  ): Promise<ActionOutcome> {
    const { find, maySend, localize } = this.#options;
    const found = await find(reference);
    if (!found) return noSuchTurn(reference, localize);
    const { thread, turn } = found;
    const { request, condition } = turn.attempt;
    const chosen = engine ?? engineOf(request);
    const payable = await maySend(thread.id, requestTo(chosen, scopeOf(request)), {
      question: turn.question ?? '',
      mayBePaidTwice: condition.state === 'unconfirmed',
      agreed: condition.state === 'asked' ? engineOf(request) : null,
      foreign: null,
    });
    if (payable.kind !== 'done') return payable;
    return this.#told(await send({ threadId: thread.id, turnId: turn.id }, chosen));
  }

  async #withTurn(
    reference: TurnReference,
    act: (address: TurnAddress) => ActionOutcome | Promise<ActionOutcome>,
  ): Promise<ActionOutcome> {
    const found = await this.#options.find(reference);
    return found
      ? act({ threadId: found.thread.id, turnId: found.turn.id })
      : noSuchTurn(reference, this.#options.localize);
  }

  #told(result: Result<TurnAddress, AskFailure>): ActionOutcome {
    return result.ok ? done : refused(askFailureText(result.failure, this.#options.localize));
  }
}
