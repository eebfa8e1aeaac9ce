import { encodeRecord } from '../../src/journal/records/record';
import type { StampedEvent, ThreadEvent } from '../../src/research/thread/events';
import type { ThreadId } from '../../src/research/thread/ids';
import { reduceThread } from '../../src/research/thread/reduce';
import type { Thread } from '../../src/research/thread/thread';
import { happened, step } from '../unit/research/builders';

/** The bytes of one writer's file, and where each record stands in it. */
export interface Log {
  readonly bytes: Uint8Array;
  readonly records: readonly LoggedRecord[];
}

export interface LoggedRecord {
  readonly stamped: StampedEvent;
  readonly start: number;
  /** Behind the last byte of the record; its line break stands here. */
  readonly end: number;
}

/** One event of every kind, with texts that are hard on readers of lines. */
export const eventsOfAllKinds: readonly ThreadEvent[] = [
  happened.asked('a'),
  happened.sending('a'),
  happened.unconfirmed('a'),
  happened.askedAgain('a', 'a/2'),
  happened.accepted('a', 'a/2'),
  happened.progressed('a', [step('「確認」\n{"v":1} 🧪')]),
  happened.detached('a'),
  happened.reattached('a'),
  happened.answered('a', 'Über "alles":\n{"v":1,"sum":"00000000"}', 'a/2'),
  happened.asked('b', 'a'),
  happened.failed('b'),
  { kind: 'renamed', title: 'Ein Titel' },
  { kind: 'pinned', pinned: true },
  { kind: 'deleted' },
  { kind: 'restored' },
];

/** The log that a writer makes of events, a second apart. */
export function logOf(events: readonly ThreadEvent[], writer: string): Log {
  const records: LoggedRecord[] = [];
  const parts: Uint8Array[] = [];
  let start = 0;
  events.forEach((event, index) => {
    const stamp = { writer, sequence: index + 1, clock: index + 1, at: Date.UTC(2026, 1, 23) + index * 1_000 };
    const encoded = encodeRecord({ stamp, event });
    if (!encoded.ok) throw new Error(`${event.kind} cannot be recorded.`);
    const { bytes, stamped } = encoded.value;
    parts.push(bytes);
    records.push({ stamped, start, end: start + bytes.length - 1 });
    start += bytes.length;
  });
  return { bytes: new Uint8Array(Buffer.concat(parts)), records };
}

/** The thread that some of the records make; null without any. */
export function threadOfRecords(threadId: ThreadId, records: readonly LoggedRecord[]): Thread | null {
  const events = records.map(({ stamped }) => stamped);
  return reduceThread(threadId, events);
}
