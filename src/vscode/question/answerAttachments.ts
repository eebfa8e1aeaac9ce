import type { JournalReading } from '../../journal/ports';
import { l10n, ThemeIcon } from 'vscode';
import { attachedAnswer } from '../../documents/exports/attachedAnswer';
import { visibleLine } from '../../markdown/visible';
import type { Answer } from '../../research/answer/answer';
import type { AttachedContext } from '../../research/thread/context';
import type { ThreadId } from '../../research/thread/ids';
import type { SourcedAnswer } from '../../research/answer/sources';
import { shorten, titleOf, type Thread } from '../../research/thread/thread';
import type { TurnAddress } from '../../runs/send/question';
import { answerUri } from '../documents/markdownDocuments';
import { pickStep, type StepResult, back } from './steps';
import { timeAgo } from '../threads/timeAgo';
import { choice, separator, type Choice, type Picker } from '../ui/choices';
import { plainLine } from '../ui/plainText';

/** Where earlier answers are found and read. */
export type AnswerThreads = Pick<JournalReading, 'load' | 'summaries' | 'textSource'>;

/** A row of the list: an answer, or nothing but words. */
interface AnswerItem extends Choice {
  readonly address?: TurnAddress;
  readonly askedAt?: number;
}

/** What is found is listed anew at most so often, in milliseconds. */
const listDelay = 150;

/** Earlier answers as context for a question. */
export class AnswerAttachments {
  readonly #threads: AnswerThreads;
  readonly #sourcesOf: (answer: Answer) => SourcedAnswer;

  constructor(threads: AnswerThreads, sourcesOf: (answer: Answer) => SourcedAnswer) {
    this.#threads = threads;
    this.#sourcesOf = sourcesOf;
  }

  /** The answer of a turn; null when it has none. */
  async contextOf({ threadId, turnId }: TurnAddress): Promise<AttachedContext | null> {
    const turn = (await this.#threads.load(threadId))?.turns.get(turnId);
    if (turn?.attempt.condition.state !== 'answered') return null;
    const question = turn.question ?? '';
    const uri = answerUri({ threadId, turnId }, question);
    return attachedAnswer(question, this.#sourcesOf(turn.attempt.condition.answer), uri.toString(), l10n.t);
  }

  /**
   * Lets the person choose among the answers of all threads, those of the current one first. The threads are read one after the
   * other, the latest first, while the list is shown, and are not kept in memory.
   */
  async pick(currentId: ThreadId | null, hasBack: boolean): Promise<StepResult<TurnAddress>> {
    const current = currentId && (await this.#threads.load(currentId));
    const here = current ? itemsOf(current, false) : [];
    const chosen = await pickStep<AnswerItem>({
      title: l10n.t('Attach an Earlier Answer'),
      placeholder: l10n.t('Type to find an answer by its question'),
      items: grouped(here, []),
      hasBack,
      onShow: (pick, signal) => void this.#listOthers(pick, here, current, signal),
    });
    return chosen === undefined || chosen === back ? chosen : chosen.address;
  }

  async #listOthers(
    pick: Picker<AnswerItem>,
    here: readonly AnswerItem[],
    current: Thread | null,
    signal: AbortSignal,
  ): Promise<void> {
    pick.busy = true;
    pick.keepScrollPosition = true;
    const others: AnswerItem[] = [];
    let listedAt = Date.now();
    const list = (): void => {
      const before = pick.activeItems[0]?.address?.turnId;
      const items = grouped(here, others);
      pick.items = items;
      const active = items.find(({ address }) => address && address.turnId === before);
      if (active) pick.activeItems = [active];
      listedAt = Date.now();
    };
    for await (const thread of this.#read(current, signal)) {
      for (const item of itemsOf(thread, true)) others.push(item);
      if (Date.now() - listedAt > listDelay) list();
    }
    if (signal.aborted) return;
    if (here.length + others.length === 0) pick.placeholder = plainLine(l10n.t('There are no answers yet.'));
    list();
    pick.busy = false;
  }

  /** The other threads that are not deleted, the latest first. */
  async *#read(current: Thread | null, signal: AbortSignal): AsyncGenerator<Thread, void> {
    const source = this.#threads.textSource();
    for (const { id, deletedAt } of await this.#threads.summaries()) {
      if (signal.aborted) return;
      if (deletedAt !== null || id === current?.id) continue;
      const sizes = await source.sizes(id);
      const read = sizes && (await source.read(id, sizes));
      if (read?.thread && !isAborted(signal)) yield read.thread;
    }
  }
}

function isAborted({ aborted }: AbortSignal): boolean {
  return aborted;
}

/** The answers of a thread. */
function itemsOf(thread: Thread, namesThread: boolean): readonly AnswerItem[] {
  return [...thread.turns.values()].flatMap(({ id, question, askedAt, attempt }): AnswerItem[] => {
    if (attempt.condition.state !== 'answered') return [];
    const label = visibleLine(shorten(question ?? '')) || l10n.t('A question whose record could not be read');
    const title = visibleLine(titleOf(thread));
    const time = timeAgo(askedAt, Date.now());
    const description = namesThread && title !== label ? l10n.t('{0} · {1}', title, time) : time;
    const address = { threadId: thread.id, turnId: id };
    return [choice({ label, description, iconPath: new ThemeIcon('note'), address, askedAt })];
  });
}

/** The answers of the thread that is shown, then the others, each the newest first. */
function grouped(here: readonly AnswerItem[], others: readonly AnswerItem[]): readonly AnswerItem[] {
  const newestFirst = (items: readonly AnswerItem[]): readonly AnswerItem[] =>
    items.toSorted((left, right) => (right.askedAt ?? 0) - (left.askedAt ?? 0));
  if (here.length === 0) return newestFirst(others);
  const rest = others.length === 0 ? [] : [separator(l10n.t('other threads')), ...newestFirst(others)];
  return [separator(l10n.t('this thread')), ...newestFirst(here), ...rest];
}
