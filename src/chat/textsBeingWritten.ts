import type { TurnId } from '../research/thread/ids';
import type { Thread } from '../research/thread/thread';
import type { ActivitySource } from './chatPorts';
import type { ChatView, TurnView } from '../protocol/viewState';

/** One object, so that nothing seems to have changed. */
const noTexts: ChatView['writing'] = {};

/** What has arrived of the answers in sight that are being written: in this window, or as another one recorded it. */
export function textsBeingWritten(
  turns: readonly TurnView[],
  thread: Thread | null,
  activity: Pick<ActivitySource, 'text'>,
): ChatView['writing'] {
  const texts = turns.flatMap(({ id, condition }): [string, string][] => {
    if (condition.state !== 'writing') return [];
    const turnId = id as TurnId;
    const recorded = thread?.turns.get(turnId)?.attempt.condition;
    return [[id, activity.text(turnId) ?? (recorded?.state === 'writing' ? recorded.text : '')]];
  });
  return texts.length === 0 ? noTexts : Object.fromEntries(texts);
}
