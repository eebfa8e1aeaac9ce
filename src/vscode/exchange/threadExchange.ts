import type { JournalChanging, JournalReading } from '../../journal/ports';
import { l10n } from 'vscode';
import type { ThreadWriting } from '../../documents/exports/threadDocument';
import { problemOf } from '../../chat/views/problems';
import type { Answer } from '../../research/answer/answer';
import type { ThreadId, TurnId } from '../../research/thread/ids';
import type { SourcedAnswer } from '../../research/answer/sources';
import { titleOf, type Thread } from '../../research/thread/thread';
import type { ChosenFiles } from '../documents/chosenFiles';
import { writeReadable } from './exportFormats';
import { ThreadExport } from './threadExport';
import { ThreadImport } from './threadImport';

/** Threads as they are exported and imported. */
export type ExchangeStore = Pick<JournalReading, 'load' | 'records' | 'summaries'> &
  Pick<JournalChanging, 'append' | 'importRecords'>;

export interface ThreadExchangeOptions {
  readonly threads: ExchangeStore;
  readonly chosenFiles: ChosenFiles;
  /** An answer with its sources, read once. */
  readonly sourcesOf: (answer: Answer) => SourcedAnswer;
  readonly resume: (threadId: ThreadId) => Promise<void>;
  readonly show: (threadId: ThreadId) => Promise<void>;
}

/** Threads as files: written, read, and shown as a document. */
export interface ThreadExchange {
  readonly exports: ThreadExport;
  readonly imports: ThreadImport;
  /** A thread, or one of its turns, as a Markdown document. */
  readonly asMarkdown: (thread: Thread, turnId: TurnId | null) => Promise<string>;
}

/** Everything that it takes is reached from here, so that it can be loaded when it is first used. */
export function createThreadExchange({
  threads,
  chosenFiles,
  sourcesOf,
  resume,
  show,
}: ThreadExchangeOptions): ThreadExchange {
  const writing: ThreadWriting = { localize: l10n.t, sourcesOf, failureWords: (failure) => problemOf(failure, l10n.t) };
  return {
    exports: new ThreadExport(threads, writing),
    imports: new ThreadImport({ threads, files: chosenFiles, resume, show }),
    asMarkdown: (thread, turnId) =>
      writeReadable(turnId === null ? thread : withOneTurn(thread, turnId), 'markdown', writing),
  };
}

/** A thread as if nothing but one of its turns had been asked. */
function withOneTurn(thread: Thread, turnId: TurnId): Thread {
  const turn = thread.turns.get(turnId);
  return { ...thread, givenTitle: titleOf(thread), turns: new Map(turn && [[turnId, turn]]) };
}
