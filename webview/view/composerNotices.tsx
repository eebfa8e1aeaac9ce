import { format } from '../../src/base/localize';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { PageStrings } from '../../src/protocol/pageStrings';
import type { AimView, ComposerView, ServiceView } from '../../src/protocol/viewState';
import { Button, Icon, Refusal } from './controls';
import { useStrings, useServices } from './services';
import { useRequest } from './useRequest';

interface AimNoticeProps {
  readonly aim: AimView;
  /** Whether the question that it is about stands right above. */
  readonly isInPlace: boolean;
  readonly onCancel: () => void;
}

/** What becomes of the question when it does not simply continue the thread. */
export function AimNotice({ aim, isInPlace, onCancel }: AimNoticeProps): VNode | null {
  const strings = useStrings();
  if (aim.kind === 'continue') return null;
  const editing = aim.kind === 'edit';
  return (
    <div class="notice">
      <Icon name={editing ? 'edit' : 'git-branch'} />
      <span class="notice-text">
        {aim.kind === 'edit' ? editWords(aim.unsent, strings) : branchWords(aim.isLast ?? false, strings)}{' '}
        {!isInPlace && <bdi class="notice-question">{aim.question}</bdi>}
      </span>
      <Button
        look="quiet"
        icon="close"
        iconOnly
        label={editing ? strings.cancelEdit : strings.cancelBranch}
        control="cancelAim"
        onPress={onCancel}
      />
    </div>
  );
}

function branchWords(isLast: boolean, strings: PageStrings): string {
  return isLast ? strings.continueFrom : strings.branchFrom;
}

function editWords(unsent: boolean, strings: PageStrings): string {
  return unsent ? strings.editUnsent : strings.editSent;
}

function serviceWords(service: Exclude<ServiceView, { readonly kind: 'official' }>, strings: PageStrings): string {
  switch (service.kind) {
    case 'unusable':
      return service.problem;
    case 'emulator':
      return format(strings.goesToEmulator, service.host);
    case 'other':
      return format(strings.goesElsewhere, service.host);
  }
}

interface ServiceNoticeProps {
  readonly composer: ComposerView;
  /** Whether an answer is shown, after which it is known where questions go. */
  readonly hasAnswer: boolean;
  /** Whether to say that a key is needed. */
  readonly saysKey: boolean;
}

/**
 * Says where questions go when that is not Parallel, and what is missing before one can be sent. From the first answer on a
 * word beside the view's title says where questions go.
 */
export function ServiceNotice({ composer, hasAnswer, saysKey }: ServiceNoticeProps): VNode | null {
  const strings = useStrings();
  const [status, send] = useRequest();
  const { key, service } = composer;
  return (
    <>
      {service.kind !== 'official' && (service.kind === 'unusable' || !hasAnswer) && (
        <div class={service.kind === 'unusable' ? 'notice notice-wrapping' : 'notice notice-service'}>
          <Icon
            name={service.kind === 'emulator' ? 'info' : 'warning'}
            className={service.kind === 'emulator' ? 'icon-info' : 'icon-warning'}
          />
          <span class="notice-text">{serviceWords(service, strings)}</span>
          {service.kind === 'unusable' && (
            <Button look="secondary" label={strings.openSettings} onPress={() => send({ kind: 'changeServer' })} />
          )}
        </div>
      )}
      {saysKey && key === 'missing' && (
        <div class="notice notice-wrapping">
          <Icon name="key" />
          <span class="notice-text">{strings.keyNeeded}</span>
          <Button look="secondary" label={strings.enterApiKey} onPress={() => send({ kind: 'setApiKey' })} />
        </div>
      )}
      <Refusal status={status} />
    </>
  );
}

/** How long a question may take into the thread before that is said. */
const sendingPatience = 500;

/** A question that left the composer and is not in the thread yet. It shows only when that takes a while. */
export function SendingNotice({ question }: { readonly question: string | null }): VNode | null {
  const strings = useStrings();
  const { clock } = useServices();
  const [slow, setSlow] = useState<string | null>(null);
  useEffect(() => {
    if (question === null) return;
    const timer = clock.after(sendingPatience, () => setSlow(question));
    return () => timer.dispose();
  }, [clock, question]);
  if (question === null || slow !== question) return null;
  return (
    <div class="notice">
      <Icon name="arrow-up" />
      <span class="notice-text">
        {strings.sendingQuestion} <bdi class="notice-question">{question}</bdi>
      </span>
    </div>
  );
}

/** That the thread was deleted elsewhere while it is shown. What is written is kept. */
export function DeletedNotice(): VNode {
  const strings = useStrings();
  const [status, send] = useRequest();
  return (
    <>
      <div class="notice notice-wrapping" role="status">
        <Icon name="warning" className="icon-warning" />
        <span class="notice-text">{strings.threadDeleted}</span>
        <Button look="secondary" label={strings.restoreThread} onPress={() => send({ kind: 'restoreThread' })} />
      </div>
      <Refusal status={status} />
    </>
  );
}

interface AskedBelowProps {
  readonly composer: ComposerView;
  /** Whether the chat goes along by itself: its end is in sight and nothing is written below it. */
  readonly follows: boolean;
}

/** That another window has asked below the turns that are shown, with a way there. */
export function AskedBelow({
  composer: { askedBelow, contexts, aim, sending },
  follows,
}: AskedBelowProps): VNode | null {
  const strings = useStrings();
  const [status, send] = useRequest();
  const turnId = askedBelow?.turnId ?? null;
  const goesAlong = follows && contexts.length === 0 && aim.kind === 'continue' && sending === null;
  useEffect(() => {
    if (turnId !== null && goesAlong) send({ kind: 'followTurn', turnId });
  }, [turnId, goesAlong, send]);
  if (!askedBelow || goesAlong) return null;
  return (
    <>
      <div class="notice">
        <Icon name="arrow-down" />
        <span class="notice-text">
          {strings.otherWindowAsked} <bdi class="notice-question">{askedBelow.question}</bdi>
        </span>
        <Button
          look="secondary"
          label={strings.show}
          onPress={() => send({ kind: 'selectTurn', turnId: askedBelow.turnId })}
        />
      </div>
      <Refusal status={status} />
    </>
  );
}
