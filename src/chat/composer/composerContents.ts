import type { AttachedContext } from '../../research/thread/context';
import type { DraftPlace } from '../../research/thread/draft';
import type { ThreadId, TurnId } from '../../research/thread/ids';
import type { SourceScope } from '../../research/scope/sourceScope';
import type { Thread } from '../../research/thread/thread';
import type { TurnRequest } from '../../research/thread/turn';
import { parentOf } from '../chatSituation';
import type { WrittenPlace } from './drafts';

/** What the composer holds when a question is sent. */
export interface ComposerContents {
  /** The name of the place where it is written. */
  readonly place: string;
  readonly threadId: ThreadId | null;
  readonly parentId: TurnId | null;
  /** The turn whose question is edited; null for a new question. */
  readonly editedId: TurnId | null;
  readonly request: TurnRequest;
  /** Where research would look, which a quick answer takes no limits for. */
  readonly scope: SourceScope | null;
  /** Whether the settings chose the engine of the request, not the person. */
  readonly usesDefaultEngine: boolean;
  readonly contexts: readonly AttachedContext[];
  /** By which the page knows these. */
  readonly contextIds: readonly string[];
}

/** What the question in a place would be sent with. */
export function contentsOf(
  { key, next }: WrittenPlace,
  { threadId, editedId }: DraftPlace,
  { thread, leafId }: { readonly thread: Thread | null; readonly leafId: TurnId | null },
): ComposerContents {
  const aim = editedId === null ? next.aim : ({ kind: 'edit', turnId: editedId } as const);
  return {
    place: key,
    threadId,
    parentId: parentOf({ thread, leafId, aim }),
    editedId,
    request: next.request,
    scope: next.scope,
    usesDefaultEngine: next.usesDefaultEngine,
    contexts: next.contexts.map(({ context }) => context),
    contextIds: next.contexts.map(({ id }) => id),
  };
}
