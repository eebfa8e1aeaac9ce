import type { Clock } from '../../../src/base/clock';
import type { Disposable } from '../../../src/base/disposable';
import type { Wire } from '../http/wire';
import type { Fault, FaultOf } from './faultRule';

/** Puts the faults that concern bytes onto a wire. */
export function withByteFaults(wire: Wire, faults: readonly Fault[], clock: Clock): Wire {
  return faults.reduce((faulty, fault) => {
    if (fault.kind === 'hang-mid-body') return cutWire(faulty, fault.afterBytes, () => undefined);
    if (fault.kind === 'reset-mid-body') return cutWire(faulty, fault.afterBytes, () => resetSoon(faulty));
    if (fault.kind === 'slow-drip') return drippingWire(faulty, fault, clock);
    return faulty;
  }, wire);
}

/** Lets so many bytes through, then does `cut` and swallows the rest, the end included. */
function cutWire(wire: Wire, bytesThrough: number, cut: () => void): Wire {
  let left = bytesThrough;
  let done = false;
  return {
    ...wire,
    write(bytes) {
      if (done) return;
      if (bytes.length > 0 && left > 0) wire.write(bytes.subarray(0, left));
      left -= bytes.length;
      if (left > 0) return;
      done = true;
      cut();
    },
    end() {
      if (!done) wire.end();
    },
  };
}

/** Bytes on their way need real time to arrive, or the reset would overtake them. */
function resetSoon(wire: Wire): void {
  setTimeout(() => wire.reset(), 20);
}

const shortestTick = 20;

/** Sends so many bytes a second: one at a time, or a few every 20 milliseconds. */
function drippingWire(wire: Wire, { bytesPerSecond }: FaultOf<'slow-drip'>, clock: Clock): Wire {
  const tick = Math.max(shortestTick, 1000 / bytesPerSecond);
  const portion = Math.max(1, Math.round((bytesPerSecond * tick) / 1000));
  let waiting = Buffer.alloc(0);
  let ended = false;
  let tickTimer: Disposable | null = null;
  const drip = (): void => {
    tickTimer = null;
    if (wire.closed.aborted) return;
    if (waiting.length > 0) wire.write(waiting.subarray(0, portion));
    waiting = waiting.subarray(portion);
    if (waiting.length > 0) schedule();
    else if (ended) wire.end();
  };
  const schedule = (): void => {
    tickTimer ??= clock.after(tick, drip);
  };
  wire.closed.addEventListener('abort', () => tickTimer?.dispose(), { once: true });
  return {
    ...wire,
    write(bytes) {
      waiting = Buffer.concat([waiting, bytes]);
      schedule();
    },
    end() {
      ended = true;
      if (waiting.length === 0) wire.end();
    },
  };
}
