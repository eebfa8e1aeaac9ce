import type { VNode } from 'preact';
import type { ChatRequest } from '../../src/protocol/chatRequest';
import { Button, type IconName, Outcome } from './controls';
import { useRequest } from './useRequest';

interface AnswerActionProps {
  readonly icon: IconName;
  readonly label: string;
  readonly tooltip?: string;
  readonly request: ChatRequest;
  /** Called when the host is told. */
  readonly onPress?: () => void;
  /** Called when the host has done it. */
  readonly onDone?: () => void;
}

/** A button below an answer that has the host do something with it. */
export function AnswerAction({ icon, label, tooltip = label, request, onPress, onDone }: AnswerActionProps): VNode {
  const [status, send] = useRequest();
  return (
    <>
      <Button
        look="quiet"
        icon={icon}
        label={label}
        tooltip={tooltip}
        control={request.kind}
        onPress={() => {
          onPress?.();
          send(request, onDone);
        }}
      />
      <Outcome status={status} />
    </>
  );
}
