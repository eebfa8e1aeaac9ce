import type { RefObject, VNode } from 'preact';
import type { ComposerView } from '../../src/protocol/viewState';
import type { Engine } from '../../src/research/engine';
import { Contexts } from './contexts';
import { AimNotice, ServiceNotice } from './composerNotices';
import { Button, Icon, Refusal } from './controls';
import { memo } from './memo';
import { EnginePicker, KindPicker } from './enginePicker';
import { SendingFacts } from './sendingFacts';
import { useLocalize } from './services';
import { TextArea } from './textArea';
import type { SendRequest } from './useRequest';
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
  const fits = draft.trim().length <= composer.room;
  const isReady = composer.key !== 'missing' && composer.service.kind !== 'unusable';
  const canSend = draft.trim() !== '' && fits && isReady && asking.state !== 'pending';
  const ask = useAsk(props, canSend, sendAsk);
  const cancelAim = (): void => {
    if (composer.aim.kind === 'edit') onDraft('');
    send({ kind: 'cancelAim' });
  };
  const keys = useComposerKeys(props, ask, cancelAim);

  return (
    <footer class="composer">
      <ServiceNotice composer={composer} />
      <AimNotice aim={composer.aim} onCancel={cancelAim} />
      <div class="composer-box">
        <Contexts contexts={composer.contexts} turnId={null} />
        <Scope composer={composer} send={send} />
        <TextArea
          element={textArea}
          label={localize('Question')}
          placeholder={composer.parentTurnId === null ? localize('Ask a question') : localize('Ask a follow-up')}
          value={draft}
          onInput={onDraft}
          onKeyDown={keys}
        />
        <ComposerTools
          engine={composer.engine}
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
      <SendingFacts composer={composer} length={draft.trim().length} asking={asking} />
    </footer>
  );
});

interface ComposerToolsProps {
  readonly engine: Engine;
  readonly canSend: boolean;
  readonly send: SendRequest;
  readonly onAsk: () => void;
}

/** What stands below the question: attach, choose the processor, send. */
function ComposerTools({ engine, canSend, send, onAsk }: ComposerToolsProps): VNode {
  const localize = useLocalize();
  return (
    <div class="composer-tools">
      <Button
        look="quiet"
        icon="attach"
        iconOnly
        label={localize('Attach a selection, a file or an answer')}
        control="attach"
        onPress={() => send({ kind: 'attachContext' })}
      />
      <KindPicker chosen={engine.kind} onChoose={(engineKind) => send({ kind: 'chooseKind', engineKind })} />
      <EnginePicker chosen={engine} onChoose={(chosen) => send({ kind: 'chooseEngine', engine: chosen })} />
      {engine.kind === 'research' && (
        <Button
          look="quiet"
          icon="filter"
          iconOnly
          label={localize('Choose where to look')}
          control="scope"
          onPress={() => send({ kind: 'chooseScope' })}
        />
      )}
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
        editedTurnId: composer.aim.kind === 'edit' ? composer.aim.turnId : null,
        question: draft.trim(),
        engine: composer.engine,
        contextIds: composer.contexts.map((context) => context.id),
      },
      () => onAsked(draft),
    );
  };
}

/** Enter sends, Shift+Enter breaks the line, Up in an empty composer recalls, Escape ends branching and editing. */
function useComposerKeys(props: ComposerProps, ask: () => void, cancelAim: () => void): (event: KeyboardEvent) => void {
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
    } else if (event.key === 'Escape' && composer.aim.kind !== 'continue') {
      cancelAim();
    }
  };
}

/** Where the research shall look, if not anywhere. */
function Scope({ composer, send }: { readonly composer: ComposerView; readonly send: SendRequest }): VNode | null {
  const localize = useLocalize();
  // Its own, so that it can be cleared while the person is still asked where to look.
  const [, clear] = useRequest();
  const { scope, scopeInFull } = composer;
  if (scope === null) return null;
  return (
    <ul class="contexts" aria-label={localize('Where to look')}>
      <li class="context">
        <button
          type="button"
          class="context-title"
          title={scopeInFull ?? localize('Change where to look')}
          onClick={() => send({ kind: 'chooseScope' })}
        >
          <Icon name="filter" />
          <bdi>{scope}</bdi>
        </button>
        <button
          type="button"
          class="context-remove"
          title={localize('Look anywhere')}
          aria-label={localize('Look anywhere')}
          onClick={() => clear({ kind: 'clearScope' })}
        >
          <Icon name="close" />
        </button>
      </li>
    </ul>
  );
}
