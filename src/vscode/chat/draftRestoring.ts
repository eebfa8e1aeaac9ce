import type { Clock } from '../../base/clock';
import type { DraftFiles, LeftDrafts } from '../../journal/windows/draftFiles';
import type { Drafts } from '../../chat/composer/drafts';
import type { ThreadId } from '../../research/thread/ids';

export interface DraftRestoringOptions {
  readonly drafts: Pick<Drafts, 'restore'>;
  readonly files: Pick<DraftFiles, 'others' | 'take' | 'forget'>;
  readonly clock: Clock;
  /** Resolves with whether all that is written now is safe. */
  readonly saved: () => Promise<boolean>;
}

/** What the chat showed when the window that ended last ended. */
export interface LastShown {
  readonly threadId: ThreadId | null;
  /** Whether a question was being written in an empty chat. */
  readonly wroteFirst: boolean;
}

/** When windows are looked at again that lived at the start: an own earlier life may take a moment to end. */
const laterLooks = [500, 2_000, 10_000];

/**
 * Takes over what dead windows left, and soon after that what is left by those that still lived then, such as the one that
 * was reloaded. Windows that begin later keep what they write to themselves.
 */
export async function restoreDrafts(options: DraftRestoringOptions): Promise<LastShown | null> {
  const { files, clock } = options;
  const living = new Set(await files.others());
  const left = await takeOver(living, options);
  for (const wait of laterLooks) clock.after(wait, () => void takeOver(living, options));
  const [last] = left.toSorted((one, other) => other.writtenAt - one.writtenAt);
  if (!last) return null;
  const wroteFirst = last.drafts.some(({ place }) => place.threadId === null);
  return { threadId: last.shown, wroteFirst };
}

async function takeOver(
  living: Set<string>,
  { drafts, files, saved }: DraftRestoringOptions,
): Promise<readonly LeftDrafts[]> {
  const taken = (await Promise.all([...living].map(async (id) => ({ id, left: await files.take(id) })))).flatMap(
    ({ id, left }) => {
      if (left) living.delete(id);
      return left ? [left] : [];
    },
  );
  for (const draft of taken.flatMap((left) => left.drafts)) drafts.restore(draft);
  if (taken.length > 0 && (await saved())) await Promise.all(taken.map((left) => files.forget(left)));
  return taken;
}
