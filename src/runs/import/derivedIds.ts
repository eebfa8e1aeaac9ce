import type { AttemptId, RunId, ThreadId, TurnId } from '../../research/thread/ids';

/** The ids of what a run becomes in a thread: always the same for one run, so that it becomes the same in every window. */
export interface DerivedIds {
  readonly threadId: ThreadId;
  readonly turnId: TurnId;
  readonly attemptId: AttemptId;
}

/** Makes ids out of a run's. */
export async function deriveIds(runId: RunId): Promise<DerivedIds> {
  const [threadId, turnId, attemptId] = await Promise.all([
    derive('thread', runId),
    derive('turn', runId),
    derive('attempt', runId),
  ]);
  return { threadId: threadId as ThreadId, turnId: turnId as TurnId, attemptId: attemptId as AttemptId };
}

/** 26 hexadecimal digits, which are digits of our ids too. */
async function derive(what: string, runId: RunId): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${what} of run ${runId}`));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .slice(0, 26);
}
