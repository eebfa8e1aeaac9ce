import { DisposableStore, type Disposable } from '../../base/disposable';
import { lazy } from '../../base/lazy';
import type { ThreadId, TurnId } from '../../research/thread/ids';
import { searchArguments } from '../arguments';
import { type Command, command } from '../commandTable';
import type { ActionOutcome } from '../../base/outcome';
import type { Tell } from '../outcome';
import type { SearchOptions, SearchThreads } from './searchThreads';

export interface SearchCommandOptions extends SearchOptions {
  /** Shows a thread in the chat, at a turn where one is named. */
  readonly open: (threadId: ThreadId, turnId: TurnId | undefined) => Promise<ActionOutcome>;
  readonly tell: Tell;
}

/** What finds threads and turns by their words. */
export interface Searching extends Disposable {
  readonly commands: readonly Command[];
}

/**
 * Makes the command that searches all threads; it returns what was chosen and shown, undefined for nothing. How threads
 * are searched is loaded when it is first used.
 */
export function createSearch(options: SearchCommandOptions): Searching {
  const store = new DisposableStore();
  const search = lazy(async (): Promise<SearchThreads> => {
    const { SearchThreads: Search } = await import('./searchThreads');
    return store.add(new Search(options));
  });
  store.add(
    options.threads.onDidChange(({ threadId, thread }) => {
      if (thread && thread.deletedAt !== null) void search().then((loaded) => loaded.forget(threadId));
    }),
  );
  return {
    commands: [
      command('search', searchArguments, async ({ query }) => {
        const chosen = await (await search()).ask(query);
        if (chosen) options.tell(await options.open(chosen.threadId, chosen.turnId ?? undefined));
        return chosen;
      }),
    ],
    dispose: () => store.dispose(),
  };
}
