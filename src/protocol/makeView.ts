import type { Localize } from '../base/localize';
import type { Answer } from '../research/answer';
import { contextTitle } from '../research/context';
import { engineOf } from '../research/engine';
import type { TurnId } from '../research/ids';
import { outlineOf } from '../research/outline';
import { readSources, type SourcedAnswer } from '../research/sources';
import { isAnswered } from '../research/stage';
import { notAskedYet, suggestionsFor } from '../research/suggestions';
import { titleOf, type Thread } from '../research/thread';
import { newestLeaves, pathTo, siblingsOf, turnsByParent } from '../research/tree';
import { type Attempt, scopeOf, type Turn } from '../research/turn';
import type { ChatSituation } from './chatSituation';
import { composerView } from './composerView';
import { conditionView, waitingOf } from './conditionView';
import { mapView, unlessSame } from './mapView';
import { priceView } from './priceView';
import { scopeView } from './scopeView';
import type { TurnActivity } from './turnActivity';
import { turnNotes } from './turnNotes';
import type { ChatView, MapView, SiblingsView, TraceLineView, TurnView } from './viewState';

/** What the chat shows but for the answers that are being written, which change many times a second. */
export type SettledView = Omit<ChatView, 'writing'>;

/** What a turn shows because of where it stands. */
type Place = Pick<TurnView, 'siblings' | 'notes'> & { readonly suggestions: readonly string[] };

const noSuggestions: Place['suggestions'] = [];

/**
 * Makes the chat's view of a thread: the only place that does. Keeps the view of a turn for as long as nothing about it
 * changes, so that a long thread costs no more than what is new in it.
 */
export class ChatViewMaker {
  readonly #localize: Localize;
  readonly #suggests: () => boolean;
  readonly #turnViews = new WeakMap<Turn, { readonly around: string; readonly view: TurnView }>();
  readonly #answers = new WeakMap<Answer, SourcedAnswer>();
  /** What was made last. */
  #map: MapView | null = null;
  readonly #suggestions = new WeakMap<Answer, readonly string[]>();

  /** @param suggests whether questions that could be asked next are shown */
  constructor(localize: Localize, suggests: () => boolean = () => true) {
    this.#localize = localize;
    this.#suggests = suggests;
  }

  make(situation: ChatSituation): SettledView {
    const { thread, leafId } = situation;
    const composer = composerView(situation, this.#localize);
    if (!thread) return { thread: null, map: null, turns: [], composer };
    const byParent = turnsByParent(thread);
    const leaves = newestLeaves(thread, byParent);
    const path = pathTo(thread, leafId);
    const turns = path.map((turn, index) => {
      const siblings = siblingsView(turn, siblingsOf(thread, turn, byParent), leaves);
      const notes = turnNotes(turn, path, index, this.#localize);
      const isLast = index === path.length - 1;
      const suggestions = isLast && this.#suggests() ? this.#suggestionsAfter(turn, thread) : noSuggestions;
      return this.#turnView(turn, thread, { siblings, notes, suggestions }, situation.activity(turn.id));
    });
    this.#map = unlessSame(this.#map, mapView(outlineOf(thread, byParent), path));
    return { thread: { id: thread.id, title: titleOf(thread) }, map: this.#map, turns, composer };
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
  #suggestionsAfter({ attempt: { condition } }: Turn, thread: Thread): readonly string[] {
    if (condition.state !== 'answered') return noSuggestions;
    const { answer } = condition;
    const made = this.#suggestions.get(answer) ?? suggestionsFor(this.sourcesOf(answer), this.#localize);
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
      contexts: turn.context.map((context, index) => ({ id: String(index), title: contextTitle(context) })),
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
