import type { Clock } from '../../../src/base/clock';
import type { Disposable } from '../../../src/base/disposable';
import { type Frame, type FrameSink, jsonFrame, type StreamReply } from '../http/reply';
import type { Surroundings } from '../surroundings';
import type { Run } from './run';

/** A stream of the service lasts this long at most, then closes with a state event. */
const longestStreamSeconds = 570;

/**
 * The events of a run. A finished run gives one state event. An active one gives its state, its whole trace so far, then
 * what comes, and its state again at the end: when the run is over, or when the stream has lasted 570 seconds.
 */
export function runEvents(run: Run, { clock, speed, keepAliveMilliseconds }: Surroundings): StreamReply {
  const stateFrame = (): Frame => jsonFrame('task_run.state', run.stateAt(clock.now()));
  return {
    kind: 'stream',
    frames: 'events',
    closingFrame: stateFrame,
    open(frames) {
      if (!run.isActiveAt(clock.now())) {
        frames.finish(stateFrame());
        return;
      }
      frames.send(stateFrame());
      if (keepAliveMilliseconds !== null) keepAlive(frames, keepAliveMilliseconds, clock);
      follow(run, frames, clock, {
        closesAt: clock.now() + (longestStreamSeconds * 1000) / speed,
        finish: () => frames.finish(stateFrame()),
      });
    },
  };
}

/** Sends each entry of the trace when it is due. */
function follow(
  { course, identity }: Run,
  frames: FrameSink,
  clock: Clock,
  { closesAt, finish }: { closesAt: number; finish: () => void },
): void {
  const { end } = identity.fate;
  const endsAt = end.kind === 'other' && end.active ? Infinity : course.endsAt;
  let next = 0;
  let timer: Disposable | null = null;
  const step = (): void => {
    for (; next < course.trace.length; next += 1) {
      const entry = course.trace[next];
      if (entry === undefined || entry.at > clock.now() || frames.closed.aborted) break;
      frames.send(jsonFrame(entry.type, entry.event));
    }
    if (frames.closed.aborted) return;
    const over = Math.min(endsAt, closesAt);
    if (clock.now() >= over) finish();
    else timer = clock.after(Math.min(course.trace[next]?.at ?? Infinity, over) - clock.now(), step);
  };
  frames.closed.addEventListener('abort', () => timer?.dispose(), { once: true });
  step();
}

function keepAlive(frames: FrameSink, every: number, clock: Clock): void {
  const comment = (): void => {
    if (frames.closed.aborted) return;
    frames.comment('keep-alive');
    timer = clock.after(every, comment);
  };
  let timer = clock.after(every, comment);
  frames.closed.addEventListener('abort', () => timer.dispose(), { once: true });
}
