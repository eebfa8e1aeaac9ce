import * as v from 'valibot';
import type { ActionOutcome } from '../base/outcome';
import { chatRequest } from './chatRequest';
import type { PageStrings } from './pageStrings';
import type { ChatView, ComposerView, MapView, ThreadHeaderView, TurnView } from './viewState';

const serial = v.pipe(v.number(), v.safeInteger());
const name = v.pipe(v.string(), v.maxLength(200));

/** Everything that the webview says to the host. */
export const messageToHost = v.variant('type', [
  /** The webview has started, or started anew: it knows nothing and gets everything. Every `ready` is a new client. */
  v.object({ type: v.literal('ready') }),
  /** A patch was missing: send everything again. */
  v.object({ type: v.literal('resync') }),
  /** The chat has drawn a thread that it was not showing before, and still responds. */
  v.object({ type: v.literal('drawn'), threadId: name }),
  /** What is written in a place is `text` now. Answered by `saved` when that is safe. */
  v.object({ type: v.literal('typed'), serial, place: name, text: v.pipe(v.string(), v.maxLength(200_000)) }),
  /** A bug: a part of the chat could not be drawn. `error` says which kind of error and where, without any text shown. */
  v.object({ type: v.literal('drawingFailed'), part: name, error: v.pipe(v.string(), v.maxLength(2_000)) }),
  /** Start the page anew. */
  v.object({ type: v.literal('reload') }),
  /** What was `said` with this id has been seen: its button was pressed, or it was closed. */
  v.object({ type: v.literal('heard'), id: serial, pressed: v.boolean() }),
  /** The person wants something done. Always answered by a `response` with the same id. */
  v.object({ type: v.literal('request'), id: serial, request: chatRequest }),
]);
export type MessageToHost = Readonly<v.InferOutput<typeof messageToHost>>;

/** What the webview said; null for anything that is not in the protocol. */
export function decodeMessageToHost(data: unknown): MessageToHost | null {
  const decoded = v.safeParse(messageToHost, data);
  return decoded.success ? decoded.output : null;
}

/** Everything that the host says to the webview. */
export type MessageToWebview =
  /** All there is to show, and the webview's own texts in the person's language. */
  | {
      readonly type: 'snapshot';
      readonly revision: number;
      readonly view: ChatView;
      readonly strings: PageStrings;
    }
  /** What changed since `revision - 1`. */
  | { readonly type: 'patch'; readonly revision: number; readonly changes: readonly ViewChange[] }
  | { readonly type: 'response'; readonly id: number; readonly outcome: ActionOutcome }
  /**
   * Put `text` before what is written in a place: it was written there earlier. Or, `anew`, it is all that is written there
   * now: another chat of the window has the same place.
   */
  | { readonly type: 'putText'; readonly place: string; readonly text: string; readonly anew?: true }
  /** What was typed up to that message is safe. */
  | { readonly type: 'saved'; readonly serial: number }
  /** Say what was done, or why it was not, where it was done. `button` takes it back; null where nothing does. */
  | {
      readonly type: 'said';
      readonly id: number;
      readonly sentence: string;
      readonly button: string | null;
      readonly refused?: true;
    }
  /** Put the caret into the composer. */
  | { readonly type: 'focusComposer' }
  /** Scroll to a turn and move the focus to it. */
  | { readonly type: 'revealTurn'; readonly turnId: string };

export type ViewChange =
  | { readonly part: 'thread'; readonly thread: ThreadHeaderView | null }
  | { readonly part: 'map'; readonly map: MapView | null }
  | { readonly part: 'composer'; readonly composer: ComposerView }
  | { readonly part: 'insertTarget'; readonly name: string | null }
  /** The turns that are shown, by id, in order; turns that are not among them are dropped. */
  | { readonly part: 'order'; readonly turnIds: readonly string[] }
  /** A turn that is new or has changed. Stands before an `order` that names it. */
  | { readonly part: 'turn'; readonly turn: TurnView }
  /** More of an answer that is being written: from `offset` on its text is `text`. */
  | { readonly part: 'text'; readonly turnId: string; readonly offset: number; readonly text: string }
  /** No answers are being written but those of these turns. */
  | { readonly part: 'writing'; readonly turnIds: readonly string[] };
