import * as v from 'valibot';
import type { Host } from '../host';

/** Where somebody was reading: so many pixels below the top of a turn. */
export interface ReadingPlace {
  readonly turnId: string;
  readonly offset: number;
}

const place = v.object({ turnId: v.string(), offset: v.number() });
const keptState = v.object({
  version: v.literal(1),
  drafts: v.array(v.tuple([v.string(), v.string()])),
  places: v.array(v.tuple([v.string(), place])),
  expanded: v.array(v.string()),
});

/** How many threads' drafts and places, and how many opened parts, are remembered: the ones used last. */
const mostThreads = 50;
const mostExpanded = 500;

/** What the webview itself remembers across reloads: drafts and reading places by thread, and what was opened. */
export class KeptState {
  readonly #host: Host;
  readonly #drafts: Map<string, string>;
  readonly #places: Map<string, ReadingPlace>;
  readonly #expanded: Set<string>;
  #threadId: string | undefined;

  /** Starts from what the host kept; anything that is not of this version's shape is forgotten. */
  constructor(host: Host) {
    this.#host = host;
    const kept = v.safeParse(keptState, host.kept());
    this.#drafts = new Map(kept.success ? kept.output.drafts : []);
    this.#places = new Map(kept.success ? kept.output.places : []);
    this.#expanded = new Set(kept.success ? kept.output.expanded : []);
  }

  /** Which thread is shown: what the host makes a tab of again that was open when the window was loaded anew. */
  showThread(threadId: string): void {
    this.#threadId = threadId;
    this.#save();
  }

  /** What was written in a place; `place` is the name that it has in every window. */
  draft(place: string): string {
    return this.#drafts.get(place) ?? '';
  }

  setDraft(place: string, draft: string): void {
    this.#drafts.delete(place);
    if (draft !== '') this.#drafts.set(place, draft);
    dropOldest(this.#drafts, mostThreads);
    this.#save();
  }

  /** Null when the thread was left at its end. */
  place(threadKey: string): ReadingPlace | null {
    return this.#places.get(threadKey) ?? null;
  }

  setPlace(threadKey: string, reading: ReadingPlace | null): void {
    this.#places.delete(threadKey);
    if (reading) this.#places.set(threadKey, reading);
    dropOldest(this.#places, mostThreads);
    this.#save();
  }

  /** Whether a part of the chat that can be opened is open. Parts are named by whoever draws them. */
  isExpanded(part: string): boolean {
    return this.#expanded.has(part);
  }

  setExpanded(part: string, expanded: boolean): void {
    this.#expanded.delete(part);
    if (expanded) this.#expanded.add(part);
    dropOldest(this.#expanded, mostExpanded);
    this.#save();
  }

  #save(): void {
    this.#host.keep({
      version: 1,
      drafts: [...this.#drafts],
      places: [...this.#places],
      expanded: [...this.#expanded],
      threadId: this.#threadId,
    });
  }
}

/** What stands for the id of a thread that does not exist yet. */
export const newThread = 'new';

function dropOldest(
  collection: { readonly size: number; keys(): Iterator<string>; delete(key: string): unknown },
  most: number,
): void {
  if (collection.size <= most) return;
  const oldest = collection.keys().next();
  if (!oldest.done) collection.delete(oldest.value);
}
