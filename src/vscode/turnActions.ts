import { env, l10n } from 'vscode';
import type { Result } from '../base/result';
import type { ChatSession } from '../protocol/chatSession';
import type { ChatViewMaker } from '../protocol/makeView';
import { type Engine, engineOf, requestTo } from '../research/engine';
import type { ThreadEvent } from '../research/events';
import type { ThreadId, TurnId } from '../research/ids';
import { siteOf } from '../research/links';
import type { Source } from '../research/sources';
import type { Thread } from '../research/thread';
import { parentIn, pathTo } from '../research/tree';
import { type Condition, isUnsent, scopeOf, type Turn, type TurnRequest } from '../research/turn';
import { checkQuestion, type Question, type TurnAddress } from '../runs/question';
import type { ResearchRuns } from '../runs/researchRuns';
import { askFailureText } from './askFailureText';
import type { AnsweredTurn, DocumentWriter } from './documentWriter';
import { cancelled, done, refused, type ActionOutcome } from './outcome';
import type { Asking, ForeignEngine } from './spendingGuard';
import { choice, pickChoice } from './ui/choices';

/** Names a turn; what is left out is taken from the chat: its thread, its last turn. */
export interface TurnReference {
  readonly threadId?: ThreadId | undefined;
  readonly turnId?: TurnId | undefined;
}

/** A question from the composer. */
export type AskedQuestion = Question & {
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
  readonly views: ChatViewMaker;
  /**
   * Whether a question may be sent: there is a server for it, and it may be paid for. Asks the person where that is wanted;
   * a sentence or a change of mind otherwise.
   */
  readonly maySend: (threadId: ThreadId | null, request: TurnRequest, asking: Asking) => Promise<ActionOutcome>;
  /** Who chose what answers new questions of a kind, where it isn't the person. */
  readonly foreignEngine: (kind: Engine['kind']) => ForeignEngine | null;
  readonly record: (threadId: ThreadId, event: ThreadEvent) => Promise<Result<Thread, { readonly message: string }>>;
  /** Writes into documents; loaded when it is first used. */
  readonly writer: () => Promise<DocumentWriter>;
}

/** What a person does with a turn, from the chat or by a command. */
export class TurnActions {
  readonly #options: TurnActionsOptions;

  constructor(options: TurnActionsOptions) {
    this.#options = options;
  }

  /** Asks a question, or words one anew that was not sent yet, and shows its turn in the chat. */
  async ask({ editedId, usesDefaultEngine, ...question }: AskedQuestion): Promise<AskOutcome> {
    const { runs, session, maySend, foreignEngine } = this.#options;
    const problem = checkQuestion(question);
    if (problem) return refused(askFailureText(problem));
    const edited = editedId === null ? undefined : session.thread?.turns.get(editedId);
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
    if (!asked.ok) return refused(askFailureText(asked.failure));
    const { threadId, turnId } = asked.value;
    session.showAsked(threadId, turnId, question.request);
    return { kind: 'asked', address: asked.value };
  }

  /** Asks the question of a turn once more, beside it, with all that went along. */
  async askAgain(reference: TurnReference): Promise<ActionOutcome> {
    const found = await this.#find(reference);
    if (!found || found.turn.question === null) return noSuchTurn();
    const { thread, turn } = found;
    const asked = await this.ask({
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
    if (!found || found.turn.question === null) return noSuchTurn();
    await this.#show(found);
    this.#options.session.edit(found.turn.id);
    return done;
  }

  /** Gives up a question that was not sent. */
  async drop(reference: TurnReference): Promise<ActionOutcome> {
    const found = await this.#find(reference);
    if (!found) return noSuchTurn();
    const { thread, turn } = found;
    const dropped = await this.#options.runs.drop({ threadId: thread.id, turnId: turn.id });
    if (!dropped.ok) return refused(askFailureText(dropped.failure));
    const { session } = this.#options;
    if (session.threadId === thread.id) await session.show(thread.id, parentIn(thread, turn));
    return done;
  }

  /** Sends the question of a turn without an answer (again). Asks first where that might pay twice. */
  async send(reference: TurnReference, engine: Engine | undefined): Promise<ActionOutcome> {
    const found = await this.#find(reference);
    if (!found) return noSuchTurn();
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
    const sent = await this.#options.runs.send({ threadId: thread.id, turnId: turn.id }, chosen);
    return sent.ok ? done : refused(askFailureText(sent.failure));
  }

  /** From now on the earlier questions and answers of a thread go along inside its questions; sends this one so. */
  async carryContext(reference: TurnReference, engine: Engine | undefined): Promise<ActionOutcome> {
    const found = await this.#find(reference);
    if (!found) return noSuchTurn();
    const recorded = await this.#options.record(found.thread.id, { kind: 'carriesContext', carries: true });
    if (!recorded.ok) return refused(l10n.t('The change could not be saved: {0}', recorded.failure.message));
    return this.send(reference, engine);
  }

  async stopWatching(reference: TurnReference): Promise<ActionOutcome> {
    const found = await this.#find(reference);
    if (!found) return noSuchTurn();
    await this.#options.runs.stopWatching({ threadId: found.thread.id, turnId: found.turn.id });
    return done;
  }

  async watchAgain(reference: TurnReference): Promise<ActionOutcome> {
    const found = await this.#find(reference);
    if (!found) return noSuchTurn();
    await this.#options.runs.watchAgain({ threadId: found.thread.id, turnId: found.turn.id });
    return done;
  }

  async branch(reference: TurnReference): Promise<ActionOutcome> {
    const found = await this.#find(reference);
    if (!found) return noSuchTurn();
    await this.#show(found);
    this.#options.session.branchFrom(found.turn.id);
    return done;
  }

  async insertAnswer(reference: TurnReference): Promise<ActionOutcome> {
    const answered = await this.#findAnswered(reference);
    return answered ? (await this.#options.writer()).insertAnswer(answered) : noAnswer();
  }

  async copyAnswer(reference: TurnReference): Promise<ActionOutcome> {
    const answered = await this.#findAnswered(reference);
    if (!answered) return noAnswer();
    await env.clipboard.writeText((await this.#options.writer()).answerToCopy(answered));
    return done;
  }

  async insertCitation(reference: TurnReference, number: number | undefined): Promise<ActionOutcome> {
    return this.#withSource(reference, number, async (answered, source) =>
      (await this.#options.writer()).insertCitation(answered, source),
    );
  }

  async copyCitation(reference: TurnReference, number: number | undefined): Promise<ActionOutcome> {
    return this.#withSource(reference, number, async (_answered, source) => {
      await env.clipboard.writeText((await this.#options.writer()).citationToCopy(source));
      return done;
    });
  }

  /** Shows a turn in the chat, unless it is shown. */
  async #show({ thread, turn }: { readonly thread: Thread; readonly turn: Turn }): Promise<void> {
    const { session } = this.#options;
    const isShown = session.threadId === thread.id && pathTo(thread, session.leafId).includes(turn);
    if (!isShown) await session.show(thread.id, turn.id);
  }

  async #withSource(
    reference: TurnReference,
    number: number | undefined,
    act: (answered: AnsweredTurn, source: Source) => Promise<ActionOutcome>,
  ): Promise<ActionOutcome> {
    const answered = await this.#findAnswered(reference);
    if (!answered) return noAnswer();
    const { sources } = answered.answer;
    if (number === undefined && sources.length === 0) return refused(l10n.t('This answer has no sources.'));
    const source =
      number === undefined ? await pickSource(sources) : sources.find((candidate) => candidate.number === number);
    if (source) return act(answered, source);
    return number === undefined ? cancelled : refused(l10n.t('This answer has no source {0}.', number));
  }

  async #find({ threadId, turnId }: TurnReference): Promise<{ thread: Thread; turn: Turn } | null> {
    const { session, threads } = this.#options;
    const thread = threadId && threadId !== session.threadId ? await threads.load(threadId) : session.thread;
    const id = turnId ?? (thread && thread.id === session.threadId ? session.leafId : null);
    const turn = id === null ? undefined : thread?.turns.get(id);
    return thread && turn ? { thread, turn } : null;
  }

  /** The turn that is named; without a name the last one in the chat that has an answer. */
  async #findAnswered(reference: TurnReference): Promise<AnsweredTurn | null> {
    const found = await this.#find(reference);
    if (!found) return null;
    const candidates = reference.turnId ? [found.turn] : pathTo(found.thread, found.turn.id).toReversed();
    for (const turn of candidates) {
      const { condition } = turn.attempt;
      if (condition.state === 'answered') return this.#answered(condition);
    }
    return null;
  }

  #answered({ answer, answeredAt }: Extract<Condition, { state: 'answered' }>): AnsweredTurn {
    return { answeredAt, answer: this.#options.views.sourcesOf(answer) };
  }
}

async function pickSource(sources: readonly Source[]): Promise<Source | undefined> {
  const items = sources.map((source) =>
    choice({
      label: `[${source.number}] ${source.title ?? siteOf(source.url).site}`,
      description: siteInWords(source.url),
      detail: source.excerpts[0] ?? '',
      source,
    }),
  );
  return (await pickChoice(items, l10n.t('Choose a Source')))?.source;
}

function noSuchTurn(): ActionOutcome {
  return refused(l10n.t('This question does not exist any more.'));
}

function noAnswer(): ActionOutcome {
  return refused(l10n.t('There is no answer here yet.'));
}

/** A site as a list shows it, and whether its address misleads. */
function siteInWords(url: string): string {
  const { site, deceptive } = siteOf(url);
  return deceptive ? l10n.t('{0} - the address is not what it seems', site) : site;
}
