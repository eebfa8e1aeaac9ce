import type { Localize } from '../base/localize';
import { confidenceLevel, type Answer } from '../research/answer';
import { contextTitle, type AttachedContext } from '../research/context';
import { formatDuration } from '../research/duration';
import type { Failure, FailureReason } from '../research/failure';
import type { TurnId } from '../research/ids';
import { siteOf } from '../research/links';
import { findProcessor, formatPrice, formatUsualTime, processors } from '../research/processor';
import { readSources, type Source, type SourcedAnswer } from '../research/sources';
import { titleOf, type Thread } from '../research/thread';
import { contextToInherit, newestLeaf, pathTo, siblingsOf, turnsByParent } from '../research/tree';
import type { Condition, Turn } from '../research/turn';
import { problemOf, problemOfDetached, problemOfUnconfirmed } from './problems';
import type {
  AnsweredView,
  ChatView,
  ComposerView,
  ConditionView,
  ConfidenceView,
  RunningView,
  SiblingsView,
  SourceView,
  TurnView,
  WaitingView,
} from './viewState';

/** How watching a turn goes in this window. */
export interface TurnActivity {
  /** Whether this window sends it, watches it, or will send it when its parent is answered. */
  readonly underWay: boolean;
  /** What keeps news of the run from coming in; null while it does. */
  readonly problem: Failure | null;
}

/** A part of a document attached to the next question. */
export interface PendingContext {
  readonly id: string;
  readonly context: AttachedContext;
}

/** Everything that the chat is made from. */
export interface ChatSituation {
  readonly thread: Thread | null;
  /** The last turn that is shown. */
  readonly leafId: TurnId | null;
  /** The turn that the person chose to branch from; null to continue the leaf. */
  readonly branchFromId: TurnId | null;
  readonly contexts: readonly PendingContext[];
  readonly processor: string;
  readonly key: ComposerView['key'];
  readonly service: ComposerView['service'];
  readonly activity: (turnId: TurnId) => TurnActivity;
}

/**
 * Makes the chat's view of a thread: the only place that does. Keeps the view of a turn for as long as nothing about it
 * changes, so that a long thread costs no more than what is new in it.
 */
export class ChatViewMaker {
  readonly #localize: Localize;
  readonly #turnViews = new WeakMap<Turn, { readonly around: string; readonly view: TurnView }>();
  readonly #answers = new WeakMap<Answer, SourcedAnswer>();

  constructor(localize: Localize) {
    this.#localize = localize;
  }

  make(situation: ChatSituation): ChatView {
    const { thread, leafId } = situation;
    const composer = this.#composer(situation);
    if (!thread) return { thread: null, turns: [], composer };
    const byParent = turnsByParent(thread);
    const turns = pathTo(thread, leafId).map((turn) => {
      const siblings = siblingsView(thread, turn, siblingsOf(thread, turn, byParent));
      return this.#turnView(turn, thread, siblings, situation.activity(turn.id));
    });
    return { thread: { id: thread.id, title: titleOf(thread) }, turns, composer };
  }

  /** An answer with its sources, read once. */
  sourcesOf(answer: Answer): SourcedAnswer {
    const known = this.#answers.get(answer);
    if (known) return known;
    const read = readSources(answer);
    this.#answers.set(answer, read);
    return read;
  }

  #turnView(turn: Turn, thread: Thread, siblings: SiblingsView | null, activity: TurnActivity): TurnView {
    const around = JSON.stringify([activity, siblings, waitingOf(turn, thread, activity)]);
    const known = this.#turnViews.get(turn);
    if (known?.around === around) return known.view;
    const processor = findProcessor(turn.attempt.request.processor);
    const view: TurnView = {
      id: turn.id,
      question: turn.question,
      contexts: turn.context.map((context, index) => ({ id: String(index), title: contextTitle(context) })),
      processor: turn.attempt.request.processor,
      price: processor ? formatPrice(processor.mills) : null,
      siblings,
      note: adoptionNote(turn, this.#localize),
      trace: turn.attempt.trace.map(({ kind, message }) => ({ kind, message })),
      condition: this.#condition(turn, thread, activity),
    };
    this.#turnViews.set(turn, { around, view });
    return view;
  }

  #condition(turn: Turn, thread: Thread, activity: TurnActivity): ConditionView {
    const localize = this.#localize;
    const { condition } = turn.attempt;
    switch (condition.state) {
      case 'asked':
        return waitingView(waitingOf(turn, thread, activity) ?? 'ready', localize);
      case 'sending':
        return { state: 'sending' };
      case 'unconfirmed':
        return { state: 'unconfirmed', problem: problemOfUnconfirmed(condition.detail, localize) };
      case 'accepted':
      case 'running':
        return runningView(turn, activity, localize);
      case 'detached':
        return { state: 'detached', problem: problemOfDetached(condition.failure, localize) };
      case 'failed':
        return { state: 'failed', problem: problemOf(condition.failure, localize) };
      case 'answered':
        return this.#answered(turn, condition);
    }
  }

  #answered(turn: Turn, { answer, answeredAt }: Extract<Condition, { state: 'answered' }>): AnsweredView {
    const { body, sources, reasoning, confidence } = this.sourcesOf(answer);
    const words = confidence.map((entry) => entry.confidence);
    return {
      state: 'answered',
      body,
      sources: sources.map(sourceView),
      confidence: leastConfidence(words),
      confidenceSummary: words.length > 1 ? summary(words) : null,
      reasoning,
      duration: formatDuration(answeredAt - (turn.attempt.sentAt ?? turn.attempt.askedAt), this.#localize),
    };
  }

  #composer(situation: ChatSituation): ComposerView {
    const { thread, leafId, branchFromId, contexts, processor, key, service } = situation;
    const parentTurnId = branchFromId ?? leafId;
    const branch = branchFromId === null ? undefined : thread?.turns.get(branchFromId);
    return {
      key,
      parentTurnId,
      branchFrom: branch ? (branch.question ?? '') : null,
      waits: thread && whatNextWaitsFor(thread, parentTurnId, situation.activity),
      contexts: contexts.map(({ id, context }) => ({ id, title: contextTitle(context) })),
      processor,
      processors: processors.map(({ name, mills, usualSeconds }) => ({
        name,
        price: formatPrice(mills),
        usualTime: formatUsualTime(usualSeconds),
      })),
      service,
    };
  }
}

function siblingsView(thread: Thread, turn: Turn, siblings: readonly Turn[]): SiblingsView | null {
  if (siblings.length < 2) return null;
  const index = siblings.indexOf(turn);
  const leafOf = (sibling: Turn | undefined): string | null => (sibling ? newestLeaf(thread, sibling.id) : null);
  return {
    position: index + 1,
    count: siblings.length,
    previousTurnId: leafOf(siblings[index - 1]),
    nextTurnId: leafOf(siblings[index + 1]),
  };
}

/** What a recorded question waits for: `willBeSent` is done by this window, everything else by the person. */
type Waiting = 'willBeSent' | 'needsParent' | 'needsAnotherParent' | 'ready';

/** Null for a question that was sent. */
function waitingOf(turn: Turn, thread: Thread, { underWay }: TurnActivity): Waiting | null {
  if (turn.attempt.condition.state !== 'asked') return null;
  if (contextToInherit(thread, turn.parentId).kind === 'pending') return underWay ? 'willBeSent' : 'needsParent';
  return underWay ? 'needsAnotherParent' : 'ready';
}

function waitingView(waiting: Waiting, localize: Localize): WaitingView {
  const texts: Record<Waiting, string> = {
    willBeSent: localize('Will be sent when the answer above has arrived.'),
    needsParent: localize('This question was not sent yet. It can be sent when the answer above has arrived.'),
    needsAnotherParent: localize(
      'The question above has no answer. Retry it, or send this question without its context.',
    ),
    ready: localize('This question was not sent yet.'),
  };
  return {
    state: 'waiting',
    text: texts[waiting],
    canSend: waiting === 'needsAnotherParent' || waiting === 'ready',
  };
}

/** What a question below a turn has to wait for. */
function whatNextWaitsFor(
  thread: Thread,
  parentId: TurnId | null,
  activity: ChatSituation['activity'],
): ComposerView['waits'] {
  const context = contextToInherit(thread, parentId);
  const parent = context.kind === 'pending' ? thread.turns.get(context.turnId) : undefined;
  if (!parent) return null;
  const { state } = parent.attempt.condition;
  const waiting = waitingOf(parent, thread, activity(parent.id));
  const needsPerson = waiting === null ? state === 'unconfirmed' || state === 'detached' : waiting !== 'willBeSent';
  return needsPerson ? 'forPerson' : 'forAnswer';
}

function runningView(turn: Turn, { problem }: TurnActivity, localize: Localize): RunningView {
  const { attempt } = turn;
  return {
    state: 'running',
    status: problem ? interruptedStatus(problem, localize) : runningStatus(turn, localize),
    since: attempt.sentAt ?? attempt.askedAt,
    meter: attempt.progress?.meter ?? null,
    readSample: attempt.progress?.readSample ?? [],
  };
}

const noConnection: readonly FailureReason[] = ['unreachable', 'proxyRefused', 'certificateRefused'];

/** A run goes on at Parallel whatever becomes of the connection. */
function interruptedStatus({ reason }: Failure, localize: Localize): string {
  return noConnection.includes(reason)
    ? localize('No connection. The run goes on, and its answer will be fetched.')
    : localize('The server has a problem. The run goes on; trying again…');
}

function adoptionNote({ adoption }: Turn, localize: Localize): string | null {
  if (!adoption) return null;
  return adoption.earlierMissing
    ? localize(
        'Added by its run id. It continues earlier questions that could not be read; follow-ups build on them too.',
      )
    : localize('Added by its run id.');
}

function runningStatus({ attempt }: Turn, localize: Localize): string {
  const { progress, trace, condition } = attempt;
  const read = progress?.sourcesRead ?? 0;
  const considered = progress?.sourcesConsidered ?? 0;
  if (read > 0 && considered > 0) return localize('Read {0} of {1} pages', read, considered);
  if (considered > 0) return localize('Found {0} pages', considered);
  if (trace.some(({ kind }) => kind === 'search')) return localize('Searching…');
  if (trace.some(({ kind }) => kind === 'plan')) return localize('Planning…');
  return condition.state === 'running' ? localize('Researching…') : localize('Queued');
}

function sourceView(source: Source): SourceView {
  const { site, deceptive } = siteOf(source.url);
  const words = source.support.flatMap(({ confidence }) => (confidence === null ? [] : [confidence]));
  return {
    number: source.number,
    url: source.url,
    title: source.title ?? site,
    site,
    deceptive,
    excerpts: source.excerpts,
    reasoning: source.support.map(({ reasoning }) => reasoning).filter((reasoning) => reasoning !== ''),
    confidence: leastConfidence(words),
    standing: source.standing,
    inBasis: source.inBasis,
  };
}

const order = ['low', 'medium', 'high'] as const;

/** The least of several confidences, in the API's own word; words that it does not document count only when alone. */
function leastConfidence(words: readonly string[]): ConfidenceView | null {
  for (const level of order) {
    const word = words.find((candidate) => confidenceLevel(candidate) === level);
    if (word !== undefined) return { level, word };
  }
  return words[0] === undefined ? null : { level: null, word: words[0] };
}

function summary(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word.toLowerCase(), (counts.get(word.toLowerCase()) ?? 0) + 1);
  return [...counts].map(([word, count]) => `${count} ${word}`).join(' · ');
}
