import type { ChatSessionOptions, ThreadSource } from '../../chat/chatPorts';
import { ChatSession } from '../../chat/chatSession';
import type { TurnActivity } from '../../chat/turnActivity';
import type { TurnId } from '../../research/thread/ids';
import { roomBeside } from '../../runs/send/input';
import type { ResearchRuns } from '../../runs/researchRuns';
import { serviceView, type ServiceInUse } from '../service/service';
import type { Spending } from '../spending/spending';

/** What a session takes of what keeps threads and carries out turns. */
export interface SessionCore {
  readonly journal: ThreadSource;
  readonly runs: ResearchRuns;
  readonly service: { readonly current: ServiceInUse };
  readonly spending: Pick<Spending, 'inSight'>;
}

/** Makes the session of a chat, which hears of threads, of turns under way, and of what was spent. */
export function createSession(
  { journal, runs, service, spending }: SessionCore,
  options: Pick<ChatSessionOptions, 'views' | 'showing' | 'drafts' | 'insertTarget'>,
): ChatSession {
  return new ChatSession(
    {
      threads: journal,
      activity: {
        onDidChangeStatus: runs.onDidChangeStatus,
        activity: (turnId) => activityOf(turnId, runs),
        onDidWrite: runs.onDidWrite,
        text: (turnId) => runs.text(turnId),
      },
      spending: spending.inSight,
      roomBeside,
      ...options,
    },
    serviceView(service.current),
  );
}

function activityOf(turnId: TurnId, runs: ResearchRuns): TurnActivity {
  const sendsAt = runs.patientSending.sendsAt(turnId);
  return {
    underWay: runs.isUnderWay(turnId),
    problem: runs.status(turnId)?.problem ?? null,
    ...(sendsAt !== undefined && { sendsAt }),
  };
}
