import type { Localize } from '../base/localize';
import type { Block, Inline } from '../markdown/tree';
import { visibleLine } from '../markdown/visible';
import { writeMarkdown } from '../markdown/writeMarkdown';
import type { AttemptId, ThreadId } from '../research/thread/ids';
import { prices } from '../research/engine/prices';
import { formatPrice } from '../research/engine/processor';
import {
  type Amount,
  type Charge,
  chargesIn,
  engineKey,
  localDayOf,
  mergeCharges,
  type Period,
  type Spending,
  spendingOf,
} from './charges';
import { amountWords } from './spendingWords';
import { shorten } from '../research/thread/thread';
import { calendarDay } from '../base/calendarDay';

/** How many days the report goes back, today among them. */
export const reportedDays = 30;

/** What a report of what was spent is made of. Names and titles are hostile. */
export interface SpendingFacts {
  /** The workspaces with threads, this one first. */
  readonly workspaces: readonly WorkspaceCharges[];
  /** Workspaces whose threads could not be read as a whole, in words. */
  readonly unreadable: readonly string[];
  /** The budgets, in mills; null for none. */
  readonly daily: number | null;
  readonly perThread: number | null;
  readonly now: number;
}

export interface WorkspaceCharges {
  /** Null for the one that is open. */
  readonly name: string | null;
  readonly threads: readonly {
    readonly threadId: ThreadId;
    readonly title: string;
    readonly charges: readonly Charge[];
  }[];
}

/** When the days of a report begin and end. */
export function reportedPeriod(now: number): Period {
  return { start: localDayOf(now, 1 - reportedDays).start, end: localDayOf(now).end };
}

/** What was spent today and in the last days, by day, thread and engine, as a Markdown document. */
export function spendingAsMarkdown(facts: SpendingFacts, localize: Localize): string {
  const { now, workspaces } = facts;
  const all = workspaces.flatMap(({ threads }) => threads.flatMap(({ charges }) => charges));
  const charges = chargesIn(all, reportedPeriod(now), now);
  const days = localize('The last {0} days', reportedDays);
  return `${writeMarkdown([
    heading(1, localize('Spending')),
    paragraph(
      localize(
        'Prices of successful answers as of {0}; failed ones are free. Your Parallel invoice is authoritative.',
        prices.date,
      ),
    ),
    ...unreadableBlocks(facts, localize),
    heading(2, localize('Today')),
    sentences(spendingOf(chargesIn(charges, localDayOf(now), now)), localize),
    ...budgetBlocks(facts, localize),
    heading(2, days),
    sentences(spendingOf(charges), localize),
    ...tables(charges, facts, localize),
  ])}\n`;
}

function tables(charges: readonly Charge[], { workspaces, now }: SpendingFacts, localize: Localize): readonly Block[] {
  if (charges.length === 0) return [];
  const threads = namesByAttempt(workspaces, localize);
  return [
    heading(3, localize('By day')),
    table(localize('Day'), grouped(charges, (charge) => dayOf(charge, now, localize)).sort(byName), localize),
    heading(3, localize('By thread')),
    table(
      localize('Thread'),
      grouped(
        charges,
        ({ attemptId }) => threads.get(attemptId)?.threadId ?? '',
        ({ attemptId }) => threads.get(attemptId)?.name ?? '',
      ).sort(byCost),
      localize,
    ),
    heading(3, localize('By processor or model')),
    table(
      localize('Processor or model'),
      grouped(
        charges,
        ({ engine }) => engineKey(engine),
        ({ engine }) => (engine.kind === 'quick' ? localize('quick answer ({0})', engine.name) : engine.name),
      ).sort(byCost),
      localize,
    ),
  ];
}

/** What is under way will be billed when it ends. What a wrong clock dated keeps its date, and is called so. */
function dayOf({ standing, at }: Charge, now: number, localize: Localize): string {
  const date = calendarDay(standing === 'underWay' ? now : at);
  return at > localDayOf(now).end ? localize('{0} (ahead of this computer’s clock)', date) : date;
}

/** The thread of each attempt, as it is called in the report. A thread of several workspaces is one. */
function namesByAttempt(
  workspaces: readonly WorkspaceCharges[],
  localize: Localize,
): ReadonlyMap<AttemptId, { readonly threadId: ThreadId; readonly name: string }> {
  const threads = workspaces.flatMap(({ name, threads: of }) => of.map((thread) => ({ ...thread, workspace: name })));
  // The first one stands: that of the workspace that is open.
  const entries = threads.toReversed().flatMap(({ threadId, title, workspace, charges }) => {
    const name = workspace === null ? shorten(title) : localize('{0} (in {1})', shorten(title), workspace);
    return charges.map(({ attemptId }) => [attemptId, { threadId, name }] as const);
  });
  return new Map(entries);
}

interface Row {
  readonly name: string;
  readonly spending: Spending;
}

function grouped(
  charges: readonly Charge[],
  keyOf: (charge: Charge) => string,
  nameOf: (charge: Charge) => string = keyOf,
): Row[] {
  const groups = new Map<string, Charge[]>();
  for (const charge of mergeCharges(charges)) {
    const key = keyOf(charge);
    const group = groups.get(key);
    if (group) group.push(charge);
    else groups.set(key, [charge]);
  }
  return [...groups.values()].map((group) => ({
    name: group[0] ? nameOf(group[0]) : '',
    spending: spendingOf(group),
  }));
}

/** The latest day first. */
function byName(left: Row, right: Row): number {
  return left.name < right.name ? 1 : -1;
}

function byCost({ spending: left }: Row, { spending: right }: Row): number {
  return right.completed.mills - left.completed.mills || right.unknown.mills - left.unknown.mills;
}

function table(what: string, rows: readonly Row[], localize: Localize): Block {
  const header = [
    what,
    localize('Answers'),
    localize('Spent'),
    localize('Under way'),
    localize('May have been billed'),
  ];
  return {
    type: 'table',
    alignments: [null, 'right', 'right', 'right', 'right'],
    header: header.map(text),
    rows: rows
      .filter(({ spending }) => countOf(spending) > 0)
      .map(({ name, spending: { completed, underWay, unknown } }) => [
        text(name),
        text(completed.count === 0 ? '' : String(completed.count)),
        ...[completed, underWay, unknown].map((amount) => text(cellOf(amount, localize))),
      ]),
  };
}

function countOf({ completed, underWay, unknown }: Spending): number {
  return completed.count + underWay.count + unknown.count;
}

function cellOf(amount: Amount, localize: Localize): string {
  return amount.count === 0 ? '' : amountWords(amount, localize);
}

/** What was spent, and apart from it what is about to be and what may have been. */
function sentences({ completed, underWay, unknown }: Spending, localize: Localize): Block {
  const spent =
    completed.count === 0
      ? localize('Nothing was spent.')
      : completed.count === 1
        ? localize('{0} for 1 answer.', amountWords(completed, localize))
        : localize('{0} for {1} answers.', amountWords(completed, localize), completed.count);
  return paragraph(
    [
      spent,
      underWay.count === 0 ? '' : localize('{0} in progress.', amountWords(underWay, localize)),
      unknown.count === 0
        ? ''
        : unknown.count === 1
          ? localize('1 question has an unknown outcome and may have been billed: {0}.', amountWords(unknown, localize))
          : localize(
              '{0} questions have an unknown outcome and may have been billed: {1}.',
              unknown.count,
              amountWords(unknown, localize),
            ),
    ]
      .filter((sentence) => sentence !== '')
      .join(' '),
  );
}

function budgetBlocks({ daily, perThread }: SpendingFacts, localize: Localize): readonly Block[] {
  const words = [
    daily === null ? localize('No daily budget.') : localize('Daily budget: {0}.', formatPrice(daily)),
    perThread === null
      ? localize('No budget per thread.')
      : localize('Budget per thread: {0}.', formatPrice(perThread)),
    localize('The settings under researchThreads.budget change them.'),
  ];
  return [paragraph(words.join(' '))];
}

function unreadableBlocks({ unreadable }: SpendingFacts, localize: Localize): readonly Block[] {
  if (unreadable.length === 0) return [];
  return [
    paragraph(localize('Some workspaces couldn’t be read, so more may have been spent than shown:')),
    {
      type: 'list',
      start: null,
      tight: true,
      items: unreadable.map((words) => [paragraph(words)]),
    },
  ];
}

function heading(level: 1 | 2 | 3, words: string): Block {
  return { type: 'heading', level, children: text(words) };
}

function paragraph(words: string): Block {
  return { type: 'paragraph', children: text(words) };
}

function text(words: string): readonly Inline[] {
  return [{ type: 'text', text: visibleLine(words) }];
}
