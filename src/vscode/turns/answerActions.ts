import { env, l10n } from 'vscode';
import type { ChatViewMaker } from '../../chat/views/makeView';
import { siteOf } from '../../research/answer/links';
import type { Source } from '../../research/answer/sources';
import { pathTo } from '../../research/thread/tree';
import type { Condition } from '../../research/thread/turn';
import type { AnsweredTurn, DocumentWriter, InsertionWish } from '../documents/documentWriter';
import { cancelled, done, refused, type ActionOutcome } from '../outcome';
import { findTurn, type TurnPlaces, type TurnReference } from './turnReference';
import { choice, pickChoice } from '../ui/choices';

export interface AnswerActionsOptions extends TurnPlaces {
  readonly views: Pick<ChatViewMaker, 'sourcesOf'>;
  /** Writes into documents; loaded when it is first used. */
  readonly writer: () => Promise<DocumentWriter>;
}

/** What a person does with the answer of a turn and its sources, from the chat or by a command. */
export class AnswerActions {
  readonly #options: AnswerActionsOptions;

  constructor(options: AnswerActionsOptions) {
    this.#options = options;
  }

  async insertAnswer(reference: TurnReference, wish: InsertionWish = {}): Promise<ActionOutcome> {
    const answered = await this.#findAnswered(reference);
    return answered ? (await this.#options.writer()).insertAnswer(answered, wish) : noAnswer();
  }

  async copyAnswer(reference: TurnReference): Promise<ActionOutcome> {
    const answered = await this.#findAnswered(reference);
    if (!answered) return noAnswer();
    await env.clipboard.writeText((await this.#options.writer()).answerToCopy(answered));
    return done;
  }

  async insertCitation(
    reference: TurnReference,
    number: number | undefined,
    wish: InsertionWish = {},
  ): Promise<ActionOutcome> {
    return this.#withSource(reference, number, async (answered, source) =>
      (await this.#options.writer()).insertCitation(answered, source, wish),
    );
  }

  async copyCitation(reference: TurnReference, number: number | undefined): Promise<ActionOutcome> {
    return this.#withSource(reference, number, async (_answered, source) => {
      await env.clipboard.writeText((await this.#options.writer()).citationToCopy(source));
      return done;
    });
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

  /** The turn that is named; without a name the last one in the chat that has an answer. */
  async #findAnswered(reference: TurnReference): Promise<AnsweredTurn | null> {
    const found = await findTurn(reference, this.#options);
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

function noAnswer(): ActionOutcome {
  return refused(l10n.t('There is no answer here yet.'));
}

/** A site as a list shows it, and whether its address misleads. */
function siteInWords(url: string): string {
  const { site, deceptive } = siteOf(url);
  return deceptive ? l10n.t('{0} - the address is not what it seems', site) : site;
}
