import { createContext, type VNode } from 'preact';
import { useContext } from 'preact/hooks';
import type { Clock } from '../../src/base/clock';
import type { PageStrings } from '../../src/protocol/pageStrings';
import type { EngineView } from '../../src/protocol/viewState';
import type { Engine } from '../../src/research/engine/engine';
import type { DraftWriter } from '../state/draftWriter';
import type { ChatConnection } from '../state/connection';
import type { DrawingWork } from '../state/drawingWork';
import type { KeptState } from '../state/kept';
import type { Mathematics } from '../state/mathematics';

/** What parts of the chat need besides what they draw. The same objects for the life of the webview. */
export interface ChatServices {
  readonly connection: ChatConnection;
  readonly kept: KeptState;
  readonly drafts: DraftWriter;
  readonly clock: Clock;
  readonly mathematics: Mathematics;
  /** What is being drawn a part at a time. */
  readonly drawing: DrawingWork;
  /** Has a screen reader say a sentence when it next has time. */
  readonly announce: (sentence: string) => void;
}

export const ServicesContext = createContext<ChatServices | null>(null);
/** What parts of a turn can have the panel do. */
export interface PanelActions {
  /** Puts a question into the composer. */
  readonly suggest: (question: string) => void;
  /** Brings the question that is being sent into sight: that of a turn, or a new one at the end of the thread. */
  readonly follow: (turnId?: string) => void;
  /** Puts the caret into the composer. */
  readonly compose: () => void;
  /** Shows a heading of an answer, the first being 0, and moves the focus there. */
  readonly revealHeading: (turnId: string, index: number) => void;
}

export const PanelContext = createContext<PanelActions>({
  suggest: () => undefined,
  follow: () => undefined,
  compose: () => undefined,
  revealHeading: () => undefined,
});
/** The composer, where it stands in the turn whose question is edited; null while none is. */
export interface EditingInPlace {
  readonly turnId: string;
  readonly composer: VNode;
}

export const EditingContext = createContext<EditingInPlace | null>(null);
export const StringsContext = createContext<PageStrings | null>(null);
/** What a question can be sent to. */
export interface Engines {
  readonly research: readonly EngineView[];
  readonly quick: readonly EngineView[];
}

export const EnginesContext = createContext<Engines>({ research: [], quick: [] });

export function useServices(): ChatServices {
  return provided(useContext(ServicesContext));
}

/** The texts of the page, in the person's language. Every text of its own comes from here. */
export function useStrings(): PageStrings {
  return provided(useContext(StringsContext));
}

/** All engines of a kind. */
export function useEngines(kind: Engine['kind']): readonly EngineView[] {
  return useContext(EnginesContext)[kind];
}

/** What is known of an engine; undefined for one that this version has no price for. */
export function useEngine({ kind, name }: Engine): EngineView | undefined {
  return useEngines(kind).find((engine) => engine.name === name);
}

function provided<Value>(value: Value | null): Value {
  if (value === null) throw new Error('Used outside of the chat.');
  return value;
}
