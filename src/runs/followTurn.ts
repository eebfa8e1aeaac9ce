import type { Clock } from '../base/clock';
import type { ThreadEvent } from '../research/events';
import type { Failure } from '../research/failure';
import type { TurnId } from '../research/ids';
import type { Attempt } from '../research/turn';
import type { AcceptedRun } from '../research/turn';
import { ProgressRecorder } from './progressRecorder';
import type { ResearchApi } from './researchApi';
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
  /** Records one event; never rejects. */
  readonly record: (event: ThreadEvent) => Promise<void>;
}

/** Watches the run of an attempt and records what it tells; resolves with whether the turn has its end now. */
export async function followTurn(options: FollowOptions): Promise<boolean> {
  const { turnId, attempt, run, api, clock, random, signal, onConnection, record } = options;
  const about = { turnId, attemptId: attempt.id };
  const recorder = new ProgressRecorder(attempt, (news) => record({ kind: 'progressed', ...about, ...news }));
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
      await record({ kind: 'answered', ...about, run: end.run, answer: end.answer });
      return true;
    case 'failed':
      await record({ kind: 'failed', ...about, failure: end.failure });
      return true;
  }
}
