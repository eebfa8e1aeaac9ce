import type { AskedQuestion, AskOutcome, QuestionActions } from '../actions/questionActions';
import { type FindTurn, type FoundTurn, noSuchTurn, type TurnReference } from '../actions/turnReference';
import type { Localize } from '../base/localize';
import { done, type ActionOutcome } from '../base/outcome';
import { parentIn, pathTo } from '../research/thread/tree';
import type { ThreadReading } from '../research/thread/threadStore';
import type { ChatSession } from './chatSession';

/** A question from the composer. */
export type ComposedQuestion = AskedQuestion & {
  /** The place in the composer that it was written in. */
  readonly place: string;
  /** Whether it was typed there; one that a command gives is sent with what is attached there. */
  readonly given: 'typed' | 'given';
};

export interface ChatTurnsOptions {
  readonly session: ChatSession;
  /** Finds the turn that is named; what is left out is taken from what the chat shows. */
  readonly find: FindTurn;
  readonly questions: QuestionActions;
  readonly localize: Localize;
}

/** What is done with questions in a chat, where their turns are shown and their words are in the composer. */
export class ChatTurns {
  readonly #options: ChatTurnsOptions;

  constructor(options: ChatTurnsOptions) {
    this.#options = options;
  }

  /** Asks what is in the composer, and shows its turn. */
  async ask({ place, given, ...question }: ComposedQuestion): Promise<AskOutcome> {
    const { session, questions } = this.#options;
    const problem = questions.problemWith(question);
    if (problem) return problem;
    // From here on what is typed and chosen is later than this question, whenever it is recorded.
    const sending = session.beginSending(place, question.text, given);
    return this.#showing(place, async () => {
      let asked: AskOutcome | null = null;
      try {
        asked = await questions.ask(question);
        return asked;
      } finally {
        if (sending && asked?.kind === 'asked') session.drafts.finish(sending, asked.address.threadId);
        else if (sending) session.putBack(sending);
      }
    });
  }

  /** Asks the question of a turn once more, and shows the new turn. */
  async askAgain(reference: TurnReference): Promise<ActionOutcome> {
    const asked = await this.#showing(null, () => this.#options.questions.askAgain(reference));
    return asked.kind === 'asked' ? done : asked;
  }

  /** Puts the question of a turn into the composer, to be worded anew. */
  async edit(reference: TurnReference): Promise<ActionOutcome> {
    const { session, localize } = this.#options;
    const found = await this.#options.find(reference);
    if (!found || found.turn.question === null) return noSuchTurn(reference, localize);
    await this.#show(found);
    session.edit(found.turn.id);
    return done;
  }

  /** Gives up a question that was not sent; the chat goes back to what it built on. */
  async drop(reference: TurnReference): Promise<ActionOutcome> {
    const { session, questions, localize } = this.#options;
    const found = await this.#options.find(reference);
    if (!found) return noSuchTurn(reference, localize);
    const { thread, turn } = found;
    const outcome = await questions.drop({ threadId: thread.id, turnId: turn.id });
    if (outcome.kind === 'done' && session.threadId === thread.id)
      await session.show(thread.id, parentIn(thread, turn));
    return outcome;
  }

  /** The next question builds on a turn, which is shown. */
  async branch(reference: TurnReference): Promise<ActionOutcome> {
    const { session, localize } = this.#options;
    const found = await this.#options.find(reference);
    if (!found) return noSuchTurn(reference, localize);
    await this.#show(found);
    session.branchFrom(found.turn.id);
    return done;
  }

  /** Shows the turn of a question that is asked meanwhile, unless the person chooses something else until then. */
  async #showing(place: string | null, ask: () => Promise<AskOutcome>): Promise<AskOutcome> {
    const { session } = this.#options;
    const visit = session.visitFrom(place);
    const asked = await ask();
    if (asked.kind === 'asked') session.showAsked(asked.address, asked.request, visit);
    return asked;
  }

  /** Shows a turn in the chat, unless it is shown. */
  async #show({ thread, turn }: FoundTurn): Promise<void> {
    const { session } = this.#options;
    const isShown = session.threadId === thread.id && pathTo(thread, session.leafId).includes(turn);
    if (!isShown) await session.show(thread.id, turn.id);
  }
}

/** The turn that is named; what is left out is taken from what a chat shows. Null when there is none. */
export async function findInChat(
  { threadId, turnId }: TurnReference,
  { session, threads }: { readonly session: ChatSession; readonly threads: Pick<ThreadReading, 'load'> },
): Promise<FoundTurn | null> {
  const thread = threadId && threadId !== session.threadId ? await threads.load(threadId) : session.thread;
  const id = turnId ?? (thread && thread.id === session.threadId ? session.leafId : null);
  const turn = id === null ? undefined : thread?.turns.get(id);
  return thread && turn ? { thread, turn } : null;
}
