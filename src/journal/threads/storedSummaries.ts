import { type Clock, systemClock } from '../../base/clock';
import type { ThreadSummary } from './threadSummary';
import type { Files } from '../files';
import { type JournalProblem, ProblemReporter } from '../problems';
import { ThreadIndex } from './threadIndex';
import { ThreadList } from './threadList';
import { ThreadReader } from './threadReader';

/** A reader of the threads of a storage that another window may be using. */
export function readerOf(files: Files, storage: string, report: (problem: JournalProblem) => void): ThreadReader {
  const threads = files.join(storage, 'threads');
  const problems = new ProblemReporter(report);
  // Nothing is copied there, since nothing can be written: what is damaged is reported without a copy.
  return new ThreadReader({ files, threads, quarantine: files.join(storage, 'quarantine'), problems });
}

/**
 * The summaries of a storage's threads, newest first: from its own index where that is fresh, else from their records.
 *
 * @param files can only be read
 */
export function readSummaries(
  files: Files,
  storage: string,
  report: (problem: JournalProblem) => void,
  clock: Pick<Clock, 'now'> = systemClock,
): Promise<readonly ThreadSummary[]> {
  const index = new ThreadIndex(files, files.join(storage, 'index.json'), clock);
  const problems = new ProblemReporter(report);
  const reader = readerOf(files, storage, report);
  const threads = files.join(storage, 'threads');
  return new ThreadList({ files, threads, reader, index, problems, clock, inMemory: () => undefined }).summaries();
}
