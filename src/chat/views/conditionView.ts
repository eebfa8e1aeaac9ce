import type { Localize } from '../../base/localize';
import { unreachable } from '../../base/result';
import { formatDuration } from '../../research/engine/duration';
import type { Failure, FailureReason } from '../../research/thread/failure';
import { limitEnd } from '../../research/thread/rateLimit';
import type { SourcedAnswer } from '../../research/answer/sources';
import type { Thread } from '../../research/thread/thread';
import { contextToInherit } from '../../research/thread/tree';
import { type AnsweredCondition, isUnsent, type Turn } from '../../research/thread/turn';
import { problemOf, problemOfDetached, problemOfLost, problemOfUnconfirmed } from './problems';
import { leastConfidence, sourceView } from './sourceView';
import type { TurnActivity } from '../turnActivity';
import type { AnsweredView, ConditionView, FailedView, RunningView, WaitingView } from '../../protocol/viewState';

/** What has come of a turn, for the chat. `sourcesOf` reads an answer once; `suggestions` may follow one. */
export function conditionView(
  turn: Turn,
  thread: Thread,
  activity: TurnActivity,
  sourcesOf: (condition: AnsweredCondition) => SourcedAnswer,
  suggestions: readonly string[],
  localize: Localize,
): ConditionView {
  const { condition } = turn.attempt;
  switch (condition.state) {
    case 'asked':
      return waitingView(waitingOf(turn, thread, activity) ?? 'ready', isUnsent(turn), localize);
    case 'sending':
      return { state: 'sending' };
    case 'unconfirmed':
      return { state: 'unconfirmed', problem: problemOfUnconfirmed(condition, localize) };
    case 'accepted':
    case 'running':
      return runningView(turn, activity, localize);
    case 'writing':
      return { state: 'writing', since: turn.attempt.sentAt ?? turn.attempt.askedAt };
    case 'lost':
      return { state: 'lost', text: condition.text, problem: problemOfLost(condition, localize) };
    case 'detached':
      return { state: 'detached', problem: problemOfDetached(condition.failure, localize) };
    case 'failed':
      return failedView(turn, condition.failure, activity, localize);
    case 'answered':
      return { ...answeredView(turn, condition, sourcesOf(condition), localize), suggestions };
    default:
      return unreachable(condition);
  }
}

function failedView(turn: Turn, failure: Failure, { sendsAt }: TurnActivity, localize: Localize): FailedView {
  const problem = problemOf(failure, localize);
  const until = sendsAt ?? limitEnd(turn);
  if (until === null) return { state: 'failed', problem };
  const sendsItself = sendsAt !== undefined;
  const actions = sendsItself ? (['dontSend'] as const) : problem.actions;
  return { state: 'failed', problem: { ...problem, actions }, limit: { until, sendsItself } };
}

function answeredView(
  { attempt }: Turn,
  { answeredAt }: AnsweredCondition,
  { blocks, sources, reasoning, confidence }: SourcedAnswer,
  localize: Localize,
): Omit<AnsweredView, 'suggestions'> {
  const words = confidence.map((entry) => entry.confidence);
  return {
    state: 'answered',
    blocks,
    sources: sources.map(sourceView),
    confidence: leastConfidence(words),
    confidenceSummary: words.length > 1 ? summary(words) : null,
    reasoning,
    duration: formatDuration(answeredAt - (attempt.sentAt ?? attempt.askedAt), localize),
  };
}

function summary(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word.toLowerCase(), (counts.get(word.toLowerCase()) ?? 0) + 1);
  return [...counts].map(([word, count]) => `${count} ${word}`).join(' · ');
}

/** What a recorded question waits for: `willBeSent` is done by this window, everything else by the person. */
export type Waiting = 'willBeSent' | 'isEdited' | 'needsParent' | 'needsAnotherParent' | 'ready';

/** Null for a question that was sent. */
export function waitingOf(turn: Turn, thread: Thread, { underWay }: TurnActivity): Waiting | null {
  if (turn.attempt.condition.state !== 'asked') return null;
  if (contextToInherit(thread, turn.parentId).kind === 'pending') return underWay ? 'willBeSent' : 'needsParent';
  if (!underWay) return 'ready';
  const parent = turn.parentId === null ? undefined : thread.turns.get(turn.parentId);
  // Nothing but the person's wording keeps it then.
  return parent?.attempt.condition.state === 'answered' ? 'isEdited' : 'needsAnotherParent';
}

function waitingView(waiting: Waiting, canChange: boolean, localize: Localize): WaitingView {
  const texts: Record<Waiting, string> = {
    willBeSent: localize('Will be sent when the answer above arrives.'),
    isEdited: localize('Will be sent when it has been edited.'),
    needsParent: localize('This question wasn’t sent. It can be sent when the answer above arrives.'),
    needsAnotherParent: localize(
      'The question above has no answer. Retry it, or send this question without its context.',
    ),
    ready: localize('This question was not sent yet.'),
  };
  return {
    state: 'waiting',
    text: texts[waiting],
    canSend: waiting === 'needsAnotherParent' || waiting === 'ready',
    canChange,
  };
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
  if (reason === 'addressUnusable')
    return localize('No usable server address. The run goes on, and its answer will be fetched once that’s fixed.');
  return noConnection.includes(reason)
    ? localize('No connection. The run goes on, and its answer will be fetched.')
    : localize('The server has a problem. The run goes on; trying again…');
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
