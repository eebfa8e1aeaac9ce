import type { Answer } from '../../../src/research/answer';
import type { ThreadEvent } from '../../../src/research/events';
import type { AttemptId, InteractionId, RunId, ThreadId, TurnId } from '../../../src/research/ids';
import { reduceThread } from '../../../src/research/reduce';
import type { Thread } from '../../../src/research/thread';

/** The id of the turn that is named so in a test. */
export const turn = (name: string): TurnId => `turn-${name}` as TurnId;
const attempt = (name: string): AttemptId => `attempt-${name}` as AttemptId;

export const norway: Answer = {
  type: 'text',
  text: 'Norway won 18 [1].',
  basis: [
    {
      field: 'output',
      reasoning: 'The table says so.',
      confidence: 'high',
      citations: [{ url: 'https://example.org/medals', title: 'Medals', excerpts: ['Norway 18'] }],
    },
  ],
};

/** What happens when a question is asked. */
export function asked(name: string, parent: string | null = null): ThreadEvent {
  return {
    kind: 'asked',
    turnId: turn(name),
    parentId: parent === null ? null : turn(parent),
    question: `Question ${name}?`,
    context: [],
    attemptId: attempt(name),
    request: { kind: 'research', processor: 'core-fast' },
  };
}

/** What happens when a question is sent and its run is accepted. */
export function sent(name: string): ThreadEvent[] {
  const about = { turnId: turn(name), attemptId: attempt(name) };
  const run = { runId: `trun_${name}` as RunId, interactionId: `interaction_${name}` as InteractionId };
  return [
    { kind: 'sending', ...about, previousInteractionId: null },
    { kind: 'accepted', ...about, run },
  ];
}

/** What happens when a question is asked, sent and answered. */
export function answered(name: string, parent: string | null = null, answer: Answer = norway): ThreadEvent[] {
  const run = { runId: `trun_${name}` as RunId, interactionId: `interaction_${name}` as InteractionId };
  return [
    asked(name, parent),
    ...sent(name),
    { kind: 'answered', turnId: turn(name), attemptId: attempt(name), run, answer },
  ];
}

/** What happens when a run is added by its id. */
export function adopted(name: string, earlierMissing = false): ThreadEvent {
  return {
    kind: 'adopted',
    turnId: turn(name),
    attemptId: attempt(name),
    parentId: null,
    question: `Question ${name}?`,
    request: { kind: 'research', processor: 'pro' },
    previousInteractionId: null,
    run: { runId: `trun_${name}` as RunId, interactionId: `interaction_${name}` as InteractionId },
    startedAt: 0,
    endedAt: null,
    earlierMissing,
  };
}

type Without<Event> = Event extends unknown ? Omit<Event, 'turnId' | 'attemptId'> : never;
type News = Without<Extract<ThreadEvent, { kind: 'progressed' | 'failed' | 'detached' | 'unconfirmed' }>>;

/** News of an attempt that is under way. */
export function news(name: string, event: News): ThreadEvent {
  return { ...event, turnId: turn(name), attemptId: attempt(name) };
}

/** The thread that events make, a second apart. */
export function threadOf(...events: readonly ThreadEvent[]): Thread {
  const stamped = events.map((event, index) => ({
    event,
    stamp: { writer: 'w', sequence: index + 1, clock: index + 1, at: 1_000_000 + index * 1000 },
  }));
  const thread = reduceThread('thread' as ThreadId, stamped);
  if (!thread) throw new Error('A thread has at least one event.');
  return thread;
}
