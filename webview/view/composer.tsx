import type { RefObject, VNode } from 'preact';
import { useCallback } from 'preact/hooks';
import type { ComposerView } from '../../src/protocol/viewState';
import type { Engine } from '../../src/research/engine/engine';
import { Contexts } from './contexts';
import { AimNotice, AskedBelow, DeletedNotice, SendingNotice, ServiceNotice } from './composerNotices';
import { Button, Icon, Refusal } from './controls';
import { memo } from './memo';
import { useDropTarget } from './dropTarget';
import { EnginePicker, KindPicker } from './enginePicker';
import { SendingFacts } from './sendingFacts';
import { useStrings } from './services';
import { TextArea } from './textArea';
import type { SendRequest } from './useRequest';
import { useAsk } from './useAsk';
import { useRequest } from './useRequest';

interface ComposerProps {
  readonly composer: ComposerView;
  readonly threadId: string | null;
  /** Whether the thread was deleted while it is shown. */
  readonly isDeleted: boolean;
  /** Whether it stands in a turn whose question is edited. */
  readonly isInPlace: boolean;
  /** Whether the welcome says that a key is needed. */
  readonly isFirstRun: boolean;
  /** Whether the end of the thread is in sight. */
  readonly isAtEnd: boolean;
  readonly draft: string;
  readonly onDraft: (draft: string) => void;
  /** Whether an answer is shown, after which it is known where questions go. */
  readonly hasAnswer: boolean;
  /** The question that was asked last in this thread; null for none. */
  readonly lastQuestion: string | null;
  /** Called when a question is on its way, so that it is brought into sight. */
  readonly onAsk: () => void;
  readonly textArea: RefObject<HTMLElement | null>;
}

/** Where the next question is written, and everything that decides how it is sent and what it costs. */
export const Composer = memo(function Composer(props: ComposerProps): VNode {
  const { composer, draft, onDraft, textArea, isDeleted } = props;
  const strings = useStrings();
  const [asking, sendQuestion] = useAsk(props);
  const [status, send] = useRequest();
  const fits = draft.trim().length <= composer.room;
  const isReady = composer.service.kind !== 'unusable' && !isDeleted && asking.state !== 'pending';
  const canSend = draft.trim() !== '' && fits && isReady;
  const ask = (): void => {
    // The question stays where it is until there is a key to send it with.
    if (composer.key === 'missing') send({ kind: 'setApiKey' });
    else if (canSend) {
      props.onAsk();
      sendQuestion(draft);
    }
  };
  const cancelAim = (): void => send({ kind: 'cancelAim' });
  const attachDropped = useCallback((uris: readonly string[]) => send({ kind: 'attachDropped', uris }), [send]);
  const dropTarget = useDropTarget(attachDropped);
  const keys = useComposerKeys(props, ask, cancelAim);

  return (
    <footer class="composer">
      <ServiceNotice composer={composer} hasAnswer={props.hasAnswer} saysKey={!props.isFirstRun} />
      {isDeleted && <DeletedNotice />}
      <AskedBelow composer={composer} follows={props.isAtEnd && draft === '' && asking.state !== 'pending'} />
      <SendingNotice question={composer.sending} />
      <AimNotice aim={composer.aim} isInPlace={props.isInPlace} onCancel={cancelAim} />
      <div class="composer-box" {...dropTarget}>
        <Contexts contexts={composer.contexts} turnId={null} />
        <Scope composer={composer} send={send} />
        <TextArea
          element={textArea}
          label={strings.question}
          placeholder={composer.parentTurnId === null ? strings.askQuestion : strings.askFollowUp}
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
  const strings = useStrings();
  return (
    <div class="composer-tools">
      <Button
        look="quiet"
        icon="attach"
        iconOnly
        label={strings.attach}
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
          label={strings.chooseWhereToLook}
          control="scope"
          onPress={() => send({ kind: 'chooseScope' })}
        />
      )}
      <span class="spring" />
      <Button
        look="primary"
        icon="arrow-up"
        iconOnly
        label={strings.send}
        tooltip={strings.sendWithEnter}
        disabled={!canSend}
        control="send"
        onPress={onAsk}
      />
    </div>
  );
}

/** The code of every key that an input method takes, also of the Enter that accepts what it composed. */
const composingKeyCode = 229;

/** Enter sends, Shift+Enter breaks the line, Up in an empty composer recalls, Escape ends branching and editing. */
function useComposerKeys(props: ComposerProps, ask: () => void, cancelAim: () => void): (event: KeyboardEvent) => void {
  const { composer, draft, lastQuestion, onDraft } = props;
  return (event) => {
    // While an input method composes, its keys are its own; some browsers tell that by the key's code alone.
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else tells it of the last key of a composition
    if (event.isComposing || event.keyCode === composingKeyCode) return;
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
  const strings = useStrings();
  // Its own, so that it can be cleared while the person is still asked where to look.
  const [, clear] = useRequest();
  const { scope, scopeInFull } = composer;
  if (scope === null) return null;
  return (
    <ul class="contexts" aria-label={strings.whereToLook}>
      <li class="context">
        <button
          type="button"
          class="context-title"
          title={scopeInFull ?? strings.changeWhereToLook}
          onClick={() => send({ kind: 'chooseScope' })}
        >
          <Icon name="filter" />
          <bdi>{scope}</bdi>
        </button>
        <button
          type="button"
          class="context-remove"
          title={strings.lookAnywhere}
          aria-label={strings.lookAnywhere}
          onClick={() => clear({ kind: 'clearScope' })}
        >
          <Icon name="close" />
        </button>
      </li>
    </ul>
  );
}
