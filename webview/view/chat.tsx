import type { RefObject, VNode } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Clock } from '../../src/base/clock';
import { Emitter, type Event } from '../../src/base/event';
import { localizeWith } from '../../src/base/localize';
import type { AimView, ChatView } from '../../src/protocol/viewState';
import { announcementOf } from '../state/announcement';
import type { ChatState } from '../state/chatState';
import type { ChatConnection, StateChange } from '../state/connection';
import { type KeptState, newThread } from '../state/kept';
import { DrawingWork } from '../state/drawingWork';
import type { Mathematics } from '../state/mathematics';
import { Announcer } from './announcer';
import { Boundary } from './boundary';
import { Composer } from './composer';
import { Header } from './header';
import {
  type ChatServices,
  EnginesContext,
  LocalizeContext,
  type PanelActions,
  PanelContext,
  ServicesContext,
} from './services';
import { focusWhenPossible } from './focusWhenPossible';
import { Thread } from './thread';
import { UnusableChat } from './unusableChat';
import { useDrawn } from './useDrawn';
import { useFocusKeeper } from './useFocusKeeper';
import { type Reading, useReadingPlace } from './useReadingPlace';
import { EmptyThread, FirstRun } from './welcome';

interface ChatProps {
  readonly connection: ChatConnection;
  readonly kept: KeptState;
  readonly clock: Clock;
  readonly mathematics: Mathematics;
}

/**
 * The chat: nothing until the host has told what to show, then that.
 *
 * By keyboard: Tab goes through everything in the order of reading, from the first turn to the composer; Enter and Space
 * press and open, Escape closes and gives the focus back. Only lists take arrow keys. What is quiet until the pointer is
 * over it is reached by Tab all the same, and shows then.
 */
export function Chat({ connection, kept, clock, mathematics }: ChatProps): VNode | null {
  const [state, setState] = useState(connection.state);
  const sentences = useMemo(() => new Emitter<string>(), []);
  const services = useMemo<ChatServices>(
    () => ({
      connection,
      kept,
      clock,
      mathematics,
      drawing: new DrawingWork(),
      announce: (sentence) => sentences.fire(sentence),
    }),
    [connection, kept, clock, mathematics, sentences],
  );
  useEffect(() => {
    const hearing = connection.onDidChange((change) => {
      // Answers that are being written are drawn by whoever shows them, for themselves.
      if (onlyWritingChanged(change)) return;
      setState(change.after);
      const sentence = announcementOf(change, localizeWith(change.after.translations));
      if (sentence !== null) sentences.fire(sentence);
    });
    setState(connection.state);
    return () => hearing.dispose();
  }, [connection, sentences]);
  if (!state) return null;
  return (
    <ServicesContext.Provider value={services}>
      <Boundary
        part="chat"
        of={state.view.thread?.id}
        fallback={<UnusableChat localize={localizeWith(state.translations)} reload={() => connection.reload()} />}
      >
        <ShownChat state={state} services={services} sentences={sentences.event} />
      </Boundary>
    </ServicesContext.Provider>
  );
}

function onlyWritingChanged({ before, after }: StateChange): boolean {
  if (!before || before.translations !== after.translations) return false;
  const parts = Object.keys(after.view) as (keyof ChatView)[];
  return parts.every((part) => part === 'writing' || before.view[part] === after.view[part]);
}

interface ShownChatProps {
  readonly state: ChatState;
  readonly services: ChatServices;
  readonly sentences: Event<string>;
}

function ShownChat({ state, services, sentences }: ShownChatProps): VNode {
  const { view, translations } = state;
  const localize = useMemo(() => localizeWith(translations), [translations]);
  const { processors, quickModels } = view.composer;
  const engines = useMemo(() => ({ research: processors, quick: quickModels }), [processors, quickModels]);
  return (
    <LocalizeContext.Provider value={localize}>
      <EnginesContext.Provider value={engines}>
        <Panel state={state} services={services} />
        <Announcer sentences={sentences} />
      </EnginesContext.Provider>
    </LocalizeContext.Provider>
  );
}

function Panel({ state, services }: Pick<ShownChatProps, 'state' | 'services'>): VNode {
  const { thread, map, turns, composer } = state.view;
  const { kept, connection } = services;
  const threadKey = thread?.id ?? newThread;
  const panel = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const textArea = useRef<HTMLElement>(null);
  const reading = useReadingPlace(scroller, threadKey, turns);
  const { aim } = composer;
  const draftKey = aim.kind === 'edit' ? `${threadKey}/${aim.turnId}` : threadKey;
  const [draft, setDraft] = useDraft(kept, draftKey);
  useAim(aim, kept, draftKey, textArea);
  useHostWishes(connection, reading.reveal, textArea);
  useFocusKeeper(panel, textArea);
  useDrawn(services, thread?.id ?? null);

  const pick = useCallback(
    (question: string) => {
      setDraft(question);
      textArea.current?.focus();
    },
    [setDraft],
  );
  const asked = useCallback(
    (question: string) => {
      if (kept.draft(draftKey) === question) kept.setDraft(draftKey, '');
    },
    [kept, draftKey],
  );
  const actions = usePanelActions(kept, draftKey, textArea, reading);
  const { service } = composer;
  const isFirstRun = turns.length === 0 && composer.key === 'missing' && service.kind !== 'unusable';
  const welcome = useWelcome(isFirstRun ? service.host : null, pick);
  return (
    <div ref={panel} class="panel">
      {thread && <Header thread={thread} map={map} reveal={reading.reveal} />}
      <PanelContext.Provider value={actions}>
        <Thread key={threadKey} scroller={scroller} threadId={thread?.id ?? null} turns={turns} reading={reading}>
          {welcome}
        </Thread>
      </PanelContext.Provider>
      {!isFirstRun && (
        <Composer
          composer={composer}
          threadId={thread?.id ?? null}
          draft={draft}
          onDraft={setDraft}
          lastQuestion={turns.at(-1)?.question ?? null}
          onAsk={reading.follow}
          onAsked={asked}
          textArea={textArea}
        />
      )}
    </div>
  );
}

/**
 * What stands where there are no turns. The same element for as long as it says the same.
 *
 * @param keylessHost the server that there is no key for yet; null where none is missing
 */
function useWelcome(keylessHost: string | null, pick: (question: string) => void): VNode {
  return useMemo(
    () => (keylessHost === null ? <EmptyThread onPick={pick} /> : <FirstRun host={keylessHost} />),
    [keylessHost, pick],
  );
}

/** The unsent question of a thread, kept with it. */
function useDraft(kept: KeptState, threadKey: string): readonly [string, (draft: string) => void] {
  const [, drawAgain] = useState(0);
  // Before a question that is edited is put there, which is heard then.
  useLayoutEffect(() => {
    const hearing = kept.onDidChangeDraft((changed) => {
      if (changed === threadKey) drawAgain((count) => count + 1);
    });
    return () => hearing.dispose();
  }, [kept, threadKey]);
  const setDraft = useCallback((draft: string) => kept.setDraft(threadKey, draft), [kept, threadKey]);
  return [kept.draft(threadKey), setDraft];
}

/** What turns can have the panel do. What was written already is kept before a suggested question. */
function usePanelActions(
  kept: KeptState,
  draftKey: string,
  textArea: RefObject<HTMLElement | null>,
  { revealHeading }: Reading,
): PanelActions {
  return useMemo(
    () => ({
      revealHeading,
      suggest(question) {
        const written = kept.draft(draftKey).trimEnd();
        kept.setDraft(draftKey, written === '' ? question : `${written}\n${question}`);
        textArea.current?.focus();
      },
      compose: () => textArea.current?.focus(),
    }),
    [kept, draftKey, textArea, revealHeading],
  );
}

/** An edited question begins as it stands; whoever edits or branches writes next. */
function useAim(aim: AimView, kept: KeptState, draftKey: string, textArea: RefObject<HTMLElement | null>): void {
  const question = aim.kind === 'edit' ? aim.question : null;
  useLayoutEffect(() => {
    if (question !== null && kept.draft(draftKey) === '') kept.setDraft(draftKey, question);
  }, [kept, draftKey, question]);
  const begins = aim.kind === 'continue' ? null : `${aim.kind} ${draftKey} ${aim.question}`;
  const before = useRef(begins);
  useEffect(() => {
    if (begins !== null && begins !== before.current) textArea.current?.focus();
    before.current = begins;
  }, [begins, textArea]);
}

/** Does what the host asks for once: put the caret into the composer, show a turn. */
function useHostWishes(
  connection: ChatConnection,
  reveal: (turnId: string) => void,
  textArea: RefObject<HTMLElement | null>,
): void {
  const wantsComposer = useRef(false);
  const focusComposer = useCallback(() => {
    if (!wantsComposer.current || !textArea.current) return;
    wantsComposer.current = false;
    focusWhenPossible(textArea.current);
  }, [textArea]);
  // There is no composer as long as there is no key; the wish waits for it.
  useEffect(focusComposer);
  useEffect(() => {
    const hearing = connection.onDidWish((wish) => {
      if (wish.type === 'focusComposer') {
        wantsComposer.current = true;
        focusComposer();
        return;
      }
      reveal(wish.turnId);
    });
    return () => hearing.dispose();
  }, [connection, reveal, focusComposer]);
}
