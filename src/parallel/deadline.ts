import { linkedController } from '../base/abort';
import type { Clock } from '../base/clock';
import type { Disposable } from '../base/disposable';

/** What ends a request early: its caller, or its time. */
export interface Deadline extends Disposable {
  /** Aborted by whichever comes first. */
  readonly signal: AbortSignal;
  /** Why the signal was aborted, in a sentence. */
  explain(): string;
  /** From now on only the caller ends the request: for streams, once they are open. */
  lift(): void;
  /** Ends the request now, if it is still going on. */
  end(): void;
}

/** Starts a deadline of `seconds` that is also over when `caller` is aborted. */
export function startDeadline(seconds: number, caller: AbortSignal, clock: Clock): Deadline {
  const { controller, release } = linkedController(caller);
  const timer = clock.after(seconds * 1000, () => controller.abort());
  return {
    signal: controller.signal,
    explain: () => (caller.aborted ? 'The request was stopped.' : `No complete answer within ${seconds} seconds.`),
    lift: () => timer.dispose(),
    end: () => controller.abort(),
    dispose() {
      timer.dispose();
      release();
    },
  };
}

/** Settles as `promise` does; rejects at once when `signal` is aborted. */
export function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(new Error('aborted'));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
