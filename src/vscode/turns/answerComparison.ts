import type { ThreadReading } from '../../research/thread/threadStore';
import { l10n, ThemeIcon, Uri } from 'vscode';
import { comparedDocuments, type ComparedAnswer } from '../../documents/exports/answerComparison';
import { confidenceWords } from '../../documents/exports/threadDocument';
import { decodeComparedTurns, type ComparedTurns } from '../../protocol/comparison';
import { comparisonView, type AnswerToCompare } from '../../chat/views/comparisonView';
import { fileNameFor } from '../../documents/model/fileName';
import type { Answer } from '../../research/answer/answer';
import type { ThreadId, TurnId } from '../../research/thread/ids';
import type { SourcedAnswer } from '../../research/answer/sources';
import { isAnswered } from '../../research/thread/stage';
import { shorten, type Thread } from '../../research/thread/thread';
import { pathTo, siblingsOf } from '../../research/thread/tree';
import type { Turn } from '../../research/thread/turn';
import { ComparisonPanel, type ComparisonPanelOptions, type ShownComparison } from './comparisonPanels';
import { cancelled, done, refused, type ActionOutcome } from '../../base/outcome';
import { timeAgo } from '../threads/timeAgo';
import { engineWords, questionWords } from '../threads/turnItem';
import { noSuchTurn } from '../../actions/turnReference';
import { choice, pickChoice } from '../ui/choices';
import { showDifference, type ShownWebviewPanel } from '../ui/views';
import { goneThread, threadIsGone } from '../../actions/goneThread';

/** Names the answers to compare; what is left out is taken from the chat, or asked for. */
export interface ComparisonReference {
  readonly threadId?: ThreadId | undefined;
  readonly turnId?: TurnId | undefined;
  readonly otherTurnId?: TurnId | undefined;
  /** Show what differs in the texts, line by line, instead of the answers as they are read. */
  readonly asText?: boolean | undefined;
}

export interface AnswerComparisonOptions {
  readonly threads: Pick<ThreadReading, 'load'>;
  readonly session: { readonly threadId: ThreadId | null; readonly leafId: TurnId | null };
  /** An answer with its sources, read once. */
  readonly sourcesOf: (answer: Answer) => SourcedAnswer;
  readonly panels: ComparisonPanelOptions;
}

/** Where two answers are shown. */
export interface ComparisonTabs {
  /** The scheme of the documents of a diff. */
  readonly scheme: string;
  /** Opens a tab of that title for two columns. */
  readonly openPanel: (title: string) => ShownWebviewPanel;
}

/** Two answers of a thread, the one that was asked for first on the left. */
interface Pair {
  readonly thread: Thread;
  readonly left: Turn;
  readonly right: Turn;
}

/** Such a pair with what is compared. */
interface FoundAnswers {
  readonly pair: Pair;
  readonly left: ComparedAnswer;
  readonly right: ComparedAnswer;
}

/** Lays two answers side by side. */
export class AnswerComparison {
  readonly #options: AnswerComparisonOptions;
  readonly #tabs: ComparisonTabs;

  constructor(options: AnswerComparisonOptions, tabs: ComparisonTabs) {
    this.#options = options;
    this.#tabs = tabs;
  }

  async compare(reference: ComparisonReference): Promise<ActionOutcome> {
    const { session, threads } = this.#options;
    const threadId = reference.threadId ?? session.threadId;
    const thread = threadId === null ? null : await threads.load(threadId);
    if (!thread) return threadId === null ? noSuchTurn(reference, l10n.t) : goneThread(l10n.t);
    const turn = this.#turnToCompare(thread, reference.turnId);
    if (!turn) return refused(l10n.t('There’s no answer here to compare.'));
    const rivals = rivalsOf(thread, turn);
    const { otherTurnId } = reference;
    const show = (pair: Pair): Promise<ActionOutcome> =>
      reference.asText === true ? this.#showDifference(pair) : this.#show(pair);
    if (otherTurnId !== undefined) {
      const named = thread.turns.get(otherTurnId);
      if (!named || named === turn || !isAnswered(named)) return refused(l10n.t('The other question has no answer.'));
      return show(pairOf(thread, turn, named));
    }
    if (rivals.length === 0) return refused(l10n.t('No other direction from here has an answer to compare with.'));
    const rival = rivals.length === 1 ? rivals[0] : await pick(turn, rivals);
    return rival ? show(pairOf(thread, turn, rival)) : cancelled;
  }

  /** The text of a document, named by the query of its URI; a sentence where what it was made of is gone. */
  async documentFor(query: string): Promise<string> {
    const [threadId, turnId, otherId] = query.split('/');
    const found = await this.#find(decodeComparedTurns({ threadId, left: turnId, right: otherId }));
    if (typeof found === 'string') return found;
    const { pair, left, right } = found;
    const documents = comparedDocuments(left, right, l10n.t);
    return pair.left.id === turnId ? documents.left : documents.right;
  }

  /** Fills a tab for two columns that was open when the window was loaded again, with what its page kept. */
  restore(panel: ShownWebviewPanel, kept: unknown): void {
    this.#fill(panel, decodeComparedTurns(kept));
  }

  #show({ thread, left, right }: Pair): Promise<ActionOutcome> {
    const panel = this.#tabs.openPanel(titleOfPair(left, right));
    this.#fill(panel, { threadId: thread.id, left: left.id, right: right.id });
    return Promise.resolve(done);
  }

  #fill(panel: ShownWebviewPanel, turns: ComparedTurns | null): void {
    new ComparisonPanel(panel, () => this.#read(turns), this.#options.panels).start();
  }

  async #read(turns: ComparedTurns | null): Promise<ShownComparison | string> {
    const found = await this.#find(turns);
    if (typeof found === 'string') return found;
    const { pair, left, right } = found;
    return {
      turns: { threadId: pair.thread.id, left: pair.left.id, right: pair.right.id },
      view: comparisonView(toCompare(left), toCompare(right)),
      showDifference: () => this.#showDifference(pair),
    };
  }

  /** The answers that a tab names; a sentence where what it was made of is gone. */
  async #find(turns: ComparedTurns | null): Promise<FoundAnswers | string> {
    const thread = turns && (await this.#options.threads.load(turns.threadId));
    if (!turns || thread?.deletedAt !== null) return threadIsGone(l10n.t);
    const [turn, other] = [thread.turns.get(turns.left), thread.turns.get(turns.right)];
    const pair = turn && other && pairOf(thread, turn, other);
    const [left, right] = [pair && this.#compared(pair.left), pair && this.#compared(pair.right)];
    return pair && left && right ? { pair, left, right } : l10n.t('This answer no longer exists.');
  }

  async #showDifference({ thread, left, right }: Pair): Promise<ActionOutcome> {
    const uriOf = (turn: Turn, other: Turn): Uri =>
      Uri.from({
        scheme: this.#tabs.scheme,
        path: `/${fileNameFor(titleOf(turn), '.md')}`,
        query: [thread.id, turn.id, other.id].join('/'),
      });
    const [one, other] = [uriOf(left, right), uriOf(right, left)];
    await showDifference(one, other, titleOfPair(left, right));
    return done;
  }

  /** The turn that is named, if it has an answer; else the last that the chat shows and that has a rival. */
  #turnToCompare(thread: Thread, turnId: TurnId | undefined): Turn | undefined {
    const named = turnId === undefined ? undefined : thread.turns.get(turnId);
    if (turnId !== undefined) return named && isAnswered(named) ? named : undefined;
    const { session } = this.#options;
    const path = pathTo(thread, thread.id === session.threadId ? session.leafId : null);
    return path.findLast((turn) => isAnswered(turn) && rivalsOf(thread, turn).length > 0);
  }

  #compared({ question, attempt }: Turn): ComparedAnswer | null {
    const { condition, request } = attempt;
    if (condition.state !== 'answered') return null;
    const { answer, answeredAt } = condition;
    return { question, request, answer: this.#options.sourcesOf(answer), answeredAt };
  }
}

/** An answer with its facts in words. */
function toCompare({ question, request, answer, answeredAt }: ComparedAnswer): AnswerToCompare {
  const facts = [engineWords(request), timeAgo(answeredAt, Date.now())];
  if (answer.confidence.length > 0) facts.push(l10n.t('Confidence: {0}', confidenceWords(answer)));
  return { question, facts: facts.filter((fact) => fact !== ''), answer };
}

/** The other answered turns with the same parent, oldest first. */
function rivalsOf(thread: Thread, turn: Turn): readonly Turn[] {
  return siblingsOf(thread, turn).filter((sibling) => sibling !== turn && isAnswered(sibling));
}

function pairOf(thread: Thread, turn: Turn, other: Turn): Pair {
  const [left = turn, right = other] = [...thread.turns.values()].filter((each) => each === turn || each === other);
  return { thread, left, right };
}

/** Both titles of a pair have to fit into a tab. */
const longestTitle = 48;

/** `How many medals did they win? (core-fast)` */
function titleOf(turn: Turn): string {
  return l10n.t('{0} ({1})', shorten(questionWords(turn), longestTitle), engineWords(turn.attempt.request));
}

/** Two answers to one question are told apart by what answered it. */
function titleOfPair(left: Turn, right: Turn): string {
  const [question, other] = [left, right].map((turn) => shorten(questionWords(turn)));
  if (question !== other) return l10n.t('{0} ↔ {1}', titleOf(left), titleOf(right));
  const [engine, otherEngine] = [left, right].map(({ attempt }) => engineWords(attempt.request));
  return l10n.t('{0} ({1} ↔ {2})', question ?? '', engine ?? '', otherEngine ?? '');
}

async function pick(turn: Turn, rivals: readonly Turn[]): Promise<Turn | undefined> {
  const items = rivals.map((rival) => {
    const facts = [engineWords(rival.attempt.request), timeAgo(rival.askedAt, Date.now())];
    return choice({
      label: questionWords(rival),
      description: facts.join(' · '),
      iconPath: new ThemeIcon('git-branch'),
      turn: rival,
    });
  });
  const placeholder = l10n.t('Compare “{0}” with…', shorten(questionWords(turn)));
  return (await pickChoice(items, l10n.t('Compare Answers'), placeholder))?.turn;
}
