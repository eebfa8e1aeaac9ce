import type { Answer } from '../../../src/research/answer/answer';
import type { ThreadEvent } from '../../../src/research/thread/events';
import type { AttemptId, InteractionId, RunId, ThreadId, TurnId } from '../../../src/research/thread/ids';
import { reduceThread } from '../../../src/research/thread/reduce';
import type { Thread } from '../../../src/research/thread/thread';
import { newestLeaf } from '../../../src/research/thread/tree';
import type { CarriedTurn, TurnRequest } from '../../../src/research/thread/turn';
import type { ChatSituation } from '../../../src/chat/chatSituation';
import type { SettledView } from '../../../src/chat/views/makeView';
import type { ChatView } from '../../../src/protocol/viewState';

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
export function asked(name: string, parent: string | null = null, request: TurnRequest = research): ThreadEvent {
  return {
    kind: 'asked',
    turnId: turn(name),
    parentId: parent === null ? null : turn(parent),
    question: `Question ${name}?`,
    context: [],
    attemptId: attempt(name),
    request,
  };
}

const research: TurnRequest = { kind: 'research', processor: 'core-fast' };
export const quick: TurnRequest = { kind: 'quick', model: 'lite' };

/** What happens when a question is sent with the context of another, or with the texts of earlier ones. */
export function sentWith(name: string, source: string | null, carried: readonly CarriedTurn[] = []): ThreadEvent {
  const previousInteractionId = source === null ? null : (`interaction_${source}` as InteractionId);
  return { kind: 'sending', turnId: turn(name), attemptId: attempt(name), previousInteractionId, carried };
}

/** What happens when a quick answer arrives as far as `text`. */
export function writing(name: string, parent: string | null, text: string): ThreadEvent[] {
  const sending = sentWith(name, null);
  return [asked(name, parent, quick), sending, news(name, { kind: 'wrote', offset: 0, text })];
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
type NewsKind = 'progressed' | 'failed' | 'detached' | 'unconfirmed' | 'wrote' | 'completed' | 'lost';
type News = Without<Extract<ThreadEvent, { kind: NewsKind }>>;

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

/** Everything that the chat is made from, at the newest turn of a thread. */
export function situation(thread: Thread | null, more: Partial<ChatSituation> = {}): ChatSituation {
  return {
    thread,
    leafId: thread && newestLeaf(thread, null),
    aim: { kind: 'continue' },
    contexts: [],
    engine: { kind: 'research', name: 'core-fast' },
    scope: null,
    room: 15_000,
    spent: null,
    key: 'stored',
    place: 'place',
    sending: null,
    service: { host: 'api.parallel.ai', kind: 'official' },
    activity: () => ({ underWay: true, problem: null }),
    ...more,
  };
}

/** A view in which of each answer that is being written has arrived what its thread says. */
export function withWriting(view: SettledView, thread: Thread): ChatView {
  const texts = view.turns.flatMap(({ id, condition }) => {
    const recorded = thread.turns.get(id as TurnId)?.attempt.condition;
    return condition.state === 'writing' && recorded?.state === 'writing' ? [[id, recorded.text]] : [];
  });
  return { ...view, writing: Object.fromEntries(texts) as ChatView['writing'] };
}
