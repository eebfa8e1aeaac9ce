import type { VNode } from 'preact';
import type { ChatRequest } from '../../src/protocol/messages';
import { Button, type IconName, Refusal } from './controls';
import { useRequest } from './useRequest';

interface AnswerActionProps {
  readonly icon: IconName;
  readonly label: string;
  readonly tooltip?: string;
  readonly iconOnly?: boolean;
  readonly request: ChatRequest;
  /** Called when the host has done it. */
  readonly onDone?: () => void;
}

/** A button below an answer that has the host do something with it. */
export function AnswerAction({
  icon,
  label,
  tooltip = label,
  iconOnly = false,
  request,
  onDone,
}: AnswerActionProps): VNode {
  const [status, send] = useRequest();
  return (
    <>
      <Button
        look="quiet"
        icon={icon}
        iconOnly={iconOnly}
        label={label}
        tooltip={tooltip}
        control={request.kind}
        onPress={() => send(request, onDone)}
      />
      <Refusal status={status} />
    </>
  );
}
