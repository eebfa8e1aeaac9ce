import type { Citation } from '../../../../src/research/answer/answer';
import type { ThreadEvent } from '../../../../src/research/thread/events';
import type { ThreadId } from '../../../../src/research/thread/ids';
import { reduceThread } from '../../../../src/research/thread/reduce';
import type { Thread } from '../../../../src/research/thread/thread';
import { type Findings, findTurns } from '../../../../src/journal/search/findTurns';
import { SearchIndex } from '../../../../src/journal/search/searchIndex';
import { parseQuery } from '../../../../src/journal/search/searchQuery';
import { textsOfThread } from '../../../../src/journal/search/searchText';
import { snippetOf } from '../../../../src/journal/search/snippet';
import { happened, stamped } from '../../research/builders';

/** A question and what came of it. */
export interface Exchange {
  readonly question: string;
  readonly answer?: string;
  readonly sources?: readonly Partial<Citation>[];
  readonly confidence?: string | null;
  readonly processor?: string;
  readonly attached?: string;
}

/** The events of a turn; it is named by its question unless a name is given. */
export function exchange(told: Exchange, name = told.question): readonly ThreadEvent[] {
  const asked = happened.asked(name, null, told.processor);
  const context = { label: 'notes.md', uri: null, languageId: 'markdown', lines: null, text: told.attached ?? '' };
  if (asked.kind !== 'asked') throw new Error('A question is asked.');
  const question = { ...asked, question: told.question, context: told.attached === undefined ? [] : [context] };
  if (told.answer === undefined) return [question];
  const answered = happened.answered(name, told.answer);
  if (answered.kind !== 'answered') throw new Error('A question is answered.');
  const citations = (told.sources ?? []).map((source) => ({ url: '', title: null, excerpts: [], ...source }));
  const basis = [{ field: 'output', reasoning: '', citations, confidence: told.confidence ?? null }];
  return [question, happened.accepted(name), { ...answered, answer: { type: 'text', text: told.answer, basis } }];
}

/** A thread of exchanges, a second between any two of its events; `day` puts it into the calendar of February 2026. */
export function threadWith(id: string, exchanges: readonly Exchange[], title?: string, day = 1): Thread {
  const events = exchanges.flatMap((told) => exchange(told));
  if (title !== undefined) events.push({ kind: 'renamed', title });
  const start = new Date(2026, 1, day, 12).getTime();
  const thread = reduceThread(
    id.padStart(26, '0') as ThreadId,
    stamped(...events).map(({ event, stamp }) => ({ event, stamp: { ...stamp, at: start + stamp.at } })),
  );
  if (!thread) throw new Error('A thread needs an event.');
  return thread;
}

/** Threads that can be searched. */
export class Library {
  readonly #index = new SearchIndex();

  static async of(...threads: readonly Thread[]): Promise<Library> {
    const library = new Library();
    for (const thread of threads) await library.take(thread);
    return library;
  }

  async take(thread: Thread): Promise<void> {
    const texts = textsOfThread(thread);
    if (texts) await this.#index.set(texts, () => Promise.resolve());
    else this.#index.delete(thread.id);
  }

  find(query: string, most = 50): Findings {
    return findTurns(this.#index.turns, parseQuery(query, new Date(2026, 1, 23).getTime()), most);
  }

  /** What is found, by its turn; a thread by its title. */
  names(query: string, most?: number): readonly string[] {
    return this.find(query, most).found.map(({ turn, isThread }) => (isThread ? turn.thread.title : turn.id));
  }

  /** The snippet of the first that is found. */
  snippet(query: string): string {
    const [first] = this.find(query).found;
    return first ? snippetOf(first, parseQuery(query, 0)) : 'nothing found';
  }
}
