import { l10n, Uri } from 'vscode';
import { lazy } from '../../base/lazy';
import type { Files } from '../../journal/files';
import type { ThreadId } from '../../research/thread/ids';
import { exportArguments, importArguments, threadArguments } from '../arguments';
import { type Command, command, plainCommand } from '../commandTable';
import { revealJournal } from '../diagnostics/journalFolder';
import type { MarkdownDocuments } from '../documents/markdownDocuments';
import { doneSaying } from '../../base/outcome';
import type { Tell } from '../outcome';
import type { ThreadExchange, ThreadExchangeOptions } from './threadExchange';
import { pickThread } from '../threads/threadActions';
import { visibleThreads } from '../threads/visibleThreads';
import { goneThread } from '../../actions/goneThread';

export interface ExportCommandsOptions {
  readonly threads: Pick<ThreadExchangeOptions['threads'], 'load' | 'summaries'>;
  readonly files: Pick<Files, 'ensureFolder'>;
  /** The folder that holds a folder for each thread. */
  readonly folder: Uri;
  readonly session: { readonly threadId: ThreadId | null };
  /** Shows threads as documents. */
  readonly documents: Pick<MarkdownDocuments, 'show'>;
  readonly exchange: () => Promise<ThreadExchange>;
  readonly tell: Tell;
}

/** What takes threads out of the journal and into it; how that is done is loaded when it is first used. */
export function exchangeCommands(options: ExportCommandsOptions): readonly Command[] {
  const { threads, files, folder, documents, exchange, tell } = options;
  /** What a command returns: the URIs of the files that were written. */
  const exported = ({ outcome, files: written }: Exported): readonly string[] => {
    tell(outcome);
    return written;
  };
  return [
    command('exportThread', exportArguments, async ({ threadId, all, ...request }) => {
      if (all) return exported(await (await exchange()).exports.exportAll(request));
      const chosen = threadId ?? (await currentThread(options, l10n.t('Export Thread')));
      return chosen ? exported(await (await exchange()).exports.exportThread(chosen, request)) : [];
    }),
    command('exportAllThreads', exportArguments, async (request) =>
      exported(await (await exchange()).exports.exportAll(request)),
    ),
    command(
      'importThread',
      importArguments,
      async ({ files: named }) => (await exchange()).imports.import(named),
      namedFiles,
    ),
    command('openAsMarkdown', threadArguments, async ({ threadId }) => {
      const chosen = threadId ?? (await currentThread(options, l10n.t('Open Thread as Markdown')));
      const thread = chosen && (await threads.load(chosen));
      if (thread) await documents.show(thread);
      else if (chosen) tell(goneThread(l10n.t));
    }),
    plainCommand('revealJournal', () => revealJournal(folder, files)),
  ];
}

/** What reads and writes threads as files; loaded when it is first used. */
export function lazyExchange(options: ThreadExchangeOptions): () => Promise<ThreadExchange> {
  return lazy(() => import('./threadExchange').then(({ createThreadExchange }) => createThreadExchange(options)));
}

type Exported = Awaited<ReturnType<ThreadExchange['exports']['exportAll']>>;

/** The thread that the chat shows, else the one that the person chooses. */
async function currentThread(
  { session, threads, tell }: ExportCommandsOptions,
  title: string,
): Promise<ThreadId | undefined> {
  if (session.threadId) return session.threadId;
  const visible = visibleThreads(await threads.summaries());
  if (visible.length === 0) {
    tell(doneSaying(l10n.t('There are no threads yet. Start Research makes the first one.')));
    return undefined;
  }
  return pickThread(visible, title);
}

/** Files may be named by one URI or path, by several, or by an object that holds them. */
function namedFiles(given: unknown): unknown {
  const several: readonly unknown[] = Array.isArray(given) ? given : [given];
  const names = several.map((item) => (item instanceof Uri ? item.toString() : item));
  return names.every((name) => typeof name === 'string') ? { files: names } : given;
}
