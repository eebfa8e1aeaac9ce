import { type Aim, goOn } from '../research/thread/draft';
import type { ThreadId, TurnId } from '../research/thread/ids';
import type { Thread } from '../research/thread/thread';
import { leafToShow, pathTo } from '../research/thread/tree';
import type { ChatSessionOptions } from './chatPorts';
import type { ChatSession } from './chatSession';
import type { NextQuestion } from './composer/nextQuestion';

/** Reads a thread that is to be shown. */
export async function readToShow(
  threadId: ThreadId,
  { threads, showing }: Pick<ChatSessionOptions, 'threads' | 'showing'>,
): Promise<Thread | null> {
  await showing?.begins(threadId);
  const thread = await threads.load(threadId);
  await showing?.isRead(threadId);
  return thread;
}

/** Makes the next question of a thread that is opened go on from where it is opened; the leaf there. */
export function openToGoOn(
  thread: Thread,
  turnId: TurnId | null,
  next: NextQuestion,
  shown: { readonly leafId: TurnId | null } | null,
): TurnId | null {
  if (shown && turnId !== null) next.aim = goOn;
  const leafId = leafToOpen(thread, turnId, next, shown);
  if (!isInSight(next.aim, thread, leafId)) next.aim = goOn;
  next.leafId = leafId;
  next.goOnAs(leafId === null ? undefined : thread.turns.get(leafId)?.attempt.request);
  return leafId;
}

/** The leaf at which a thread is opened: at a turn, or where a question is being written, or at its newest turn. */
function leafToOpen(
  thread: Thread,
  turnId: TurnId | null,
  next: NextQuestion,
  shown: { readonly leafId: TurnId | null } | null,
): TurnId | null {
  if (shown) return leafToShow(thread, turnId, shown.leafId);
  const written = next.isBlank && next.aim.kind === 'continue' ? null : next.leafId;
  return leafToShow(thread, turnId ?? written, written);
}

/** Whether the turn that is branched from or edited is among those that are shown. */
function isInSight(aim: Aim, thread: Thread, leafId: TurnId | null): boolean {
  return aim.kind === 'continue' || pathTo(thread, leafId).some(({ id }) => id === aim.turnId);
}

/** The thread that is shown is not there any more: what was written below it goes on in an empty chat. */
export function leaveLostThread(session: ChatSession): void {
  const { place } = session.composer();
  session.startNew();
  session.drafts.move(place, session.composer().place);
  session.refresh();
}
