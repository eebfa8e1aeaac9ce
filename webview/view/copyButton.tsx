import type { VNode } from 'preact';
import type { ChatRequest } from '../../src/protocol/chatRequest';
import { Button, Outcome } from './controls';
import { useStrings, useServices } from './services';
import { useBriefly } from './useBriefly';
import { useRequest } from './useRequest';

interface CopyButtonProps {
  readonly label: string;
  readonly iconOnly?: boolean;
  readonly control: string;
  readonly request: ChatRequest;
}

/** Has the host copy something, and says for a moment that it has, since nothing else shows it. */
export function CopyButton({ label, iconOnly = false, control, request }: CopyButtonProps): VNode {
  const strings = useStrings();
  const { announce } = useServices();
  const [status, send] = useRequest();
  const copied = useBriefly(status.state === 'done');
  return (
    <>
      <Button
        look="quiet"
        icon={copied ? 'check' : 'copy'}
        iconOnly={iconOnly}
        label={copied ? strings.copied : label}
        control={control}
        onPress={() => send(request, () => announce(strings.copied))}
      />
      <Outcome status={status} />
    </>
  );
}
