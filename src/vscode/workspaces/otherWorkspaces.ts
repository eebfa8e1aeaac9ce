import type { JournalReading } from '../../journal/ports';
import { l10n, ThemeIcon } from 'vscode';
import { adoptThread, type AdoptingJournal } from '../../journal/workspaces/copyThreads';
import { countThreads } from '../../journal/threads/countThreads';
import type { FolderProbe } from '../../journal/workspaces/folderProbe';
import type {
  FoundStorages,
  OtherStorage,
  OtherStorages,
  ThreadElsewhere,
  ThreadsElsewhere,
} from '../../journal/workspaces/otherStorages';
import type { JournalProblem } from '../../journal/problems';
import type { ThreadId } from '../../research/thread/ids';
import { lastSpokenAt, newestFirst, orderedAt } from '../../journal/threads/threadSummary';
import { isGone } from './openWorkspace';
import { placeName, placePaths } from './placeText';
import { timeAgo } from '../threads/timeAgo';
import { choice, createPicker, separator, type Choice, type Picker } from '../ui/choices';
import { showError, showInformation } from '../ui/messages';
import { plainLine } from '../ui/plainText';
import { withStatus } from '../ui/progress';

export interface OtherWorkspacesOptions {
  readonly storages: OtherStorages;
  readonly probe: FolderProbe;
  readonly journal: AdoptingJournal & Pick<JournalReading, 'summaries'>;
  /** Takes up the runs of a thread that was brought here. */
  readonly resume: (threadId: ThreadId) => Promise<void>;
  readonly open: (threadId: ThreadId) => Promise<unknown>;
  /** Whether a folder is open. */
  readonly hasFolder: boolean;
  readonly warn: (message: string, ...details: unknown[]) => void;
}

/** A thread of another workspace that can be brought here. */
export interface Adoptable {
  readonly storage: OtherStorage;
  readonly thread: ThreadElsewhere;
}

/** A workspace with threads, read. */
interface Group extends ThreadsElsewhere {
  readonly storage: OtherStorage;
  readonly folderIsGone: boolean;
}

/** A line of the list: a thread, or a workspace with all of its threads. */
interface ChoiceItem extends Choice {
  readonly adoptable?: readonly Adoptable[];
}

/** Lists the threads of other workspaces and brings those here that the person chooses. */
export class OtherWorkspaces {
  readonly #options: OtherWorkspacesOptions;

  constructor(options: OtherWorkspacesOptions) {
    this.#options = options;
  }

  /** Asks which threads of other workspaces to bring here, and does so. */
  async choose(): Promise<void> {
    const pick = createPicker<ChoiceItem>(l10n.t('Threads from Other Workspaces'), l10n.t('Looking for threads…'));
    try {
      const chosen = await this.#ask(pick);
      await this.bringHere(chosen);
    } finally {
      pick.dispose();
    }
  }

  /** Copies threads into this workspace and opens the one that changed last. What fails is told. */
  async bringHere(chosen: readonly Adoptable[]): Promise<void> {
    if (chosen.length === 0) return;
    const adopted = await withStatus(l10n.t('Bringing threads here…'), async () => {
      const done: ThreadId[] = [];
      for (const one of chosen) if (await this.#adopt(one)) done.push(one.thread.summary.id);
      return done;
    });
    const [newest] = adopted;
    if (newest === undefined) return;
    await this.#options.open(newest);
    const count = countThreads(adopted);
    if (count < 2) return;
    void showInformation(l10n.t('{0} threads were brought here. They stay in the other workspace too.', count));
  }

  /** The threads of a storage that this workspace does not have as a whole. */
  async threadsOf(storage: OtherStorage): Promise<ThreadsElsewhere> {
    const summaries = await this.#options.journal.summaries();
    const here = new Set(summaries.filter(({ deletedAt }) => deletedAt === null).map(({ id }) => id));
    return this.#options.storages.threads(storage, here);
  }

  async #adopt({ storage, thread: { summary } }: Adoptable): Promise<boolean> {
    const { journal, storages, resume, warn } = this.#options;
    const adopted = await adoptThread(journal, storages, storage, summary.id);
    if (adopted.ok) {
      await resume(summary.id);
      return true;
    }
    warn('A thread could not be brought here.', adopted.failure);
    void showError(l10n.t('“{0}” could not be brought here: {1}', summary.title, adopted.failure.message));
    return false;
  }

  /** The threads that the person chooses, newest first; none when they change their mind. */
  async #ask(pick: Picker<ChoiceItem>): Promise<readonly Adoptable[]> {
    pick.canSelectMany = true;
    pick.matchOnDescription = true;
    pick.busy = true;
    pick.show();
    const answer = answerOf(pick);
    const found = await this.#options.storages.find();
    const groups = await Promise.all(found.storages.map((storage) => this.#read(storage)));
    groups.sort((left, right) => newest(right) - newest(left));
    pick.busy = false;
    pick.items = [...groups.flatMap(itemsOf), ...this.#problemItems(found, groups)];
    pick.placeholder = plainLine(placeholderFor(groups, this.#options.hasFolder));
    return answer;
  }

  async #read(storage: OtherStorage): Promise<Group> {
    const [elsewhere, gone] = await Promise.all([
      this.threadsOf(storage),
      Promise.all(storage.place.folders.map(({ uri }) => isGone(uri, this.#options.probe))),
    ]);
    return { storage, folderIsGone: gone.length > 0 && gone.every(Boolean), ...elsewhere };
  }

  /** What could not be read is said at the end of the list. */
  #problemItems({ unreadable }: FoundStorages, groups: readonly Group[]): readonly ChoiceItem[] {
    const storages = unreadable.map(({ path, failure }) => {
      this.#options.warn('The storage of another workspace could not be read.', path, failure);
      return l10n.t('Could not be read: {0}', failure.detail);
    });
    const threads = groups.flatMap(({ storage, problems }) =>
      problems.flatMap((problem) => {
        this.#options.warn('A thread of another workspace could not be read as a whole.', problem);
        const text = problemText(problem);
        return text === null ? [] : [`${placeName(storage)}: ${text}`];
      }),
    );
    return [...storages, ...new Set(threads)].map((text) => separator(text));
  }
}

/** What was chosen when the person accepts: what is checked, else the line that they are on. With neither it stays open. */
function answerOf(pick: Picker<ChoiceItem>): Promise<readonly Adoptable[]> {
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      const items = pick.selectedItems.length > 0 ? pick.selectedItems : pick.activeItems;
      const chosen = new Set(items.flatMap(({ adoptable = [] }) => adoptable));
      if (chosen.size === 0) return;
      resolve([...chosen].sort(byChange));
      pick.hide();
    });
    pick.onDidHide(() => resolve([]));
  });
}

function byChange(left: Adoptable, right: Adoptable): number {
  return newestFirst(Date.now())(left.thread.summary, right.thread.summary);
}

/** A workspace, then its threads. */
function itemsOf({ storage, folderIsGone, threads }: Group): readonly ChoiceItem[] {
  if (threads.length === 0) return [];
  const name = placeName(storage);
  const facts = [folderIsGone ? l10n.t('folder no longer there') : '', placePaths(storage)];
  const adoptable = threads.map((thread) => ({ storage, thread }));
  const workspaceItem = choice({
    label: name,
    description: facts.filter((fact) => fact !== '').join(' · '),
    iconPath: new ThemeIcon('folder'),
    adoptable,
  });
  return [separator(''), workspaceItem, ...adoptable.map((one) => itemOf(one, name))];
}

function itemOf(one: Adoptable, name: string): ChoiceItem {
  const { summary, isContinuation } = one.thread;
  const now = Date.now();
  const facts = [
    timeAgo(lastSpokenAt(summary, now), now),
    summary.turnCount === 1 ? l10n.t('1 question') : l10n.t('{0} questions', summary.turnCount),
    ...(isContinuation ? [l10n.t('here already, continued there')] : []),
    // So that typing a workspace's name finds its threads.
    name,
  ];
  return choice({
    label: summary.title,
    description: facts.join(' · '),
    iconPath: new ThemeIcon('comment-discussion'),
    adoptable: [one],
  });
}

function problemText(problem: JournalProblem): string | null {
  switch (problem.kind) {
    case 'damaged':
      return l10n.t('Part of a thread is damaged; the rest can be brought here.');
    case 'unreadable':
      return l10n.t('Could not be read: {0}', problem.failure.detail);
    default:
      // Records of a later version are brought along as they are.
      return null;
  }
}

function placeholderFor(groups: readonly Group[], hasFolder: boolean): string {
  const count = countThreads(groups.flatMap(({ threads }) => threads.map(({ summary }) => summary.id)));
  const alreadyHere = countThreads(groups.flatMap((group) => group.alreadyHere));
  if (count === 0 && alreadyHere === 0) return l10n.t('No other workspace has threads.');
  if (count === 0) return l10n.t('All threads of other workspaces are here already.');
  if (!hasFolder) return l10n.t('No folder is open: what is brought here is kept for all windows without a folder.');
  const what = l10n.t('Choose threads to copy into this workspace');
  if (alreadyHere === 0) return what;
  return alreadyHere === 1
    ? l10n.t('{0}; 1 is here already', what)
    : l10n.t('{0}; {1} are here already', what, alreadyHere);
}

function newest({ threads }: Group): number {
  const now = Date.now();
  return threads.reduce((latest, { summary }) => Math.max(latest, orderedAt(summary, now)), 0);
}
