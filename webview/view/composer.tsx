import type { RefObject, VNode } from 'preact';
import type { ComposerView } from '../../src/protocol/viewState';
import { Contexts } from './contexts';
import { Button, Icon, Refusal, Separator } from './controls';
import { memo } from './memo';
import { ProcessorPicker } from './processorPicker';
import { useLocalize } from './services';
import { TextArea } from './textArea';
import type { RequestStatus, SendRequest } from './useRequest';
import { useRequest } from './useRequest';

interface ComposerProps {
  readonly composer: ComposerView;
  readonly threadId: string | null;
  readonly draft: string;
  readonly onDraft: (draft: string) => void;
  /** The question that was asked last in this thread; null for none. */
  readonly lastQuestion: string | null;
  /** Called when a question is on its way, so that it is brought into sight. */
  readonly onAsk: () => void;
  /** Called when a question was taken. `question` is the draft that it was made of. */
  readonly onAsked: (question: string) => void;
  readonly textArea: RefObject<HTMLElement | null>;
}

/** Where the next question is written, and everything that decides how it is sent and what it costs. */
export const Composer = memo(function Composer(props: ComposerProps): VNode {
  const { composer, draft, onDraft, textArea } = props;
  const localize = useLocalize();
  const [asking, sendAsk] = useRequest();
  const [status, send] = useRequest();
  const canSend = draft.trim() !== '' && composer.key !== 'missing' && asking.state !== 'pending';
  const ask = useAsk(props, canSend, sendAsk);
  const keys = useComposerKeys(props, ask, send);

  return (
    <footer class="composer">
      <ServiceNotice composer={composer} />
      {composer.branchFrom !== null && (
        <BranchNotice question={composer.branchFrom} onCancel={() => send({ kind: 'cancelBranch' })} />
      )}
      <div class="composer-box">
        <Contexts contexts={composer.contexts} turnId={null} />
        <TextArea
          element={textArea}
          label={localize('Question')}
          placeholder={composer.parentTurnId === null ? localize('Ask a question') : localize('Ask a follow-up')}
          value={draft}
          onInput={onDraft}
          onKeyDown={keys}
        />
        <ComposerTools
          processor={composer.processor}
          canSend={canSend}
          send={send}
          onAsk={() => {
            ask();
            textArea.current?.focus();
          }}
        />
      </div>
      <Refusal status={asking} />
      <Refusal status={status} />
      <SendingFacts composer={composer} asking={asking} />
    </footer>
  );
});

interface ComposerToolsProps {
  readonly processor: string;
  readonly canSend: boolean;
  readonly send: SendRequest;
  readonly onAsk: () => void;
}

/** What stands below the question: attach, choose the processor, send. */
function ComposerTools({ processor, canSend, send, onAsk }: ComposerToolsProps): VNode {
  const localize = useLocalize();
  return (
    <div class="composer-tools">
      <Button
        look="quiet"
        icon="attach"
        iconOnly
        label={localize('Attach the selection in the editor')}
        control="attach"
        onPress={() => send({ kind: 'attachContext' })}
      />
      <ProcessorPicker chosen={processor} onChoose={(chosen) => send({ kind: 'chooseProcessor', processor: chosen })} />
      <span class="spring" />
      <Button
        look="primary"
        icon="arrow-up"
        iconOnly
        label={localize('Send')}
        tooltip={localize('Send (Enter)')}
        disabled={!canSend}
        control="send"
        onPress={onAsk}
      />
    </div>
  );
}

/** Sends what stands in the composer, with what the person saw when pressing Send. */
function useAsk(props: ComposerProps, canSend: boolean, send: SendRequest): () => void {
  const { composer, threadId, draft, onAsk, onAsked } = props;
  return () => {
    if (!canSend) return;
    onAsk();
    send(
      {
        kind: 'ask',
        threadId,
        parentTurnId: composer.parentTurnId,
        question: draft.trim(),
        processor: composer.processor,
        contextIds: composer.contexts.map((context) => context.id),
      },
      () => onAsked(draft),
    );
  };
}

/** Enter sends, Shift+Enter breaks the line, Up in an empty composer recalls, Escape ends branching. */
function useComposerKeys(props: ComposerProps, ask: () => void, send: SendRequest): (event: KeyboardEvent) => void {
  const { composer, draft, lastQuestion, onDraft } = props;
  return (event) => {
    // While an input method composes, its keys are its own.
    if (event.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      ask();
    } else if (event.key === 'ArrowUp' && draft === '' && lastQuestion !== null) {
      event.preventDefault();
      onDraft(lastQuestion);
    } else if (event.key === 'Escape' && composer.branchFrom !== null) {
      send({ kind: 'cancelBranch' });
    }
  };
}

/** What sending costs and how long it usually takes. */
function SendingFacts({
  composer,
  asking,
}: {
  readonly composer: ComposerView;
  readonly asking: RequestStatus;
}): VNode {
  const localize = useLocalize();
  const processor = composer.processors.find((candidate) => candidate.name === composer.processor);
  return (
    <p class="sending-facts">
      {asking.state === 'pending' ? (
        localize('Sending')
      ) : (
        <>
          {processor && (
            <span>
              {processor.price}
              <Separator />
              {localize('usually {0}', processor.usualTime)}
            </span>
          )}
          {composer.waits === 'forAnswer' && <span>{localize('Will be sent when the answer above has arrived.')}</span>}
          {composer.waits === 'forPerson' && (
            <span>{localize('The question above needs you first. This one will be sent when it has its answer.')}</span>
          )}
        </>
      )}
    </p>
  );
}

function BranchNotice({ question, onCancel }: { readonly question: string; readonly onCancel: () => void }): VNode {
  const localize = useLocalize();
  return (
    <div class="notice">
      <Icon name="git-branch" />
      <span class="notice-text">
        {localize('Branch from')} <bdi class="notice-question">{question}</bdi>
      </span>
      <Button
        look="quiet"
        icon="close"
        iconOnly
        label={localize('Do not branch')}
        control="cancelBranch"
        onPress={onCancel}
      />
    </div>
  );
}

/** Says where questions go when that is not Parallel, and what is missing before one can be sent. */
function ServiceNotice({ composer }: { readonly composer: ComposerView }): VNode | null {
  const localize = useLocalize();
  const [status, send] = useRequest();
  const { key, service } = composer;
  return (
    <>
      {service.kind !== 'official' && (
        <div class="notice">
          <Icon
            name={service.kind === 'emulator' ? 'info' : 'warning'}
            className={service.kind === 'emulator' ? 'icon-info' : 'icon-warning'}
          />
          <span class="notice-text">
            {service.kind === 'emulator'
              ? localize('Questions go to the emulator at {0}, not to Parallel. Nothing is billed.', service.host)
              : localize('Questions go to {0}, not to Parallel.', service.host)}
          </span>
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
