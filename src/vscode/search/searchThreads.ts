import type { JournalReading } from '../../journal/ports';
import { l10n } from 'vscode';
import { systemClock } from '../../base/clock';
import { DisposableStore, type Disposable } from '../../base/disposable';
import type { Files } from '../../journal/files';
import { isEmptyQuery, parseQuery } from '../../journal/search/searchQuery';
import { ThreadSearch } from '../../journal/search/threadSearch';
import type { ThreadId, TurnId } from '../../research/thread/ids';
import { newestFirst } from '../../journal/threads/threadSummary';
import { itemsOfEmptyQuery, itemsOfFindings, itemsOfThreads, type SearchItem } from './searchItems';
import { createPicker, type Picker } from '../ui/choices';
import { visibleThreads } from '../threads/visibleThreads';

export interface SearchOptions {
  readonly files: Files;
  /** `<storage>/search` */
  readonly folder: string;
  readonly threads: Pick<JournalReading, 'onDidChange' | 'summaries' | 'textSource'>;
  readonly warn: (message: string) => void;
}

/** What the person chose. */
export interface ChosenHit {
  readonly threadId: ThreadId;
  readonly turnId: TurnId | null;
}

/** Searching all threads in a quick pick. */
export class SearchThreads implements Disposable {
  readonly #search: ThreadSearch;
  readonly #threads: SearchOptions['threads'];

  constructor({ files, folder, threads, warn }: SearchOptions) {
    this.#threads = threads;
    this.#search = new ThreadSearch({
      files,
      folder,
      source: threads.textSource(),
      onDidChangeThread: threads.onDidChange,
      clock: systemClock,
      nextTask: () => new Promise((resolve) => setImmediate(resolve)),
      report: ({ detail }) => warn(`The texts for searching could not be kept: ${detail}`),
    });
  }

  /** Shows the quick pick until something is chosen or it is closed. */
  ask(query: string): Promise<ChosenHit | undefined> {
    return new SearchPick(this.#search, this.#threads).ask(query);
  }

  /** Removes what is kept of a thread for searching it. */
  forget(threadId: ThreadId): void {
    this.#search.forget(threadId);
  }

  dispose(): void {
    this.#search.dispose();
  }
}

/** So many hits are listed. */
const mostHits = 50;
/** While texts are taken in, what is found is shown anew at most so often, in milliseconds. */
const refreshDelay = 200;

/** The quick pick that finds while the person types. */
class SearchPick {
  readonly #search: ThreadSearch;
  readonly #threads: Pick<SearchOptions['threads'], 'summaries'>;
  readonly #pick: Picker<SearchItem>;
  readonly #store = new DisposableStore();
  /** What is listed, to leave the list alone when nothing is another. */
  #listed = '';
  #refreshTimer: NodeJS.Timeout | null = null;
  #chosen: ChosenHit | undefined;

  constructor(search: ThreadSearch, threads: Pick<SearchOptions['threads'], 'summaries'>) {
    this.#search = search;
    this.#threads = threads;
    // VS Code sorts by how well labels match unless it is told not to, which the types do not know yet.
    const pick = Object.assign(
      createPicker<SearchItem>(
        l10n.t('Search Threads'),
        l10n.t('Search questions, answers, sources and attached text'),
      ),
      { sortByLabel: false },
    );
    // The items are filtered already; this makes VS Code mark the words in them.
    pick.matchOnDetail = true;
    this.#pick = pick;
  }

  /** Shows the quick pick until something is chosen or it is closed. */
  ask(query: string): Promise<ChosenHit | undefined> {
    const pick = this.#pick;
    return new Promise((resolve) => {
      this.#store.add(pick);
      this.#store.add(pick.onDidChangeValue(() => this.#show(false)));
      this.#store.add(pick.onDidAccept(() => this.#accept()));
      this.#store.add(this.#search.onDidChange(() => this.#refreshSoon()));
      this.#store.add(
        pick.onDidHide(() => {
          this.#end();
          resolve(this.#chosen);
        }),
      );
      pick.value = query;
      void this.#search.open();
      this.#show(false);
      pick.show();
    });
  }

  #end(): void {
    if (this.#refreshTimer) clearTimeout(this.#refreshTimer);
    this.#store.dispose();
    this.#search.close();
  }

  #accept(): void {
    const choice = this.#pick.activeItems[0]?.choice;
    if (choice?.kind === 'filter') {
      this.#pick.value = choice.text;
      this.#show(false);
    }
    if (choice?.kind !== 'open') return;
    this.#chosen = { threadId: choice.threadId, turnId: choice.turnId };
    this.#pick.hide();
  }

  #refreshSoon(): void {
    this.#refreshTimer ??= setTimeout(() => {
      this.#refreshTimer = null;
      this.#show(true);
    }, refreshDelay);
  }

  /** Lists what the query finds now; `keepPlace` when the person did not ask for anything else. */
  #show(keepPlace: boolean): void {
    const text = this.#pick.value;
    const now = Date.now();
    this.#pick.busy = this.#search.isUpdating;
    const query = parseQuery(text, now);
    if (text.trim() === '') {
      // While texts are taken in the list of threads stays the same.
      if (!keepPlace || !this.#search.isUpdating) void this.#showThreads(keepPlace);
    } else if (isEmptyQuery(query)) this.#list(itemsOfEmptyQuery(query), keepPlace);
    else {
      const findings = this.#search.find(query, mostHits);
      this.#list(itemsOfFindings(query, findings, this.#search.isUpdating, now), keepPlace);
    }
  }

  async #showThreads(keepPlace: boolean): Promise<void> {
    const threads = visibleThreads(await this.#threads.summaries());
    // The person may have typed or closed it meanwhile.
    if (this.#store.isDisposed || this.#pick.value.trim() !== '') return;
    const now = Date.now();
    this.#list(itemsOfThreads(threads.toSorted(newestFirst(now)), now), keepPlace);
  }

  #list(items: readonly SearchItem[], keepPlace: boolean): void {
    const listed = JSON.stringify(items);
    if (listed === this.#listed) return;
    this.#listed = listed;
    const before = keepPlace ? this.#pick.activeItems[0] : undefined;
    this.#pick.keepScrollPosition = keepPlace;
    this.#pick.items = items;
    const active = items.find((item) => before && isSameChoice(item, before)) ?? items.find(({ choice }) => choice);
    if (active) this.#pick.activeItems = [active];
  }
}

function isSameChoice(left: SearchItem, right: SearchItem): boolean {
  return left.choice !== undefined && JSON.stringify(left.choice) === JSON.stringify(right.choice);
}
