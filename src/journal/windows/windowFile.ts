import * as v from 'valibot';
import { isId } from '../../base/ids';
import type { TurnId } from '../../research/thread/ids';
import { seal, unseal } from '../records/sealedJson';

/** What a window says of itself in its file, `<storage>/windows/<id>.json`. */
export interface WindowFile {
  /** The machine that its process runs on, and the process there. */
  readonly host: string;
  readonly process: number;
  /** Counts the file's renewals: a window whose beat does not change any more is gone or suspended. */
  readonly beat: number;
  /** The turns that it is sending or watching, or will send when the turn above them is answered. */
  readonly turns: readonly TurnId[];
}

const version = 1;
const ending = '.json';
/** Far more turns than a window can watch. */
const mostTurns = 10_000;
/** How many bytes a window's file has at most. */
export const longestWindowFile = 1 << 20;

const schema = v.object({
  v: v.literal(version),
  host: v.pipe(v.string(), v.maxLength(300)),
  // From 1: in signals 0 and negative numbers mean groups of processes.
  process: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  beat: v.pipe(v.number(), v.safeInteger()),
  turns: v.pipe(v.array(v.custom<TurnId>((value) => typeof value === 'string')), v.maxLength(mostTurns)),
});

/** The bytes of a window's file: sealed JSON, as the journal's. */
export function encodeWindow({ host, process, beat, turns }: WindowFile): Uint8Array {
  return seal(JSON.stringify({ v: version, host, process, beat, turns }).slice(0, -1));
}

/** What a file says; null for one that is damaged, hostile or of another version. */
export function decodeWindow(bytes: Uint8Array): WindowFile | null {
  const decoded = v.safeParse(schema, unseal(bytes)?.value);
  if (!decoded.success) return null;
  const { host, process, beat, turns } = decoded.output;
  return { host, process, beat, turns };
}

/** The file of a window, by its id. */
export function windowFileName(windowId: string): string {
  return `${windowId}${ending}`;
}

/** The window whose file has that name; null for every other file. */
export function windowOfFile(name: string): string | null {
  const id = name.slice(0, -ending.length);
  return name.endsWith(ending) && isId(id) ? id : null;
}

/** The window that left `name` behind while it was replacing its file; null for every other file. */
export function windowOfRemnant(name: string): string | null {
  const [id = '', json, , temporary] = name.split('.');
  return json === 'json' && temporary === 'tmp' && isId(id) ? id : null;
}
