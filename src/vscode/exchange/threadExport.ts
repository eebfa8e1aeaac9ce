import { l10n, Uri, workspace } from 'vscode';
import { failed, type Result, success } from '../../base/result';
import { fileNameFor, FileNames } from '../../documents/model/fileName';
import { calendarDay } from '../../base/calendarDay';
import type { ThreadWriting } from '../../documents/exports/threadDocument';
import { encodeExchange, joinedBytes, type ExchangedThread } from '../../journal/exchange/exchange';
import type { ThreadId } from '../../research/thread/ids';
import { titleOf } from '../../research/thread/thread';
import { offerToOpen, offerToReveal } from './exportedFile';
import {
  chooseFormat,
  fileEndings,
  filtersOf,
  writeReadable,
  type ExportFormat,
  type ReadableFormat,
} from './exportFormats';
import { usualFolder, uriOf } from '../question/fileUris';
import { cancelled, done, refused, type ActionOutcome } from '../../base/outcome';
import type { ExchangeStore } from './threadExchange';
import { chooseFolder, chooseTarget } from '../ui/fileDialogs';
import { askFirst } from '../ui/messages';
import { withNotification } from '../ui/progress';
import { visibleThreads } from '../threads/visibleThreads';
import { threadIsGone } from '../../actions/goneThread';

/** How to export; what is left out is asked for. */
export interface ExportRequest {
  readonly format?: ExportFormat | undefined;
  /** A path or URI: a file, or a folder for several threads in a readable format. */
  readonly target?: string | undefined;
}

/** What came of an export. */
export interface Exported {
  readonly outcome: ActionOutcome;
  /** The URIs of the files that were written. */
  readonly files: readonly string[];
}

/** Bytes for a file, or a sentence that says why there are none. */
type Content = Result<Uint8Array, string>;

const nothing: Exported = { outcome: cancelled, files: [] };

/** Writes threads into files of the person's choice, through VS Code's file systems. */
export class ThreadExport {
  readonly #threads: ExchangeStore;
  readonly #writing: ThreadWriting;

  constructor(threads: ExchangeStore, writing: ThreadWriting) {
    this.#threads = threads;
    this.#writing = writing;
  }

  /** Writes one thread into one file. */
  async exportThread(threadId: ThreadId, { format: given, target }: ExportRequest): Promise<Exported> {
    const thread = await this.#threads.load(threadId);
    if (!thread) return refusedWith(threadIsGone(l10n.t));
    const format = given ?? (await chooseFormat(l10n.t('Export Thread')));
    if (!format) return nothing;
    const title = titleOf(thread);
    const file = await fileFor(target, fileNameFor(title, fileEndings[format]), format);
    if (!file) return nothing;
    const content = format === 'json' ? await this.#json([threadId]) : await this.#readable(threadId, format);
    const problem = content.ok ? await write(file, content.value) : content.failure;
    if (problem !== null) return refusedWith(problem);
    void offerToOpen(l10n.t('Exported “{0}”.', title), file, format);
    return { outcome: done, files: [file.toString()] };
  }

  /** Writes every thread that is not deleted: into one file as JSON, else each into a file of its own. */
  async exportAll({ format: given, target }: ExportRequest): Promise<Exported> {
    const threads = visibleThreads(await this.#threads.summaries());
    if (threads.length === 0)
      return refusedWith(l10n.t('There are no threads yet. Start Research makes the first one.'));
    const format = given ?? (await chooseFormat(l10n.t('Export All Threads')));
    if (!format) return nothing;
    if (format !== 'json') return this.#exportFolder(threads, format, target);
    const name = `research-threads-${calendarDay(Date.now())}`;
    const file = await fileFor(target, fileNameFor(name, fileEndings.json), format);
    if (!file) return nothing;
    const content = await withNotification(l10n.t('Exporting threads'), () => this.#json(threads.map(({ id }) => id)));
    const problem = content.ok ? await write(file, content.value) : content.failure;
    if (problem !== null) return refusedWith(problem);
    void offerToOpen(exportedCount(threads.length), file, format);
    return { outcome: done, files: [file.toString()] };
  }

  async #exportFolder(
    threads: readonly NamedThread[],
    format: ReadableFormat,
    target: string | undefined,
  ): Promise<Exported> {
    const folder = target === undefined ? await askForFolder() : uriOf(target);
    if (!folder) return nothing;
    const names = await fileNames(threads, folder, format, target === undefined);
    if (!names) return nothing;
    const files: string[] = [];
    const problem = await withNotification(l10n.t('Exporting threads'), async () => {
      for (const [threadId, name] of names) {
        const content = await this.#readable(threadId, format);
        const file = Uri.joinPath(folder, name);
        const failure = content.ok ? await write(file, content.value) : content.failure;
        if (failure !== null) return failure;
        files.push(file.toString());
      }
      return null;
    });
    if (problem !== null) {
      const message = l10n.t('{0} of {1} threads were exported. {2}', files.length, names.size, problem);
      return { outcome: refused(message), files };
    }
    void offerToReveal(exportedCount(files.length), folder);
    return { outcome: done, files };
  }

  async #readable(threadId: ThreadId, format: ReadableFormat): Promise<Content> {
    const thread = await this.#threads.load(threadId);
    if (!thread) return failed(threadIsGone(l10n.t));
    return success(new TextEncoder().encode(await writeReadable(thread, format, this.#writing)));
  }

  async #json(threadIds: readonly ThreadId[]): Promise<Content> {
    const threads: ExchangedThread[] = [];
    for (const id of threadIds) {
      const records = await this.#threads.records(id);
      if (!records.ok) return failed(l10n.t('A thread could not be read: {0}', records.failure.message));
      threads.push({ id, records: records.value });
    }
    return success(joinedBytes(encodeExchange(threads)));
  }
}

interface NamedThread {
  readonly id: ThreadId;
  readonly title: string;
}

/** The file to write: the one that was named, else the one that the person chooses. */
async function fileFor(target: string | undefined, name: string, format: ExportFormat): Promise<Uri | undefined> {
  if (target !== undefined) return uriOf(target);
  const folder = usualFolder();
  return chooseTarget({
    title: l10n.t('Export'),
    action: l10n.t('Export'),
    filters: filtersOf(format),
    at: folder && Uri.joinPath(folder, name),
  });
}

async function askForFolder(): Promise<Uri | undefined> {
  return chooseFolder({
    title: l10n.t('Choose a Folder for the Exported Threads'),
    action: l10n.t('Export Here'),
    at: usualFolder(),
  });
}

/**
 * A name for each thread's file, all of them different. Files that the folder has already are replaced only when the person
 * says so; undefined when they think better of it.
 */
async function fileNames(
  threads: readonly NamedThread[],
  folder: Uri,
  format: ReadableFormat,
  mayAsk: boolean,
): Promise<ReadonlyMap<ThreadId, string> | undefined> {
  const existing = await namesIn(folder);
  const fresh = namesFor(threads, format, []);
  const apart = namesFor(threads, format, existing);
  const inTheWay = threads.filter(({ id }) => fresh.get(id) !== apart.get(id)).length;
  if (inTheWay === 0 || !mayAsk) return apart;
  const replace = l10n.t('Replace');
  const keepBoth = l10n.t('Keep Both');
  const answer = await askFirst(
    l10n.t('The folder has files of these names already. Replace them?'),
    l10n.t('{0} of {1} threads would replace a file.', inTheWay, threads.length),
    replace,
    keepBoth,
  );
  if (answer === undefined) return undefined;
  return answer === replace ? fresh : apart;
}

function namesFor(
  threads: readonly NamedThread[],
  format: ReadableFormat,
  existing: readonly string[],
): ReadonlyMap<ThreadId, string> {
  const names = new FileNames(existing);
  return new Map(threads.map(({ id, title }) => [id, names.take(title, fileEndings[format])]));
}

async function namesIn(folder: Uri): Promise<readonly string[]> {
  try {
    return (await workspace.fs.readDirectory(folder)).map(([name]) => name);
  } catch {
    // It is not there yet; writing makes it, or says why it cannot.
    return [];
  }
}

/** Writes a file; what is wrong when that fails, null when it is done. */
async function write(file: Uri, bytes: Uint8Array): Promise<string | null> {
  try {
    await workspace.fs.writeFile(file, bytes);
    return null;
  } catch (error) {
    return l10n.t('The file could not be written: {0}', error instanceof Error ? error.message : String(error));
  }
}

function refusedWith(message: string): Exported {
  return { outcome: refused(message), files: [] };
}

function exportedCount(count: number): string {
  return count === 1 ? l10n.t('Exported 1 thread.') : l10n.t('Exported {0} threads.', count);
}
