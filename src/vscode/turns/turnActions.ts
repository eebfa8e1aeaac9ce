import { l10n } from 'vscode';
import type { Result } from '../../base/result';
import type { ChatSession } from '../../chat/chatSession';
import { type Engine, engineOf, requestTo } from '../../research/engine/engine';
import type { ThreadEvent } from '../../research/thread/events';
import type { ThreadId, TurnId } from '../../research/thread/ids';
import type { Thread } from '../../research/thread/thread';
import { parentIn, pathTo } from '../../research/thread/tree';
import { isUnsent, scopeOf, type TurnRequest } from '../../research/thread/turn';
import { type AskFailure, checkQuestion, type Question, type TurnAddress } from '../../runs/send/question';
import type { ResearchRuns } from '../../runs/researchRuns';
import { askFailureText } from '../question/askFailureText';
import { done, refused, type ActionOutcome } from '../outcome';
import type { Asking, ForeignEngine } from '../../spending/spendingGuard';
import { findTurn, type FoundTurn, noSuchTurn, type TurnReference } from './turnReference';

/** A question from the composer. */
export type AskedQuestion = Question & {
  /** The place in the composer that it was written in; null for one that was not. */
  readonly place: string | null;
  /** Whether it was typed there; one that a command gives is sent with what is attached there. */
  readonly given: 'typed' | 'given';
  /** The turn whose question it was; null for a new one. */
  readonly editedId: TurnId | null;
  /** Whether the settings chose what answers it, not the person. */
  readonly usesDefaultEngine: boolean;
};

export type AskOutcome =
  Exclude<ActionOutcome, { kind: 'done' }> | { readonly kind: 'asked'; readonly address: TurnAddress };

export interface TurnActionsOptions {
  readonly threads: { load(threadId: ThreadId): Promise<Thread | null> };
  readonly runs: ResearchRuns;
  readonly session: ChatSession;
  /**
   * Whether a question may be sent: there is a server for it, and it may be paid for. Asks the person where that is wanted;
   * a sentence or a change of mind otherwise.
   */
  readonly maySend: (threadId: ThreadId | null, request: TurnRequest, asking: Asking) => Promise<ActionOutcome>;
  /** Who chose what answers new questions of a kind, where it isn't the person. */
  readonly foreignEngine: (kind: Engine['kind']) => ForeignEngine | null;
  readonly record: (threadId: ThreadId, event: ThreadEvent) => Promise<Result<Thread, { readonly message: string }>>;
}

/** What a person does with the question of a turn, from the chat or by a command. */
export class TurnActions {
  readonly #options: TurnActionsOptions;

  constructor(options: TurnActionsOptions) {
    this.#options = options;
  }

  /** Asks a question, or words one anew that was not sent yet, and shows its turn in the chat. */
  async ask(question: AskedQuestion): Promise<AskOutcome> {
    const { session } = this.#options;
    const problem = checkQuestion(question);
    if (problem) return refused(askFailureText(problem));
    const { place, given, text } = question;
    // From here on what is typed and chosen is later than this question, whenever it is recorded.
    const sending = place === null ? null : session.beginSending(place, text, given);
    const visit = session.visitFrom(place);
    let asked: AskOutcome | null = null;
    try {
      asked = await this.#record(question);
    } finally {
      if (sending && asked?.kind === 'asked') session.drafts.finish(sending, asked.address.threadId);
      else if (sending) session.putBack(sending);
    }
    if (asked.kind === 'asked') session.showAsked(asked.address, question.request, visit);
    return asked;
  }

  /** Records a question if it may be sent. */
  async #record({ editedId, usesDefaultEngine, ...question }: AskedQuestion): Promise<AskOutcome> {
    const { runs, threads, maySend, foreignEngine } = this.#options;
    const thread = question.threadId === null ? null : await threads.load(question.threadId);
    if (thread?.deletedAt) return refused(l10n.t('This thread was deleted. Restore it, then send the question again.'));
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
    return asked.ok ? { kind: 'asked', address: asked.value } : refused(askFailureText(asked.failure));
  }

  /** Asks the question of a turn once more, beside it, with all that went along. */
  async askAgain(reference: TurnReference): Promise<ActionOutcome> {
    const found = await this.#find(reference);
    if (!found || found.turn.question === null) return noSuchTurn(reference);
    const { thread, turn } = found;
    const asked = await this.ask({
      place: null,
      given: 'given',
      threadId: thread.id,
      parentId: parentIn(thread, turn),
      text: found.turn.question,
      context: turn.context,
      request: turn.attempt.request,
      editedId: null,
      usesDefaultEngine: false,
    });
    return asked.kind === 'asked' ? done : asked;
  }

  /** Puts the question of a turn into the composer, to be worded anew. */
  async edit(reference: TurnReference): Promise<ActionOutcome> {
    const found = await this.#find(reference);
    if (!found || found.turn.question === null) return noSuchTurn(reference);
    await this.#show(found);
    this.#options.session.edit(found.turn.id);
    return done;
  }

  /** Gives up a question that was not sent. */
  async drop(reference: TurnReference): Promise<ActionOutcome> {
    const found = await this.#find(reference);
    if (!found) return noSuchTurn(reference);
    const { thread, turn } = found;
    const dropped = await this.#options.runs.drop({ threadId: thread.id, turnId: turn.id });
    if (!dropped.ok) return refused(askFailureText(dropped.failure));
    const { session } = this.#options;
    if (session.threadId === thread.id) await session.show(thread.id, parentIn(thread, turn));
    return done;
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
  async dontSend(reference: TurnReference): Promise<ActionOutcome> {
    const found = await this.#find(reference);
    if (!found) return noSuchTurn(reference);
    this.#options.runs.patientSending.takeBack(found.turn.id);
    return done;
  }

  /** Sends a question in some way once it may be paid for. */
  async #sendAgain(
    reference: TurnReference,
    engine: Engine | undefined,
    send: (address: TurnAddress, engine: Engine) => Promise<Result<TurnAddress, AskFailure>>,
  ): Promise<ActionOutcome> {
    const found = await this.#find(reference);
    if (!found) return noSuchTurn(reference);
    const { thread, turn } = found;
    const { request, condition } = turn.attempt;
    const chosen = engine ?? engineOf(request);
    const payable = await this.#options.maySend(thread.id, requestTo(chosen, scopeOf(request)), {
      question: turn.question ?? '',
      mayBePaidTwice: condition.state === 'unconfirmed',
      agreed: condition.state === 'asked' ? engineOf(request) : null,
      foreign: null,
    });
    if (payable.kind !== 'done') return payable;
    const sent = await send({ threadId: thread.id, turnId: turn.id }, chosen);
    return sent.ok ? done : refused(askFailureText(sent.failure));
  }

  /** From now on the earlier questions and answers of a thread go along inside its questions; sends this one so. */
  async carryContext(reference: TurnReference, engine: Engine | undefined): Promise<ActionOutcome> {
    const found = await this.#find(reference);
    if (!found) return noSuchTurn(reference);
    const recorded = await this.#options.record(found.thread.id, { kind: 'carriesContext', carries: true });
    if (!recorded.ok) return refused(l10n.t('The change could not be saved: {0}', recorded.failure.message));
    return this.send(reference, engine);
  }

  async stopWatching(reference: TurnReference): Promise<ActionOutcome> {
    const found = await this.#find(reference);
    if (!found) return noSuchTurn(reference);
    await this.#options.runs.stopWatching({ threadId: found.thread.id, turnId: found.turn.id });
    return done;
  }

  async watchAgain(reference: TurnReference): Promise<ActionOutcome> {
    const found = await this.#find(reference);
    if (!found) return noSuchTurn(reference);
    await this.#options.runs.watchAgain({ threadId: found.thread.id, turnId: found.turn.id });
    return done;
  }

  async branch(reference: TurnReference): Promise<ActionOutcome> {
    const found = await this.#find(reference);
    if (!found) return noSuchTurn(reference);
    await this.#show(found);
    this.#options.session.branchFrom(found.turn.id);
    return done;
  }

  /** Shows a turn in the chat, unless it is shown. */
  async #show({ thread, turn }: FoundTurn): Promise<void> {
    const { session } = this.#options;
    const isShown = session.threadId === thread.id && pathTo(thread, session.leafId).includes(turn);
    if (!isShown) await session.show(thread.id, turn.id);
  }

  #find(reference: TurnReference): Promise<FoundTurn | null> {
    return findTurn(reference, this.#options);
  }
}
