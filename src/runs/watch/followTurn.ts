import type { Clock } from '../../base/clock';
import type { ThreadEvent } from '../../research/thread/events';
import { failure, type Failure } from '../../research/thread/failure';
import type { TurnId } from '../../research/thread/ids';
import type { AcceptedRun, Attempt } from '../../research/thread/turn';
import { ProgressRecorder } from './progressRecorder';
import type { Recorded } from './recorder';
import type { ResearchApi } from '../ports/researchApi';
import { watchRun, type Connection } from './watchRun';

export interface FollowOptions {
  readonly turnId: TurnId;
  readonly attempt: Attempt;
  readonly run: AcceptedRun;
  readonly api: ResearchApi;
  readonly clock: Clock;
  readonly random: () => number;
  readonly signal: AbortSignal;
  readonly onConnection: (connection: Connection, problem: Failure | null) => void;
  /** Records one event, however long it takes; never rejects. */
  readonly record: (event: ThreadEvent) => Promise<Recorded>;
}

/** Watches the run of an attempt and records what it tells; resolves with whether the turn has its end now. */
export async function followTurn(options: FollowOptions): Promise<boolean> {
  const { turnId, attempt, run, api, clock, random, signal, onConnection, record } = options;
  const about = { turnId, attemptId: attempt.id };
  const recorder = new ProgressRecorder(attempt, async (news) => {
    await record({ kind: 'progressed', ...about, ...news });
  });
  const recordEnd = async (event: ThreadEvent): Promise<boolean> => {
    const recorded = await record(event);
    // What the API told cannot be kept as it is. Watching again would tell the same.
    if (recorded === 'refused') await record({ kind: 'detached', ...about, failure: failure('unreadableResponse') });
    return recorded === 'kept';
  };
  const end = await watchRun({
    api,
    clock,
    random,
    runId: run.runId,
    signal,
    onEvent: (event) => recorder.take(event),
    onConnection,
  });
  await recorder.settled();
  switch (end.kind) {
    case 'stopped':
      return false;
    case 'refused':
      await record({ kind: 'detached', ...about, failure: end.failure });
      return false;
    case 'answered':
      return recordEnd({ kind: 'answered', ...about, run: end.run, answer: end.answer });
    case 'failed':
      return recordEnd({ kind: 'failed', ...about, failure: end.failure });
  }
}
