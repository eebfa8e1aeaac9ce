import type { ThreadId } from '../../research/thread/ids';
import { decodeArguments, openArguments, renameArguments, threadArguments } from '../arguments';
import { type Command, command } from '../commandTable';
import type { ThreadTabs } from '../chat/threadTabs';
import type { ActionOutcome } from '../../base/outcome';
import type { Tell } from '../outcome';
import { keyTarget } from './focusedRow';
import type { ThreadActions } from './threadActions';

export interface ThreadCommandsOptions {
  readonly threads: ThreadActions;
  readonly tabs: Pick<ThreadTabs, 'open'>;
  readonly tell: Tell;
}

/** What is done with a whole thread. */
export function threadCommands({ threads, tabs, tell }: ThreadCommandsOptions): readonly Command[] {
  /** A command on one thread; a key in the list acts on the row that has the focus and on nothing else. */
  const onThread = (
    name: string,
    act: (threadId: ThreadId | undefined, given: unknown) => Promise<ActionOutcome>,
  ): Command => ({
    name,
    run: async (given) => {
      const target = keyTarget(given);
      if (target.kind === 'other') return;
      const named = target.kind === 'thread' ? { threadId: target.threadId } : given;
      tell(await act(decodeArguments(name, threadArguments, named).threadId, named));
    },
  });
  return [
    command('openThread', openArguments, async ({ threadId, turnId }) => tell(await threads.open(threadId, turnId))),
    command('openInEditor', openArguments, async ({ threadId, turnId }) =>
      tell(await threads.openIn(tabs, threadId, turnId)),
    ),
    onThread('renameThread', (threadId, given) =>
      threads.rename(threadId, decodeArguments('renameThread', renameArguments, given).title),
    ),
    onThread('pinThread', (threadId) => threads.setPinned(threadId, true)),
    onThread('unpinThread', (threadId) => threads.setPinned(threadId, false)),
    onThread('deleteThread', (threadId) => threads.delete(threadId)),
  ];
}
