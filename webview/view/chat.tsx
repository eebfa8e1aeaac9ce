import type { RefObject, VNode } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Clock } from '../../src/base/clock';
import { Emitter, type Event } from '../../src/base/event';
import type { AimView, ChatView } from '../../src/protocol/viewState';
import { joinTexts } from '../../src/research/thread/draft';
import { announcementOf } from '../state/announcement';
import type { ChatState } from '../state/chatState';
import type { ChatConnection, StateChange } from '../state/connection';
import { type KeptState, newThread } from '../state/kept';
import { DraftWriter } from '../state/draftWriter';
import { DrawingWork } from '../state/drawingWork';
import type { Mathematics } from '../state/mathematics';
import { Announcer } from './announcer';
import { Boundary } from './boundary';
import { Composer } from './composer';
import { Header } from './header';
import { InsertTargetContext } from './insertButton';
import {
  type ChatServices,
  EditingContext,
  EnginesContext,
  StringsContext,
  type PanelActions,
  PanelContext,
  ServicesContext,
} from './services';
import { focusWhenPossible } from './focusWhenPossible';
import { Thread } from './thread';
import { UnusableChat } from './unusableChat';
import { Said } from './said';
import { useDrawn } from './useDrawn';
import { useFocusKeeper } from './useFocusKeeper';
import { type Reading, useReadingPlace } from './useReadingPlace';
import { useTitleShown } from './useTitleShown';
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
      drafts: new DraftWriter(connection, kept, clock),
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
      const sentence = announcementOf(change, change.after.strings);
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
        fallback={<UnusableChat strings={state.strings} reload={() => connection.reload()} />}
      >
        <ShownChat state={state} services={services} sentences={sentences.event} />
      </Boundary>
    </ServicesContext.Provider>
  );
}

function onlyWritingChanged({ before, after }: StateChange): boolean {
  if (!before || before.strings !== after.strings) return false;
  const parts = Object.keys(after.view) as (keyof ChatView)[];
  return parts.every((part) => part === 'writing' || before.view[part] === after.view[part]);
}

interface ShownChatProps {
  readonly state: ChatState;
  readonly services: ChatServices;
  readonly sentences: Event<string>;
}

function ShownChat({ state, services, sentences }: ShownChatProps): VNode {
  const { view, strings } = state;
  const { processors, quickModels } = view.composer;
  const engines = useMemo(() => ({ research: processors, quick: quickModels }), [processors, quickModels]);
  return (
    <StringsContext.Provider value={strings}>
      <InsertTargetContext.Provider value={state.view.insertTarget ?? null}>
        <EnginesContext.Provider value={engines}>
          <Panel state={state} services={services} />
          <Announcer sentences={sentences} />
        </EnginesContext.Provider>
      </InsertTargetContext.Provider>
    </StringsContext.Provider>
  );
}

function Panel({ state, services }: Pick<ShownChatProps, 'state' | 'services'>): VNode {
  const { thread, map, turns, composer } = state.view;
  const { drafts, connection } = services;
  const threadKey = thread?.id ?? newThread;
  const panel = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const textArea = useRef<HTMLElement>(null);
  const reading = useReadingPlace(scroller, threadKey, turns);
  const showsTitle = useTitleShown(scroller, threadKey, thread?.title ?? null, turns[0]);
  const { aim, place } = composer;
  const [draft, setDraft] = useDraft(drafts, place, nameOfPlace(threadKey, aim));
  useAim(aim, place, textArea);
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
  const actions = usePanelActions(drafts, place, textArea, reading);
  const { service } = composer;
  const isFirstRun = turns.length === 0 && composer.key === 'missing' && service.kind !== 'unusable';
  const welcome = useWelcome(isFirstRun ? service.host : null, pick);
  const editedId = aim.kind === 'edit' && turns.some(({ id }) => id === aim.turnId) ? aim.turnId : null;
  const writing = (
    <Composer
      composer={composer}
      isInPlace={editedId !== null}
      threadId={thread?.id ?? null}
      isDeleted={thread?.isDeleted ?? false}
      isFirstRun={isFirstRun}
      isAtEnd={!reading.awayFromEnd}
      draft={draft}
      onDraft={setDraft}
      hasAnswer={turns.some(({ condition }) => condition.state === 'answered')}
      lastQuestion={turns.at(-1)?.question ?? null}
      onAsk={reading.follow}
      textArea={textArea}
    />
  );
  const editing = editedId === null ? null : { turnId: editedId, composer: writing };
  return (
    <div ref={panel} class="panel">
      {thread && <Header thread={thread} map={map} showsTitle={showsTitle} reveal={reading.reveal} />}
      <PanelContext.Provider value={actions}>
        <EditingContext.Provider value={editing}>
          <Thread key={threadKey} scroller={scroller} threadId={thread?.id ?? null} turns={turns} reading={reading}>
            {welcome}
          </Thread>
        </EditingContext.Provider>
      </PanelContext.Provider>
      <Said threadKey={threadKey} />
      {!editing && writing}
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

/** What the host calls the place of a thread, or of one of its questions, in a window that has just begun. */
function nameOfPlace(threadKey: string, aim: AimView): string {
  return aim.kind === 'edit' ? `${threadKey}/${aim.turnId}` : threadKey;
}

/** The unsent question of a place, kept with it. */
function useDraft(drafts: DraftWriter, place: string, name: string): readonly [string, (draft: string) => void] {
  const [, drawAgain] = useState(0);
  useLayoutEffect(() => {
    const hearing = drafts.onDidChange((changed) => {
      if (changed === place) drawAgain((count) => count + 1);
    });
    drafts.open(place, name);
    return () => hearing.dispose();
  }, [drafts, place, name]);
  const setDraft = useCallback((draft: string) => drafts.write(place, draft), [drafts, place]);
  return [drafts.text(place), setDraft];
}

/** What turns can have the panel do. What was written already is kept before a suggested question. */
function usePanelActions(
  drafts: DraftWriter,
  place: string,
  textArea: RefObject<HTMLElement | null>,
  { revealHeading, follow }: Reading,
): PanelActions {
  return useMemo(
    () => ({
      revealHeading,
      follow,
      suggest(question) {
        drafts.write(place, joinTexts(drafts.text(place).trimEnd(), question));
        textArea.current?.focus();
      },
      compose: () => textArea.current?.focus(),
    }),
    [drafts, place, textArea, revealHeading, follow],
  );
}

/** Whoever edits or branches writes next. */
function useAim(aim: AimView, place: string, textArea: RefObject<HTMLElement | null>): void {
  const begins = aim.kind === 'continue' ? null : `${aim.kind} ${place} ${aim.question}`;
  const before = useRef(begins);
  useEffect(() => {
    // What was written in a turn has gone with the focus when that ends.
    const isLost = before.current !== null && document.activeElement === document.body;
    // Another chat of the window may have begun it: that one has the focus.
    if (document.hasFocus() && (begins === null ? isLost : begins !== before.current)) textArea.current?.focus();
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
