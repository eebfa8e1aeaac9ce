import { l10n, type Uri } from 'vscode';
import { failed, type Result, success } from '../../base/result';
import { decodeExchange, type ReadExchange } from '../../journal/exchange/exchangeDecode';
import { largestFile } from '../../journal/files';
import type { ThreadId } from '../../research/thread/ids';
import { titleOf, type Thread } from '../../research/thread/thread';
import type { ChosenFiles, UnreadFile } from '../documents/chosenFiles';
import { exchangeProblemText } from './exchangeProblems';
import { folderNameOf, nameOf, usualFolder, uriOf } from '../question/fileUris';
import type { ExchangeStore } from './threadExchange';
import { chooseFiles } from '../ui/fileDialogs';
import { showError, showInformation, showWarning } from '../ui/messages';
import { withNotification } from '../ui/progress';

/** What came of an import. */
export interface Imported {
  readonly threads: readonly {
    readonly threadId: ThreadId;
    /** Records that were new here. */ readonly added: number;
  }[];
  /** How many records were left out because they are not what was written. */
  readonly damaged: number;
  /** The names of files that were read as far as they go: something is missing in them. */
  readonly incomplete: readonly string[];
  /** The files, or threads in them, that could not be imported, each with the reason. */
  readonly refused: readonly { readonly file: string; readonly message: string }[];
}

export interface ThreadImportOptions {
  readonly threads: ExchangeStore;
  readonly files: ChosenFiles;
  /** Takes up the runs of a thread that came in. */
  readonly resume: (threadId: ThreadId) => Promise<void>;
  /** Shows a thread in the chat. */
  readonly show: (threadId: ThreadId) => Promise<void>;
}

/** Reads threads from files of the person's choice and adds them to those that are here. Never takes anything away. */
export class ThreadImport {
  readonly #options: ThreadImportOptions;

  constructor(options: ThreadImportOptions) {
    this.#options = options;
  }

  /** Imports the files that are named, else those that the person chooses; undefined when they choose none. */
  async import(named: readonly string[] | undefined): Promise<Imported | undefined> {
    const files = named?.map(uriOf) ?? (await askForFiles());
    if (!files || files.length === 0) return undefined;
    const imported = await withNotification(l10n.t('Importing threads'), () => this.#importFiles(files));
    for (const { threadId } of imported.threads) await this.#options.resume(threadId);
    void this.#report(imported);
    return imported;
  }

  async #importFiles(files: readonly Uri[]): Promise<Imported> {
    const added = new Map<ThreadId, number>();
    const refused: { file: string; message: string }[] = [];
    const incomplete: string[] = [];
    let damaged = 0;
    for (const uri of files) {
      const file = nameOf(uri);
      const read = await readThreads(uri, this.#options.files);
      if (!read.ok) {
        refused.push({ file, message: read.failure });
        continue;
      }
      damaged += read.value.damaged;
      if (!read.value.isWhole) incomplete.push(file);
      for (const { id, records } of read.value.threads) {
        const imported = await this.#options.threads.importRecords(id, records);
        if (imported.ok) {
          damaged += imported.value.damaged;
          added.set(id, (added.get(id) ?? 0) + imported.value.added);
        } else {
          refused.push({ file, message: l10n.t('A thread could not be kept: {0}', imported.failure.message) });
        }
      }
    }
    return {
      threads: Array.from(added, ([threadId, count]) => ({ threadId, added: count })),
      damaged,
      incomplete,
      refused,
    };
  }

  async #report(imported: Imported): Promise<void> {
    for (const { file, message } of imported.refused) void showError(`${file}: ${message}`);
    for (const message of warningsOf(imported)) void showWarning(message);
    const threads = await this.#load(imported);
    const deleted = threads.filter(({ deletedAt }) => deletedAt !== null);
    const shown = threads.filter(({ deletedAt }) => deletedAt === null);
    if (deleted.length > 0) void this.#offerToRestore(deleted);
    const [first] = shown;
    if (!first) {
      if (threads.length === 0 && imported.refused.length === 0)
        void showInformation(l10n.t('There is no thread in this file.'));
      return;
    }
    const show = l10n.t('Show Thread');
    const summary = summaryOf(imported, shown);
    const answer = await (shown.length === 1 ? showInformation(summary, show) : showInformation(summary));
    if (answer === show) await this.#options.show(first.id);
  }

  async #load({ threads }: Imported): Promise<readonly Thread[]> {
    const loaded: Thread[] = [];
    for (const { threadId } of threads) {
      const thread = await this.#options.threads.load(threadId);
      if (thread) loaded.push(thread);
    }
    return loaded;
  }

  async #offerToRestore(threads: readonly Thread[]): Promise<void> {
    const [first] = threads;
    const restore = l10n.t('Restore');
    const message =
      first && threads.length === 1
        ? l10n.t('“{0}” was imported, but it remains deleted here.', titleOf(first))
        : l10n.t('{0} threads were imported, but are deleted here and stay so.', threads.length);
    if ((await showWarning(message, restore)) !== restore) return;
    for (const { id } of threads) {
      const restored = await this.#options.threads.append(id, { kind: 'restored' });
      if (!restored.ok) void showError(l10n.t('The change could not be saved: {0}', restored.failure.message));
    }
    if (first && threads.length === 1) await this.#options.show(first.id);
  }
}

async function askForFiles(): Promise<readonly Uri[] | undefined> {
  return chooseFiles({
    title: l10n.t('Import Threads'),
    action: l10n.t('Import'),
    filters: { [l10n.t('Exported threads')]: ['json', 'jsonl'], [l10n.t('All files')]: ['*'] },
    at: usualFolder(),
  });
}

async function readThreads(file: Uri, files: ChosenFiles): Promise<Result<ReadExchange, string>> {
  const bytes = await files.read(file, largestFile);
  if (!bytes.ok) return failed(unreadText(bytes.failure));
  const decoded = await decodeExchange({ name: nameOf(file), folder: folderNameOf(file), bytes: bytes.value });
  return decoded.ok ? success(decoded.value) : failed(exchangeProblemText(decoded.failure));
}

/** Why nothing was imported from a file that was not read. */
function unreadText(unread: UnreadFile): string {
  switch (unread.kind) {
    case 'folder':
      return l10n.t('This is a folder. Choose the exported files in it.');
    case 'notRegular':
      return l10n.t('This isn’t a regular file, so it can’t be imported.');
    case 'tooLarge':
      return l10n.t(
        'The file is too large to import: it has {0} bytes, and the limit is {1}.',
        unread.size.toLocaleString(),
        largestFile.toLocaleString(),
      );
    case 'failed':
      return l10n.t('The file could not be read: {0}', unread.detail);
  }
}

function warningsOf({ damaged, incomplete }: Imported): readonly string[] {
  const cutOff = incomplete.map((file) =>
    l10n.t('{0} is damaged or ends too early. What can be read of it was imported.', file),
  );
  if (damaged === 0) return cutOff;
  const left =
    damaged === 1
      ? l10n.t('1 damaged record was left out; everything else was imported.')
      : l10n.t('{0} damaged records were left out; everything else was imported.', damaged);
  return [...cutOff, left];
}

function summaryOf({ threads }: Imported, shown: readonly Thread[]): string {
  const ids = new Set(shown.map(({ id }) => id));
  const added = threads.reduce((sum, { threadId, added: count }) => (ids.has(threadId) ? sum + count : sum), 0);
  const [first] = shown;
  if (added === 0) return l10n.t('There is nothing new in this file: everything in it is here already.');
  if (first && shown.length === 1) return l10n.t('Imported “{0}”.', titleOf(first));
  return l10n.t('Imported {0} threads.', shown.length);
}
