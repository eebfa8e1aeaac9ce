import type { VNode } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import type { RunningView, TraceLineView } from '../../src/protocol/viewState';
import { Button, Disclosure, ProgressRing, Refusal } from './controls';
import { useStrings, useServices } from './services';
import { formatElapsed } from './elapsed';
import { Trace } from './trace';
import { useExpanded } from './useExpanded';
import { useRequest } from './useRequest';

interface RunningProps {
  readonly turnId: string;
  readonly running: RunningView;
  readonly trace: readonly TraceLineView[];
}

/** A run at work: one calm line that opens into what it has reported. */
export function Running({ turnId, running, trace }: RunningProps): VNode {
  const strings = useStrings();
  const [expanded, toggle] = useExpanded(`${turnId}/trace`);
  const [stopping, stop] = useRequest();
  const id = useId();
  const opens = trace.length > 0 || running.readSample.length > 0;
  return (
    <div class="running">
      <div class="status-line">
        <ProgressRing />
        {opens ? (
          <Disclosure expanded={expanded} controls={id} control="trace" className="status" onToggle={toggle}>
            {running.status}
          </Disclosure>
        ) : (
          <span class="status">{running.status}</span>
        )}
        <Elapsed since={running.since} />
        <Button
          look="quiet"
          icon="stop-circle"
          iconOnly
          label={strings.stopWatching}
          tooltip={strings.stopWatchingRun}
          control="stop"
          onPress={() => stop({ kind: 'stopWatching', turnId })}
        />
      </div>
      {running.meter !== null && <Meter percent={running.meter} />}
      <Refusal status={stopping} />
      {opens && expanded && <Trace id={id} lines={trace} pages={running.readSample} />}
    </div>
  );
}

/** Time since a question was sent. Nothing that a screen reader should follow. */
export function Elapsed({ since }: { readonly since: number }): VNode {
  const { clock } = useServices();
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    const untilNextSecond = 1000 - ((((clock.now() - since) % 1000) + 1000) % 1000);
    const timer = clock.after(untilNextSecond, () => setNow(clock.now()));
    return () => timer.dispose();
  }, [clock, since, now]);
  return <span class="elapsed">{formatElapsed(now - since)}</span>;
}

function Meter({ percent }: { readonly percent: number }): VNode {
  const strings = useStrings();
  const shown = Math.round(Math.min(100, Math.max(0, percent)));
  return (
    <div
      class="meter"
      role="progressbar"
      aria-label={strings.progress}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={shown}
    >
      <div class="meter-bar" style={{ inlineSize: `${shown}%` }} />
    </div>
  );
}
