import * as v from 'valibot';
import { readRecordedContexts } from '../../research/thread/context';
import type { Draft } from '../../research/thread/draft';
import type { ThreadId, TurnId } from '../../research/thread/ids';
import { readRecordedScope } from '../../research/scope/scopeEntry';
import { isTurnId, readEngineName, readText } from '../../research/answer/wellFormed';
import { seal, unseal } from '../records/sealedJson';

/** What a window keeps of the questions that are being written in it, in `<storage>/drafts/<id>.json`. */
export interface DraftFile {
  /** The machine that its process runs on, and the process there. */
  readonly host: string;
  readonly process: number;
  /** Whether the window has ended and leaves them to the next one. */
  readonly isLeft: boolean;
  /** In milliseconds since the epoch. */
  readonly writtenAt: number;
  /** The thread that the window shows; null for an empty chat. */
  readonly shown: ThreadId | null;
  readonly drafts: readonly Draft[];
}

const version = 1;
/** How many bytes are read of a file at most: far more than questions and what is attached to them have. */
export const longestDraftFile = 64 << 20;
const mostDrafts = 1_000;

/** Threads are named as turns are. */
const threadId = v.custom<ThreadId>(isTurnId);
const turnId = v.custom<TurnId>(isTurnId);
const engineName = v.pipe(v.string(), v.transform(readEngineName));
const kind = v.picklist(['research', 'quick']);

const aim = v.variant('kind', [
  v.object({ kind: v.literal('continue') }),
  v.object({ kind: v.picklist(['branch', 'edit']), turnId }),
]);

const draft = v.object({
  threadId: v.nullable(threadId),
  editedId: v.nullable(turnId),
  text: v.pipe(v.string(), v.transform(readText)),
  contexts: v.pipe(v.unknown(), v.transform(readRecordedContexts)),
  kind,
  engine: v.nullable(v.object({ kind, name: engineName })),
  /** Absent for what the settings say. */
  scope: v.exactOptional(v.nullable(v.pipe(v.unknown(), v.transform(readRecordedScope)))),
  isChosen: v.boolean(),
  aim,
  leafId: v.nullable(turnId),
});

const schema = v.object({
  v: v.literal(version),
  host: v.pipe(v.string(), v.maxLength(300)),
  process: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  isLeft: v.boolean(),
  writtenAt: v.number(),
  shown: v.nullable(threadId),
  drafts: v.pipe(v.array(v.unknown()), v.maxLength(mostDrafts)),
});

/** The bytes of a window's drafts: sealed JSON, as the journal's. */
export function encodeDrafts({ drafts, ...window }: DraftFile): Uint8Array {
  const flat = drafts.map(({ place, ...draft }) => ({ ...place, ...draft }));
  return seal(JSON.stringify({ v: version, ...window, drafts: flat }).slice(0, -1));
}

/** What a file says; null for one that is damaged, hostile or of another version. A draft that can't be read is left out. */
export function decodeDrafts(bytes: Uint8Array): DraftFile | null {
  const decoded = v.safeParse(schema, unseal(bytes)?.value);
  if (!decoded.success) return null;
  const { host, process, isLeft, writtenAt, shown, drafts } = decoded.output;
  return { host, process, isLeft, writtenAt, shown, drafts: drafts.flatMap(decodeDraft) };
}

function decodeDraft(value: unknown): readonly Draft[] {
  const decoded = v.safeParse(draft, value);
  if (!decoded.success) return [];
  const { threadId, editedId, engine, scope, aim, ...rest } = decoded.output;
  // An engine whose name cannot be one is no choice.
  const chosen = engine?.name ? engine : null;
  return [{ ...rest, place: { threadId, editedId }, engine: chosen, scope, aim }];
}
