import type { VNode } from 'preact';
import { useContext, useMemo } from 'preact/hooks';
import { GrowingMarkdown } from '../markdown/growingMarkdown';
import { Markdown } from '../markdown/markdown';
import { Button, ProgressRing, Refusal } from './controls';
import { Elapsed } from './running';
import { useLocalize, WritingContext } from './services';
import { useRequest } from './useRequest';

interface WritingProps {
  readonly turnId: string;
  readonly since: number;
}

/** A quick answer while it is being written. */
export function Writing({ turnId, since }: WritingProps): VNode {
  const localize = useLocalize();
  const text = useContext(WritingContext)[turnId] ?? '';
  const [stopping, stop] = useRequest();
  return (
    <div class="writing">
      <GrowingMarkdown text={text} />
      <div class="status-line">
        <ProgressRing />
        <span class="status">{localize('Writing…')}</span>
        <Elapsed since={since} />
        <Button
          look="quiet"
          icon="stop-circle"
          iconOnly
          label={localize('Stop')}
          tooltip={localize('Stop. What has arrived is kept; the answer may be billed.')}
          control="stop"
          onPress={() => stop({ kind: 'stopWatching', turnId })}
        />
      </div>
      <Refusal status={stopping} />
    </div>
  );
}

/** What had arrived of an answer before its connection broke. */
export function BrokenOff({ text }: { readonly text: string }): VNode {
  const localize = useLocalize();
  const isNoSource = useMemo(() => () => false, []);
  return (
    <section class="broken-off" aria-label={localize('Incomplete answer')}>
      <Markdown text={text} isSource={isNoSource} />
    </section>
  );
}
