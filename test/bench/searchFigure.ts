import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { systemClock } from '../../src/base/clock';
import { createIdSource } from '../../src/base/ids';
import { parseQuery } from '../../src/journal/search/searchQuery';
import { textsOfThread } from '../../src/journal/search/searchText';
import { snippetOf } from '../../src/journal/search/snippet';
import { ThreadSearch } from '../../src/journal/search/threadSearch';
import { ThreadJournal } from '../../src/journal/threads/threadJournal';
import { NodeFiles } from '../../src/node/files';
import { type Figure, median, rounded } from './figures';
import { writeCorpus } from './searchCorpus';

const rounds = 5;
const mostHits = 50;

/** What people type, letter by letter: words, phrases, filters, addresses, other scripts, and what is nowhere. */
const typed = [
  'norway gold medals',
  'Which country won the most Winter Olympics gold medals',
  '"vector database" price',
  'source:wikipedia.org olympics',
  'processor:pro confidence:high medal',
  'before:2026-02-20 after:2026-02-01 robotaxi -waymo',
  'https://en.wikipedia.org/wiki/Norway',
  'nationale tionpre zzyzx',
  'исследование стано',
  '東京技術 研究',
];

/**
 * P8: how long the search takes for each letter that is typed, over 5,000 turns with 22 MB of text, and how soon it has
 * something to search in. Everything that the extension host does for a letter is measured: understanding the query,
 * finding, ranking, and the snippets of the hits that are shown.
 */
export async function searchFigures(): Promise<readonly Figure[]> {
  const storage = await mkdtemp(path.join(os.tmpdir(), 'rt-search-'));
  try {
    const { turns, bytes } = await writeCorpus(path.join(storage, 'threads'), 8);
    const size = { turns, megabytes: rounded(bytes / 1e6) };
    const building = await measureOpening(storage);
    const openings: Opening[] = [];
    for (let round = 0; round < rounds; round += 1) openings.push(await measureOpening(storage));
    const figure = { figure: 'P8', unit: 'ms' };
    const of = (pick: (opening: Opening) => number): number => rounded(median(openings.map(pick)));
    return [
      { ...figure, what: 'search, each letter, p95', limit: 30, ...(await measureTyping(storage)) },
      {
        ...figure,
        what: 'search, first hits from the cache',
        limit: 100,
        value: of((o) => o.firstHits),
        baseline: size,
      },
      {
        ...figure,
        what: 'search, longest block while the cache is read',
        limit: 50,
        value: of((o) => o.block),
        baseline: { everythingRead: of((o) => o.whole) },
      },
      {
        ...figure,
        what: 'search, longest block while everything is built from the journal',
        limit: 50,
        value: rounded(building.block),
        baseline: { firstHits: rounded(building.firstHits), everythingRead: rounded(building.whole) },
      },
    ];
  } finally {
    await rm(storage, { recursive: true, maxRetries: 3 });
  }
}

/** Milliseconds from opening the search. */
interface Opening {
  readonly firstHits: number;
  readonly whole: number;
  /** The longest time for which nothing else could go on. */
  readonly block: number;
}

async function measureOpening(storage: string): Promise<Opening> {
  const { search, journal } = openSearch(storage);
  const query = parseQuery('norway', Date.now());
  const delay = monitorEventLoopDelay({ resolution: 1 });
  await new Promise((resolve) => setTimeout(resolve, 20));
  delay.enable();
  const start = performance.now();
  let firstHits = 0;
  const hearing = search.onDidChange(() => {
    if (firstHits === 0 && search.find(query, mostHits).found.length > 0) firstHits = performance.now() - start;
  });
  await search.open();
  const whole = performance.now() - start;
  delay.disable();
  hearing.dispose();
  // The cache is written while nobody waits for it.
  await search.flush();
  search.dispose();
  journal.dispose();
  return { firstHits, whole, block: delay.max / 1e6 };
}

async function measureTyping(storage: string): Promise<Pick<Figure, 'value' | 'baseline'>> {
  const { search, journal } = openSearch(storage);
  await search.open();
  const texts = await plainTexts(journal);
  const times: number[] = [];
  const plain: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const letters of typed.flatMap(beginnings)) {
      times.push(
        timed(() => {
          const query = parseQuery(letters, Date.now());
          for (const hit of search.find(query, mostHits).found) snippetOf(hit, query);
        }),
      );
      const words = letters.toLowerCase().split(' ');
      plain.push(timed(() => texts.filter((text) => words.every((word) => text.includes(word)))));
    }
  }
  search.dispose();
  journal.dispose();
  return {
    value: percentile(times, 0.95),
    baseline: {
      median: percentile(times, 0.5),
      longest: percentile(times, 1),
      letters: times.length,
      plainIncludesP95: percentile(plain, 0.95),
      plainIncludesMedian: percentile(plain, 0.5),
    },
  };
}

function openSearch(storage: string): { readonly search: ThreadSearch; readonly journal: ThreadJournal } {
  const files = new NodeFiles();
  const newId = createIdSource(Date.now, (bytes) => crypto.getRandomValues(bytes));
  const root = path.join(storage, 'threads');
  const report = (problem: unknown): never => {
    throw new Error(JSON.stringify(problem));
  };
  const journal = ThreadJournal.openSoon({ files, root, writer: newId(), clock: systemClock, newId, report });
  const search = new ThreadSearch({
    files,
    folder: path.join(storage, 'search'),
    source: journal.textSource(),
    onDidChangeThread: journal.onDidChange,
    clock: systemClock,
    nextTask: () => new Promise((resolve) => setImmediate(resolve)),
    report,
  });
  return { search, journal };
}

/** The same texts in lower case, for a search without any preparation. */
async function plainTexts(journal: ThreadJournal): Promise<readonly string[]> {
  const source = journal.textSource();
  const texts: string[] = [];
  for (const threadId of (await source.threadIds()) ?? []) {
    const { thread } = await source.read(threadId, (await source.sizes(threadId)) ?? new Map());
    for (const { question, answer, sources, evidence } of (thread && textsOfThread(thread))?.turns ?? []) {
      texts.push(Buffer.from([question, answer, sources, evidence].join('\n').toLowerCase()).toString());
    }
  }
  return texts;
}

function beginnings(text: string): readonly string[] {
  return Array.from(text, (_, index) => text.slice(0, index + 1));
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return rounded(sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN);
}
