import { l10n } from 'vscode';
import * as v from 'valibot';
import { countThreads } from '../../journal/threads/countThreads';
import type { Files } from '../../journal/files';
import type { FolderProbe } from '../../journal/workspaces/folderProbe';
import { kinship, type Kinship } from '../../journal/workspaces/relatedWorkspaces';
import type { OtherStorage, OtherStorages } from '../../journal/workspaces/otherStorages';
import { newestFirst } from '../../journal/threads/threadSummary';
import { isGone, openFolders } from './openWorkspace';
import type { Adoptable, OtherWorkspaces } from './otherWorkspaces';
import { placeName } from './placeText';
import { showInformation } from '../ui/messages';

export interface AdoptionOfferOptions {
  readonly files: Files;
  readonly probe: FolderProbe;
  readonly storages: OtherStorages;
  readonly others: OtherWorkspaces;
  /** The storage of this workspace. */
  readonly storage: string;
  /** VS Code's id of it. */
  readonly storageId: string;
  /** Whether this workspace has no threads, deleted ones included. */
  readonly isEmpty: () => Promise<boolean>;
}

/** A storage of what this workspace was before. */
interface Kin {
  readonly storage: OtherStorage;
  readonly kinship: Kinship;
  readonly threads: readonly Adoptable[];
}

/** How many bytes the note of what was offered has at most. */
const longestNote = 1 << 20;

const askedSchema = v.object({
  v: v.literal(1),
  asked: v.pipe(v.array(v.pipe(v.string(), v.maxLength(200))), v.maxLength(10_000)),
});

/**
 * Offers the threads of what this workspace was before its folder was renamed or moved, or a folder was added. Asks once
 * for each storage, and remembers it in `<storage>/offers.json`.
 */
export class AdoptionOffer {
  readonly #options: AdoptionOfferOptions;
  #wasConsidered = false;

  constructor(options: AdoptionOfferOptions) {
    this.#options = options;
  }

  /** Looks for such threads and offers them; once in a session, and only where there are no threads. */
  async consider(): Promise<void> {
    if (this.#wasConsidered) return;
    this.#wasConsidered = true;
    if (!(await this.#options.isEmpty())) return;
    const asked = await this.#asked();
    const kin = (await this.#kin(asked)).filter(({ threads }) => threads.length > 0);
    if (kin.length === 0) return;
    await this.#remember([...asked, ...kin.map(({ storage }) => storage.id)]);
    const bring = l10n.t('Bring Here');
    const choose = l10n.t('Choose…');
    const answer = await showInformation(offerText(kin), bring, choose);
    if (answer === choose) await this.#options.others.choose();
    if (answer !== bring) return;
    const threads = kin.flatMap((one) => one.threads);
    const compare = newestFirst(Date.now());
    threads.sort((left, right) => compare(left.thread.summary, right.thread.summary));
    await this.#options.others.bringHere(threads);
  }

  /** Threads are read only of storages that belong to this workspace. */
  async #kin(asked: ReadonlySet<string>): Promise<readonly Kin[]> {
    const { storages, probe, others, storageId } = this.#options;
    const folders = await openFolders(probe);
    if (folders.length === 0) return [];
    const found = (await storages.find()).storages.filter(({ id }) => !asked.has(id));
    const kin = await Promise.all(
      found.map(async (storage) => {
        const kind = await kinship({ storageId, folders }, storage, (uri) => isGone(uri, probe));
        if (kind === null) return [];
        const { threads } = await others.threadsOf(storage);
        return [{ storage, kinship: kind, threads: threads.map((thread) => ({ storage, thread })) }];
      }),
    );
    return kin.flat();
  }

  /** The storages that were offered before; none when that is not known. */
  async #asked(): Promise<ReadonlySet<string>> {
    const bytes = await this.#options.files.read(this.#path, 0, longestNote);
    if (!bytes.ok) return new Set();
    try {
      return new Set(v.parse(askedSchema, JSON.parse(new TextDecoder().decode(bytes.value))).asked);
    } catch {
      return new Set();
    }
  }

  async #remember(asked: readonly string[]): Promise<void> {
    const { files, storage } = this.#options;
    // Where it cannot be written the offer comes again in the next session, which is better than not at all.
    const made = await files.ensureFolder(storage);
    if (made.ok) await files.replace(this.#path, new TextEncoder().encode(`${JSON.stringify({ v: 1, asked })}\n`));
  }

  get #path(): string {
    const { files, storage } = this.#options;
    return files.join(storage, 'offers.json');
  }
}

function offerText(kin: readonly Kin[]): string {
  const count = countThreads(kin.flatMap(({ threads }) => threads.map(({ thread }) => thread.summary.id)));
  const [first, ...others] = kin;
  if (!first || others.length > 0) {
    return count === 1
      ? l10n.t('1 thread of earlier workspaces with these folders can be brought here.')
      : l10n.t('{0} threads of earlier workspaces with these folders can be brought here.', count);
  }
  const name = placeName(first.storage);
  const what =
    count === 1
      ? l10n.t('1 thread of “{0}” can be brought here.', name)
      : l10n.t('{0} threads of “{1}” can be brought here.', count, name);
  return `${what} ${reasonText(first.kinship)}`;
}

function reasonText(kind: Kinship): string {
  switch (kind) {
    case 'renamed':
      return l10n.t('This folder had that name before.');
    case 'moved':
      return l10n.t('A folder of the same name was somewhere else before.');
    case 'sharedFolder':
      return l10n.t('That workspace has a folder in common with this one.');
    case 'sameFolders':
      return l10n.t('That workspace has the same folder, and VS Code keeps its data in another place.');
  }
}
