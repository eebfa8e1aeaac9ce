import type { ConfidenceLevel } from '../../research/answer/answer';
import type { ThreadId, TurnId } from '../../research/thread/ids';
import { type FoldMemory, foldText, type Shifts } from './fold';
import { GramFilter } from './gramFilter';
import type { ThreadTexts, TurnTexts } from './searchText';

/** A turn, ready to be searched. Everything that is compared is folded. */
export interface IndexedTurn {
  readonly id: TurnId;
  readonly thread: IndexedThread;
  readonly askedAt: number;
  readonly processor: string;
  readonly confidence: readonly ConfidenceLevel[];
  /** Question, answer, sources and evidence, a line each, as they are shown. */
  readonly text: string;
  /** The same, folded, with the offsets where its first three lines end and the way back into `text`. */
  readonly folded: string;
  readonly ends: readonly [question: number, answer: number, sources: number];
  readonly shifts: Shifts;
  readonly grams: GramFilter;
}

export interface IndexedThread {
  readonly id: ThreadId;
  readonly title: string;
  /** Of a thread that was named; empty for one whose title is its first question, which its first turn has. */
  readonly foldedName: string;
  readonly changedAt: number;
}

/** What can be searched, in memory. */
export class SearchIndex {
  readonly #threads = new Map<ThreadId, readonly IndexedTurn[]>();
  readonly #memory: FoldMemory = new Map();
  #newestFirst: readonly IndexedTurn[] | null = null;

  /** How many threads can be searched. */
  get size(): number {
    return this.#threads.size;
  }

  /** All turns, the one that was asked last first. */
  get turns(): readonly IndexedTurn[] {
    this.#newestFirst ??= [...this.#threads.values()].flat().sort(compareTurns);
    return this.#newestFirst;
  }

  delete(threadId: ThreadId): void {
    if (this.#threads.delete(threadId)) this.#newestFirst = null;
  }

  /**
   * Takes a thread in, in the place of what was known of it. Turns whose texts have not changed are not indexed again.
   *
   * @param pause lets other work go on; called between turns.
   */
  async set(texts: ThreadTexts, pause: () => Promise<void>): Promise<void> {
    const known = new Map(this.#threads.get(texts.id)?.map((turn) => [turn.id, turn]));
    const foldedName = texts.isNamed ? foldText(texts.title, this.#memory).text : '';
    const thread: IndexedThread = { id: texts.id, title: texts.title, foldedName, changedAt: texts.changedAt };
    const turns: IndexedTurn[] = [];
    for (const turn of texts.turns) {
      const before = known.get(turn.id);
      const isSame = before?.text === textOf(turn) && before.processor === turn.processor;
      turns.push(isSame ? { ...before, thread, confidence: turn.confidence } : indexTurn(turn, thread, this.#memory));
      await pause();
    }
    this.#threads.set(texts.id, turns);
    this.#newestFirst = null;
  }
}

function textOf({ question, answer, sources, evidence }: TurnTexts): string {
  return [question, answer, sources, evidence].join('\n');
}

function indexTurn(turn: TurnTexts, thread: IndexedThread, memory: FoldMemory): IndexedTurn {
  const text = textOf(turn);
  const { text: folded, shifts } = foldText(text, memory);
  const question = folded.indexOf('\n');
  const answer = folded.indexOf('\n', question + 1);
  const sources = folded.indexOf('\n', answer + 1);
  return {
    id: turn.id,
    thread,
    askedAt: turn.askedAt,
    processor: turn.processor,
    confidence: turn.confidence,
    text,
    folded,
    ends: [question, answer, sources],
    shifts,
    grams: new GramFilter(folded),
  };
}

function compareTurns(left: IndexedTurn, right: IndexedTurn): number {
  if (left.askedAt !== right.askedAt) return right.askedAt - left.askedAt;
  if (left.id === right.id) return 0;
  return left.id < right.id ? 1 : -1;
}
