import type { Localize } from '../../base/localize';
import { type Answer, answerText } from '../../research/answer/answer';
import { attachedNames } from '../../research/thread/attachedNames';
import { goOn } from '../../research/thread/draft';
import { engineOf } from '../../research/engine/engine';
import type { TurnId } from '../../research/thread/ids';
import { outlineOf } from '../../research/thread/outline';
import { readSources, type SourcedAnswer } from '../../research/answer/sources';
import { isAnswered } from '../../research/thread/stage';
import { notAskedYet, suggestionsFor } from '../../research/answer/suggestions';
import { titleOf, type Thread } from '../../research/thread/thread';
import { newestLeaves, pathTo, siblingsOf, turnsByParent } from '../../research/thread/tree';
import { type Attempt, scopeOf, type Turn } from '../../research/thread/turn';
import type { ChatSituation } from '../chatSituation';
import { composerView } from '../composer/composerView';
import { conditionView, waitingOf } from './conditionView';
import { mapView, unlessSame } from './mapView';
import { priceView } from './priceView';
import { scopeView } from './scopeView';
import type { TurnActivity } from '../turnActivity';
import { notesAlong } from './turnNotes';
import type { ChatView, MapView, SiblingsView, TraceLineView, TurnView } from '../../protocol/viewState';

/** What the chat shows but for the answers that are being written, which change many times a second. */
export type SettledView = Omit<ChatView, 'writing'>;

/** What a turn shows because of where it stands. */
type Place = Pick<TurnView, 'siblings' | 'notes'> & { readonly suggestions: readonly string[] };

const noSuggestions: Place['suggestions'] = [];

/** Hears of a part of the view that could not be made: a bug, since a view can be made of whatever is stored. */
export type ReportUnmade = (part: string, error: unknown) => void;

/**
 * Makes the chat's view of a thread: the only place that does. Keeps the view of a turn for as long as nothing about it
 * changes, so that a long thread costs no more than what is new in it.
 *
 * What can't be made is reported once and left out, or shown as the text that was recorded: no stored turn takes the chat
 * with it.
 */
export class ChatViewMaker {
  readonly #localize: Localize;
  readonly #suggests: () => boolean;
  readonly #turnViews = new WeakMap<Turn, { readonly around: string; readonly view: TurnView }>();
  readonly #answers = new WeakMap<Answer, SourcedAnswer>();
  /** What was made last. */
  #map: MapView | null = null;
  readonly #suggestions = new WeakMap<Answer, readonly string[]>();
  readonly #report: ReportUnmade;
  readonly #reported = new Set<string>();
  readonly #unreadableViews = new WeakMap<Turn, TurnView>();

  /**
   * @param suggests whether questions that could be asked next are shown
   * @param report hears once of each part that could not be made
   */
  constructor(localize: Localize, suggests: () => boolean = () => true, report: ReportUnmade = rethrow) {
    this.#localize = localize;
    this.#suggests = suggests;
    this.#report = report;
  }

  make(situation: ChatSituation): SettledView {
    const { thread, leafId } = situation;
    const composer = this.#attempt(
      'composer',
      () => composerView(situation, this.#localize),
      () => composerView({ ...situation, thread: null, aim: goOn }, this.#localize),
    );
    if (!thread) return { thread: null, map: null, turns: [], composer };
    const byParent = turnsByParent(thread);
    const leaves = newestLeaves(thread, byParent);
    const path = pathTo(thread, leafId);
    const notesByIndex = notesAlong(path, this.#localize);
    const turns = path.map((turn, index) =>
      this.#attempt(
        `turn ${turn.id}`,
        () => {
          const siblings = siblingsView(turn, siblingsOf(thread, turn, byParent), leaves);
          const notes = notesByIndex[index] ?? [];
          const isLast = index === path.length - 1;
          const suggestions = isLast && this.#suggests() ? this.#suggestionsAfter(turn, thread) : noSuggestions;
          return this.#turnView(turn, thread, { siblings, notes, suggestions }, situation.activity(turn.id));
        },
        () => this.#unreadableView(turn),
      ),
    );
    const map = this.#attempt(
      `map ${thread.id}`,
      () => mapView(outlineOf(thread, byParent), path),
      () => null,
    );
    this.#map = unlessSame(this.#map, map);
    return { thread: headerView(thread), map: this.#map, turns, composer };
  }

  /** An answer with its sources, read once. */
  sourcesOf(answer: Answer): SourcedAnswer {
    const known = this.#answers.get(answer);
    if (known) return known;
    const read = readSources(answer);
    this.#answers.set(answer, read);
    return read;
  }

  /** What could be asked after a turn, made once for each answer. */
  #suggestionsAfter({ id, attempt: { condition } }: Turn, thread: Thread): readonly string[] {
    if (condition.state !== 'answered') return noSuggestions;
    const { answer } = condition;
    const known = this.#suggestions.get(answer);
    const made =
      known ??
      this.#attempt(
        `suggestions ${id}`,
        () => suggestionsFor(this.sourcesOf(answer), this.#localize),
        () => noSuggestions,
      );
    this.#suggestions.set(answer, made);
    const asked = [...thread.turns.values()].flatMap(({ question }) => question ?? []);
    return notAskedYet(made, asked);
  }

  #turnView(turn: Turn, thread: Thread, { suggestions, ...place }: Place, activity: TurnActivity): TurnView {
    const around = JSON.stringify([activity, place, suggestions, waitingOf(turn, thread, activity)]);
    const known = this.#turnViews.get(turn);
    if (known?.around === around) return known.view;
    const localize = this.#localize;
    const { request } = turn.attempt;
    const view: TurnView = {
      id: turn.id,
      question: turn.question,
      contexts: attachedNames(turn.context).map((title, index) => ({ id: String(index), title })),
      engine: engineOf(request),
      price: priceView(turn, localize),
      ...scopeView(scopeOf(request), localize),
      ...place,
      trace: traceLines(turn.attempt, this.#localize),
      condition: conditionView(turn, thread, activity, ({ answer }) => this.sourcesOf(answer), suggestions, localize),
    };
    this.#turnViews.set(turn, { around, view });
    return view;
  }

  /** A turn of which only the question and the recorded answer are shown. */
  #unreadableView(turn: Turn): TurnView {
    const known = this.#unreadableViews.get(turn);
    if (known) return known;
    const view: TurnView = {
      id: turn.id,
      question: turn.question,
      contexts: [],
      engine: engineOf(turn.attempt.request),
      price: null,
      scope: null,
      siblings: null,
      notes: [],
      trace: [],
      condition: { state: 'unreadable', text: recordedText(turn) },
    };
    this.#unreadableViews.set(turn, view);
    return view;
  }

  #attempt<Value>(part: string, make: () => Value, otherwise: () => Value): Value {
    try {
      return make();
    } catch (error) {
      if (!this.#reported.has(part)) this.#report(part, error);
      this.#reported.add(part);
      return otherwise();
    }
  }
}

function headerView(thread: Thread): ChatView['thread'] {
  return { id: thread.id, title: titleOf(thread), ...(thread.deletedAt !== null && { isDeleted: true }) };
}

/** Where nobody hears of them, as in tests, bugs stay what they are. */
function rethrow(_part: string, error: unknown): never {
  throw error;
}

function recordedText({ attempt: { condition } }: Turn): string {
  switch (condition.state) {
    case 'answered':
      return answerText(condition.answer);
    case 'writing':
    case 'lost':
      return condition.text;
    default:
      return '';
  }
}

function siblingsView(
  turn: Turn,
  siblings: readonly Turn[],
  leaves: ReadonlyMap<TurnId | null, TurnId>,
): SiblingsView | null {
  if (siblings.length < 2) return null;
  const index = siblings.indexOf(turn);
  const leafOf = (sibling: Turn | undefined): string | null => (sibling ? (leaves.get(sibling.id) ?? null) : null);
  return {
    position: index + 1,
    count: siblings.length,
    previousTurnId: leafOf(siblings[index - 1]),
    nextTurnId: leafOf(siblings[index + 1]),
    comparable: isAnswered(turn) && siblings.filter(isAnswered).length > 1,
  };
}

/** The steps of an attempt, and last how many more there were. */
function traceLines({ trace, omittedSteps = 0 }: Attempt, localize: Localize): readonly TraceLineView[] {
  const lines = trace.map(({ kind, message }) => ({ kind, message }));
  if (omittedSteps === 0) return lines;
  const more =
    omittedSteps === 1
      ? localize('and 1 more step')
      : localize('and {0} more steps', omittedSteps.toLocaleString('en'));
  return [...lines, { kind: 'omitted', message: more }];
}
