import type { VNode } from 'preact';
import type { Localize } from '../../src/base/localize';
import type { AimView, ComposerView, ServiceView } from '../../src/protocol/viewState';
import { Button, Icon, Refusal } from './controls';
import { useLocalize } from './services';
import { useRequest } from './useRequest';

interface AimNoticeProps {
  readonly aim: AimView;
  readonly onCancel: () => void;
}

/** What becomes of the question when it does not simply continue the thread. */
export function AimNotice({ aim, onCancel }: AimNoticeProps): VNode | null {
  const localize = useLocalize();
  if (aim.kind === 'continue') return null;
  const editing = aim.kind === 'edit';
  return (
    <div class="notice">
      <Icon name={editing ? 'edit' : 'git-branch'} />
      <span class="notice-text">
        {editing ? editWords(aim.unsent, localize) : localize('Branch from')}{' '}
        <bdi class="notice-question">{aim.question}</bdi>
      </span>
      <Button
        look="quiet"
        icon="close"
        iconOnly
        label={editing ? localize('Do not edit') : localize('Do not branch')}
        control="cancelAim"
        onPress={onCancel}
      />
    </div>
  );
}

function editWords(unsent: boolean, localize: Localize): string {
  return unsent
    ? localize('Edit the question that was not sent yet')
    : localize('Edit as another branch. What stands now is kept:');
}

function serviceWords(service: Exclude<ServiceView, { readonly kind: 'official' }>, localize: Localize): string {
  switch (service.kind) {
    case 'unusable':
      return service.problem;
    case 'emulator':
      return localize('Questions go to the emulator at {0}, not to Parallel. Nothing is billed.', service.host);
    case 'other':
      return localize('Questions go to {0}, not to Parallel.', service.host);
  }
}

/** Says where questions go when that is not Parallel, and what is missing before one can be sent. */
export function ServiceNotice({ composer }: { readonly composer: ComposerView }): VNode | null {
  const localize = useLocalize();
  const [status, send] = useRequest();
  const { key, service } = composer;
  return (
    <>
      {service.kind !== 'official' && (
        <div class={service.kind === 'unusable' ? 'notice notice-wrapping' : 'notice'}>
          <Icon
            name={service.kind === 'emulator' ? 'info' : 'warning'}
            className={service.kind === 'emulator' ? 'icon-info' : 'icon-warning'}
          />
          <span class="notice-text">{serviceWords(service, localize)}</span>
          {service.kind === 'unusable' && (
            <Button look="secondary" label={localize('Open Settings')} onPress={() => send({ kind: 'changeServer' })} />
          )}
        </div>
      )}
      {key === 'missing' && (
        <div class="notice notice-wrapping">
          <Icon name="key" />
          <span class="notice-text">{localize('An API key is needed to send questions.')}</span>
          <Button look="secondary" label={localize('Enter API Key')} onPress={() => send({ kind: 'setApiKey' })} />
        </div>
      )}
      <Refusal status={status} />
    </>
  );
}
