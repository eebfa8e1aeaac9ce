import type { Clock } from '../../../src/base/clock';
import type { Disposable } from '../../../src/base/disposable';
import { encodeFrame } from '../http/frame';
import { type Frame, type FrameSink, jsonFrame, type StreamReply } from '../http/reply';
import type { Fault, FaultOf } from './faultRule';

/** What the faults of a stream need besides its frames. */
export interface FrameFaultSurroundings {
  readonly clock: Clock;
  readonly newReference: () => string;
  readonly kind: StreamReply['frames'];
  /** The frame that a planned close ends with. */
  closingFrame(): Frame | null;
  /** Writes bytes that are no whole frame. */
  readonly writeRaw: (text: string) => void;
}

/** Puts the faults that concern frames onto a stream. */
export function withFrameFaults(
  frames: FrameSink,
  faults: readonly Fault[],
  surroundings: FrameFaultSurroundings,
): FrameSink {
  return faults.reduce((faulty, fault) => withFrameFault(faulty, fault, surroundings), frames);
}

function withFrameFault(frames: FrameSink, fault: Fault, surroundings: FrameFaultSurroundings): FrameSink {
  switch (fault.kind) {
    case 'truncated-last-frame':
      return truncatingLast(frames, surroundings.writeRaw);
    case 'clean-close':
      return closingCleanly(frames, fault);
    case 'planned-close':
      return inserting(frames, fault.afterFrames, () => frames.finish(surroundings.closingFrame()));
    case 'replay':
      return replaying(frames, fault);
    case 'comments-only':
      return onlyCommenting(frames, fault, surroundings.clock);
    case 'empty-data':
      return inserting(frames, fault.afterFrames, () => surroundings.writeRaw(`${nameLine(surroundings)}data:\n\n`));
    case 'malformed-frame':
      return inserting(frames, fault.afterFrames, () => frames.send(malformedFrame(surroundings)));
    case 'error-event':
      return inserting(frames, fault.afterFrames, () => frames.send(errorFrame(fault, surroundings)));
    case 'huge-event':
      return inserting(frames, fault.afterFrames, () => frames.send(hugeFrame(fault, surroundings)));
    default:
      return frames;
  }
}

/** Does something once, when so many frames have gone out. */
function inserting(frames: FrameSink, afterFrames: number, insert: () => void): FrameSink {
  let sent = 0;
  let inserted = false;
  const insertWhenDue = (): void => {
    if (inserted || sent < afterFrames) return;
    inserted = true;
    insert();
  };
  return {
    ...frames,
    send(frame) {
      insertWhenDue();
      frames.send(frame);
      sent += 1;
      insertWhenDue();
    },
    finish(last) {
      insertWhenDue();
      frames.finish(last);
    },
  };
}

function truncatingLast(frames: FrameSink, writeRaw: (text: string) => void): FrameSink {
  return {
    ...frames,
    finish(last) {
      if (last !== null) {
        const text = encodeFrame(last);
        writeRaw(text.slice(0, Math.floor(text.length / 2)));
      }
      frames.finish(null);
    },
  };
}

function closingCleanly(frames: FrameSink, { afterFrames }: FaultOf<'clean-close'>): FrameSink {
  let sent = 0;
  return {
    ...frames,
    send(frame) {
      if (sent < afterFrames) frames.send(frame);
      sent += 1;
      if (sent >= afterFrames) frames.finish(null);
    },
    finish: () => frames.finish(null),
  };
}

function replaying(frames: FrameSink, { afterFrames }: FaultOf<'replay'>): FrameSink {
  const seen: Frame[] = [];
  const inner = inserting(frames, afterFrames, () => seen.forEach((frame) => frames.send(frame)));
  return {
    ...inner,
    send(frame) {
      seen.push(frame);
      inner.send(frame);
    },
  };
}

function onlyCommenting(frames: FrameSink, { everyMilliseconds }: FaultOf<'comments-only'>, clock: Clock): FrameSink {
  let timer: Disposable | null = null;
  const comment = (): void => {
    if (frames.closed.aborted) return;
    frames.comment('keep-alive');
    timer = clock.after(everyMilliseconds, comment);
  };
  frames.closed.addEventListener('abort', () => timer?.dispose(), { once: true });
  comment();
  return { ...frames, send: () => undefined, finish: () => undefined };
}

type FrameKind = Pick<FrameFaultSurroundings, 'kind'>;

function nameLine({ kind }: FrameKind): string {
  return kind === 'events' ? 'event: task_run.progress_stats\n' : '';
}

function malformedFrame({ kind }: FrameKind): Frame {
  return kind === 'events'
    ? { event: 'task_run.progress_stats', data: '{"type": "task_run' }
    : { event: null, data: '{"object": "chat.completion' };
}

function errorFrame(
  { message, status }: FaultOf<'error-event'>,
  { kind, newReference }: FrameFaultSurroundings,
): Frame {
  const named = status === undefined ? {} : { status };
  const error = { ref_id: newReference(), message: `${message} (from the emulator)`, detail: null, ...named };
  return kind === 'events' ? jsonFrame('error', { type: 'error', error }) : jsonFrame(null, { error });
}

function hugeFrame({ megabytes }: FaultOf<'huge-event'>, { kind, clock }: FrameFaultSurroundings): Frame {
  const message = 'A large page from the emulator. '.repeat(Math.ceil((megabytes * 1024 * 1024) / 32));
  if (kind === 'chunks') return jsonFrame(null, { object: 'chat.completion.chunk', choices: [], page: message });
  const type = 'task_run.progress_msg.result';
  return jsonFrame(type, { type, message, timestamp: new Date(clock.now()).toISOString() });
}
