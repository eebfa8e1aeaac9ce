import { l10n, ThemeIcon } from 'vscode';
import type { Findings, FoundTurn, Place } from '../../journal/search/findTurns';
import { filterNames, type FilterName, type Remark, type SearchQuery } from '../../journal/search/searchQuery';
import { questionOf, snippetOf } from '../../journal/search/snippet';
import { visibleLine } from '../../markdown/visible';
import type { ThreadId, TurnId } from '../../research/thread/ids';
import { lastSpokenAt, type ThreadSummary } from '../../journal/threads/threadSummary';
import { timeAgo } from '../threads/timeAgo';
import { choice, separator, type Choice } from '../ui/choices';

/** A row of the search. */
export interface SearchItem extends Choice {
  /** What choosing it does; nothing for a row that only tells something. */
  readonly choice?: SearchChoice;
}

export type SearchChoice =
  | { readonly kind: 'open'; readonly threadId: ThreadId; readonly turnId: TurnId | null }
  /** Continues the query with a filter. */
  | { readonly kind: 'filter'; readonly text: string };

/** So many of the latest threads stand there before anything is typed. */
const mostRecent = 10;

/** Before anything is typed: the latest threads, and the filters that there are. */
export function itemsOfThreads(threads: readonly ThreadSummary[], now: number): readonly SearchItem[] {
  const recent = threads.slice(0, mostRecent).map((thread) =>
    choice({
      label: thread.title,
      description: timeAgo(lastSpokenAt(thread, now), now),
      iconPath: new ThemeIcon('comment-discussion'),
      choice: { kind: 'open', threadId: thread.id, turnId: null } as const,
    }),
  );
  const heading = recent.length > 0 ? [separator(l10n.t('recent threads'))] : [];
  return [...heading, ...recent, separator(l10n.t('filters')), ...filterNames.map(filterItem)];
}

/** What a query found, with what should be told about the query. */
export function itemsOfFindings(
  query: SearchQuery,
  { found, more }: Findings,
  isUpdating: boolean,
  now: number,
): readonly SearchItem[] {
  const remarks = query.remarks.map(remarkItem);
  const groups = (['question', 'answer', 'sources', 'any'] as const).flatMap((place) => {
    const hits = found.filter((each) => each.place === place);
    if (hits.length === 0) return [];
    return [separator(headingOf(place)), ...hits.map((hit) => hitItem(hit, query, now))];
  });
  if (more > 0) groups.push(separator(''), tell('ellipsis', moreText(more)));
  if (found.length === 0) groups.push(isUpdating ? tell('loading~spin', l10n.t('Nothing found so far…')) : nothing());
  return [...remarks, ...groups];
}

/** What only tells something is shown for as long as nothing else can be. */
export function itemsOfEmptyQuery(query: SearchQuery): readonly SearchItem[] {
  return query.remarks.map(remarkItem);
}

function hitItem(hit: FoundTurn, query: SearchQuery, now: number): SearchItem {
  const { turn, isThread } = hit;
  const title = visibleLine(turn.thread.title);
  const question = visibleLine(questionOf(turn));
  const label = isThread || question === '' ? title : shorten(question, longestQuestion);
  const time = timeAgo(turn.askedAt, now);
  const titleSaysMore = !isThread && question !== '' && !question.startsWith(title.replace(/…$/, ''));
  return choice({
    label,
    description: titleSaysMore ? l10n.t('{0} · {1}', shorten(title, longestTitle), time) : time,
    detail: snippetOf(hit, query),
    iconPath: new ThemeIcon(isThread ? 'comment-discussion' : iconOf[hit.place]),
    alwaysShow: true,
    choice: { kind: 'open', threadId: turn.thread.id, turnId: turn.id } as const,
  });
}

const iconOf: Readonly<Record<Place, string>> = {
  question: 'comment',
  answer: 'note',
  sources: 'link',
  any: 'comment',
};

function headingOf(place: Place): string {
  switch (place) {
    case 'question':
      return l10n.t('questions');
    case 'answer':
      return l10n.t('answers');
    case 'sources':
      return l10n.t('sources');
    case 'any':
      return l10n.t('newest first');
  }
}

function moreText(more: number): string {
  return l10n.t('{0} more. Type more words or a filter to narrow the search.', more.toLocaleString());
}

function nothing(): SearchItem {
  return tell('search', l10n.t('Nothing found.'), l10n.t('Try fewer words, or only the beginning of a word.'));
}

function remarkItem(remark: Remark): SearchItem {
  switch (remark.kind) {
    case 'unknownFilter':
      return tell(
        'info',
        l10n.t('There is no filter “{0}:”, so it is looked for as text.', remark.name),
        l10n.t('The filters are {0}.', filterNames.map((name) => `${name}:`).join(', ')),
      );
    case 'badValue':
      return tell(
        'warning',
        l10n.t('“{0}:{1}” is not understood and is left out.', remark.filter, remark.value),
        helpOf(remark.filter),
      );
    case 'unfinished':
      return tell('filter', `${remark.filter}:`, helpOf(remark.filter));
    case 'tooLong':
      return tell('info', l10n.t('Only the first {0} characters are looked for.', remark.longest.toLocaleString()));
  }
}

function filterItem(name: FilterName): SearchItem {
  return choice({
    label: `${name}:`,
    description: helpOf(name),
    iconPath: new ThemeIcon('filter'),
    choice: { kind: 'filter', text: `${name}:` } as const,
  });
}

/** What a filter takes. */
function helpOf(name: FilterName): string {
  switch (name) {
    case 'source':
      return l10n.t('A site, or a part of a source’s address or title: source:arxiv.org');
    case 'processor':
      return l10n.t('A processor: processor:core means core and core-fast, processor:quick all quick answers');
    case 'confidence':
      return l10n.t('A confidence that a part of the answer has: confidence:high, confidence:<high');
    case 'before':
      return l10n.t('Asked before a day: before:2026-02-01, before:30d');
    case 'after':
      return l10n.t('Asked on a day or later: after:2026-01-15, after:7d');
  }
}

function tell(icon: string, label: string, detail?: string): SearchItem {
  const texts = detail === undefined ? { label } : { label, detail };
  return choice({ ...texts, iconPath: new ThemeIcon(icon), alwaysShow: true });
}

/** Longer questions would leave no room for the title of their thread, and longer titles none for the time. */
const longestQuestion = 72;
const longestTitle = 36;

function shorten(line: string, longest: number): string {
  const characters = Array.from(line.slice(0, 2 * longest));
  return characters.length <= longest
    ? line
    : `${characters
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`;
}
