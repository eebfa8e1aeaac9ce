import { commands, l10n, Uri } from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable';
import type { Event } from '../../base/event';
import { lazy } from '../../base/lazy';
import type { Files } from '../../journal/files';
import type { ThreadId } from '../../research/thread/ids';
import { decodeArguments, exportArguments, importArguments, threadArguments } from '../arguments';
import { revealJournal } from '../diagnostics/journalFolder';
import { MarkdownDocuments } from '../documents/markdownDocuments';
import { doneSaying, refused, type Tell } from '../outcome';
import type { ThreadExchange, ThreadExchangeOptions } from './threadExchange';
import { pickThread } from '../threads/threadActions';
import { visibleThreads } from '../threads/visibleThreads';

export interface ExportCommandsOptions extends ThreadExchangeOptions {
  readonly files: Pick<Files, 'ensureFolder'>;
  /** The folder that holds a folder for each thread. */
  readonly folder: Uri;
  readonly session: { readonly threadId: ThreadId | null };
  readonly tell: Tell;
  /** Tells of every change of a thread. */
  readonly onDidChange: Event<{ readonly threadId: ThreadId }>;
}

/** Registers what takes threads out of the journal and into it; how that is done is loaded when it is first used. */
export function registerExport(options: ExportCommandsOptions): Disposable {
  const store = new DisposableStore();
  const register = (name: string, run: (given: unknown) => unknown): void => {
    store.add(commands.registerCommand(`researchThreads.${name}`, run));
  };
  const exchange = lazy(() =>
    import('./threadExchange').then(({ createThreadExchange }) => createThreadExchange(options)),
  );
  const { threads, files, folder, onDidChange, tell } = options;
  /** What a command returns: the URIs of the files that were written. */
  const exported = ({ outcome, files: written }: Exported): readonly string[] => {
    tell(outcome);
    return written;
  };
  const documents = store.add(
    new MarkdownDocuments(
      (threadId) => threads.load(threadId),
      async (thread, turnId) => (await exchange()).asMarkdown(thread, turnId),
    ),
  );
  store.add(onDidChange(({ threadId }) => documents.noticeChange(threadId)));

  register('exportThread', async (given) => {
    const { threadId, all, ...request } = decodeArguments('exportThread', exportArguments, given);
    if (all) return exported(await (await exchange()).exports.exportAll(request));
    const chosen = threadId ?? (await currentThread(options, l10n.t('Export Thread')));
    return chosen ? exported(await (await exchange()).exports.exportThread(chosen, request)) : [];
  });
  register('exportAllThreads', async (given) => {
    const request = decodeArguments('exportAllThreads', exportArguments, given);
    return exported(await (await exchange()).exports.exportAll(request));
  });
  register('importThread', async (given) => {
    const { files } = decodeArguments('importThread', importArguments, namedFiles(given));
    return (await exchange()).imports.import(files);
  });
  register('openAsMarkdown', async (given) => {
    const { threadId } = decodeArguments('openAsMarkdown', threadArguments, given);
    const chosen = threadId ?? (await currentThread(options, l10n.t('Open Thread as Markdown')));
    const thread = chosen && (await threads.load(chosen));
    if (thread) await documents.show(thread);
    else if (chosen) tell(refused(l10n.t('This thread does not exist any more.')));
  });
  register('revealJournal', () => revealJournal(folder, files));
  return store;
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
