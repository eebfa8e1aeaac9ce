import { format } from '../../src/base/localize';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { LimitView } from '../../src/protocol/viewState';
import { longestLimit } from '../../src/research/thread/rateLimit';
import { formatElapsed } from './elapsed';
import { useStrings, useServices } from './services';

/** How long until a moment, in whole seconds, drawn anew with each; 0 from then on. Never more than a limit can last. */
export function useSecondsUntil(moment: number): number {
  const { clock } = useServices();
  const [, draw] = useState(0);
  const left = Math.min(Math.max(moment - clock.now(), 0), longestLimit);
  const seconds = Math.ceil(left / 1000);
  useEffect(() => {
    if (seconds === 0) return undefined;
    const timer = clock.after(Math.max(1, moment - clock.now() - (seconds - 1) * 1000), () =>
      draw((times) => times + 1),
    );
    return () => timer.dispose();
  });
  return seconds;
}

interface CountdownProps {
  readonly limit: LimitView;
  readonly seconds: number;
}

/** When a question that was refused for now can be sent, or will be. Nothing that a screen reader should follow. */
export function Countdown({ limit: { sendsItself }, seconds }: CountdownProps): VNode {
  const strings = useStrings();
  const time = formatElapsed(seconds * 1000);
  return (
    <p class="countdown">
      {sendsItself
        ? format(strings.sendsItselfIn, time)
        : seconds > 0
          ? format(strings.canSendIn, time)
          : strings.canSendNow}
    </p>
  );
}
