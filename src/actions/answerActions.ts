import type { Localize } from '../base/localize';
import { cancelled, done, refused, type ActionOutcome } from '../base/outcome';
import type { AnswerDetails } from '../documents/model/insertion';
import type { Answer } from '../research/answer/answer';
import type { Source, SourcedAnswer } from '../research/answer/sources';
import { pathTo } from '../research/thread/tree';
import type { FindTurn, TurnReference } from './turnReference';

/** An answer with what a document may say about it. */
export interface AnsweredTurn extends AnswerDetails {
  readonly answer: SourcedAnswer;
}

/** How an answer is inserted. */
export interface InsertionWish {
  readonly replaces?: 'selection';
  /** A refusal is told where the wish was made: in the chat, or by a message. */
  readonly from?: 'chat';
}

/** What puts answers and citations into the document in use, and into words that are copied. */
export interface AnswerWriter {
  insertAnswer(turn: AnsweredTurn, wish: InsertionWish): Promise<ActionOutcome>;
  insertCitation(turn: AnsweredTurn, source: Source, wish: InsertionWish): Promise<ActionOutcome>;
  answerToCopy(turn: AnsweredTurn): string;
  citationToCopy(source: Source): string;
}

export interface AnswerActionsOptions {
  readonly find: FindTurn;
  /** An answer with its sources, read once. */
  readonly sourcesOf: (answer: Answer) => SourcedAnswer;
  /** Loaded when it is first used. */
  readonly writer: () => Promise<AnswerWriter>;
  readonly copy: (text: string) => Promise<void>;
  /** Asks which of the sources is meant; undefined for none. */
  readonly chooseSource: (sources: readonly Source[]) => Promise<Source | undefined>;
  readonly localize: Localize;
}

/** What is done with the answer of a turn and its sources, by whoever asks: a chat, a command, an agent. */
export class AnswerActions {
  readonly #options: AnswerActionsOptions;

  constructor(options: AnswerActionsOptions) {
    this.#options = options;
  }

  /** Inserts the answer with its sources into the document in use. */
  async insertAnswer(reference: TurnReference, wish: InsertionWish = {}): Promise<ActionOutcome> {
    const answered = await this.#findAnswered(reference);
    return answered ? (await this.#options.writer()).insertAnswer(answered, wish) : this.#noAnswer();
  }

  async copyAnswer(reference: TurnReference): Promise<ActionOutcome> {
    const answered = await this.#findAnswered(reference);
    if (!answered) return this.#noAnswer();
    await this.#options.copy((await this.#options.writer()).answerToCopy(answered));
    return done;
  }

  /** Inserts a reference to the source of that number; asks which one where none is named. */
  insertCitation(
    reference: TurnReference,
    number: number | undefined,
    wish: InsertionWish = {},
  ): Promise<ActionOutcome> {
    return this.#withSource(reference, number, async (answered, source) =>
      (await this.#options.writer()).insertCitation(answered, source, wish),
    );
  }

  copyCitation(reference: TurnReference, number: number | undefined): Promise<ActionOutcome> {
    return this.#withSource(reference, number, async (_answered, source) => {
      await this.#options.copy((await this.#options.writer()).citationToCopy(source));
      return done;
    });
  }

  async #withSource(
    reference: TurnReference,
    number: number | undefined,
    act: (answered: AnsweredTurn, source: Source) => Promise<ActionOutcome>,
  ): Promise<ActionOutcome> {
    const { chooseSource, localize } = this.#options;
    const answered = await this.#findAnswered(reference);
    if (!answered) return this.#noAnswer();
    const { sources } = answered.answer;
    if (number === undefined && sources.length === 0) return refused(localize('This answer has no sources.'));
    const source =
      number === undefined ? await chooseSource(sources) : sources.find((candidate) => candidate.number === number);
    if (source) return act(answered, source);
    return number === undefined ? cancelled : refused(localize('This answer has no source {0}.', number));
  }

  /** The turn that is named; without a name the last one up to there that has an answer. */
  async #findAnswered(reference: TurnReference): Promise<AnsweredTurn | null> {
    const found = await this.#options.find(reference);
    if (!found) return null;
    const candidates = reference.turnId ? [found.turn] : pathTo(found.thread, found.turn.id).toReversed();
    for (const { attempt } of candidates) {
      const { condition } = attempt;
      if (condition.state === 'answered')
        return { answeredAt: condition.answeredAt, answer: this.#options.sourcesOf(condition.answer) };
    }
    return null;
  }

  #noAnswer(): ActionOutcome {
    return refused(this.#options.localize('There is no answer here yet.'));
  }
}
