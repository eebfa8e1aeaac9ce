import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ChatConnection } from '../state/connection';
import { Button, ProgressRing, Refusal } from './controls';
import { Elapsed } from './running';
import { useStrings, useServices } from './services';
import { useRequest } from './useRequest';

/** After drawing, this many times as long is left to everything else. */
const restPerWork = 3;

/**
 * What has arrived of an answer that is being written, at most once a frame, however many pieces come; more seldom where
 * drawing it takes long.
 */
export function useWriting(turnId: string, isWriting: boolean): string {
  const { connection } = useServices();
  const [text, setText] = useState(() => writtenOf(connection, turnId));
  useEffect(() => {
    if (!isWriting) return;
    let frame: number | null = null;
    let restsUntil = 0;
    const draw = (): void => {
      const started = performance.now();
      if (started < restsUntil) {
        frame = requestAnimationFrame(draw);
        return;
      }
      frame = null;
      setText(writtenOf(connection, turnId));
      // What was set is drawn before this comes to its turn.
      queueMicrotask(() => {
        restsUntil = performance.now() + (performance.now() - started) * restPerWork;
      });
    };
    const hearing = connection.onDidChange(() => {
      frame ??= requestAnimationFrame(draw);
    });
    setText(writtenOf(connection, turnId));
    return () => {
      hearing.dispose();
      if (frame !== null) cancelAnimationFrame(frame);
    };
  }, [connection, turnId, isWriting]);
  return text;
}

function writtenOf({ state }: ChatConnection, turnId: string): string {
  return state?.view.writing[turnId] ?? '';
}

interface WritingStatusProps {
  readonly turnId: string;
  readonly since: number;
}

/** One calm line below an answer that is being written. */
export function WritingStatus({ turnId, since }: WritingStatusProps): VNode {
  const strings = useStrings();
  const [stopping, stop] = useRequest();
  return (
    <div class="writing">
      <div class="status-line">
        <ProgressRing />
        <span class="status">{strings.writing}</span>
        <Elapsed since={since} />
        <Button
          look="quiet"
          icon="stop-circle"
          iconOnly
          label={strings.stop}
          tooltip={strings.stopWriting}
          control="stop"
          onPress={() => stop({ kind: 'stopWatching', turnId })}
        />
      </div>
      <Refusal status={stopping} />
    </div>
  );
}
