import type { Engine } from '../research/engine/engine';
import type { ChatView, ComposerView, MapView, ThreadHeaderView, TurnView } from './viewState';

/** Everything that the webview says to the host. */
export type MessageToHost =
  /** The webview has started, or started anew: it knows nothing and gets everything. Every `ready` is a new client. */
  | { readonly type: 'ready' }
  /** A patch was missing: send everything again. */
  | { readonly type: 'resync' }
  /** The chat has drawn a thread that it was not showing before, and still responds. */
  | { readonly type: 'drawn'; readonly threadId: string }
  /** What is written in a place is `text` now. Answered by `saved` when that is safe. */
  | { readonly type: 'typed'; readonly serial: number; readonly place: string; readonly text: string }
  /** A bug: a part of the chat could not be drawn. `error` says which kind of error and where, without any text shown. */
  | { readonly type: 'drawingFailed'; readonly part: string; readonly error: string }
  /** Start the page anew. */
  | { readonly type: 'reload' }
  /** What was `said` with this id has been seen: its button was pressed, or it was closed. */
  | { readonly type: 'heard'; readonly id: number; readonly pressed: boolean }
  /** The person wants something done. Always answered by a `response` with the same id. */
  | { readonly type: 'request'; readonly id: number; readonly request: ChatRequest };

/** What a person can ask for in the chat. Things are named by id: the host looks up URLs, paths, texts and commands. */
export type ChatRequest =
  /** Ask `question`. The rest is what the person saw when pressing Send: that holds, whatever is shown when it arrives. */
  | {
      readonly kind: 'ask';
      /** Where it was written. */
      readonly place: string;
      readonly threadId: string | null;
      readonly parentTurnId: string | null;
      /** The turn whose question is edited; null for a new question. */
      readonly editedTurnId: string | null;
      readonly question: string;
      readonly engine: Engine;
      readonly contextIds: readonly string[];
    }
  /** Have the next question answered in the other way, by the engine that was used for that last. */
  | { readonly kind: 'chooseKind'; readonly engineKind: Engine['kind'] }
  /** Use another engine for the next question. */
  | { readonly kind: 'chooseEngine'; readonly engine: Engine }
  /** Say where the next question's research shall look. */
  | { readonly kind: 'chooseScope' }
  /** Let the next question's research look anywhere. */
  | { readonly kind: 'clearScope' }
  /** Choose what to attach to the next question: the editor's selection or document, a file, an earlier answer. */
  | { readonly kind: 'attachContext' }
  /** Attach files that were dropped on the composer: their URIs, as VS Code or the system gives them. */
  | { readonly kind: 'attachDropped'; readonly uris: readonly string[] }
  | { readonly kind: 'removeContext'; readonly contextId: string }
  /** Show an attached document part in an editor. `turnId` is null for the composer's own. */
  | { readonly kind: 'showContext'; readonly turnId: string | null; readonly contextId: string }
  /** The next question shall build on this turn. */
  | { readonly kind: 'branch'; readonly turnId: string }
  /** Word the question of a turn anew. Where it was sent, the old one stays, as another branch. */
  | { readonly kind: 'editQuestion'; readonly turnId: string }
  /** The next question shall continue the turns that are shown, after all. */
  | { readonly kind: 'cancelAim' }
  /** Ask the question of an answered turn once more, beside it. */
  | { readonly kind: 'askAgain'; readonly turnId: string }
  /** Give up a question that was not sent. */
  | { readonly kind: 'dropQuestion'; readonly turnId: string }
  /** Lay the answer of a turn beside that of one of its siblings. */
  | { readonly kind: 'compareAnswers'; readonly turnId: string }
  /** Show the newest turns below this one. */
  | { readonly kind: 'selectTurn'; readonly turnId: string }
  /** Go along to what another window has asked, where nobody has chosen anything. */
  | { readonly kind: 'followTurn'; readonly turnId: string }
  | { readonly kind: 'insertAnswer'; readonly turnId: string }
  | { readonly kind: 'insertCitation'; readonly turnId: string; readonly source: number }
  | { readonly kind: 'copyAnswer'; readonly turnId: string }
  | { readonly kind: 'copyCitation'; readonly turnId: string; readonly source: number }
  /** Open a link of a turn, byte for byte as it is stored. */
  | { readonly kind: 'openLink'; readonly turnId: string; readonly url: string }
  | { readonly kind: 'stopWatching'; readonly turnId: string }
  | { readonly kind: 'watchAgain'; readonly turnId: string }
  /** Send the question of a turn that has no answer (again). */
  | { readonly kind: 'send'; readonly turnId: string; readonly engine: Engine }
  /** Send a question once more that was refused because there were too many, when that limit is over. */
  | { readonly kind: 'sendWhenFree'; readonly turnId: string; readonly engine: Engine }
  /** Do not send it then, after all. */
  | { readonly kind: 'dontSend'; readonly turnId: string }
  /** Send it with the earlier questions and answers inside its text, here and from now on in this thread. */
  | { readonly kind: 'carryContext'; readonly turnId: string; readonly engine: Engine }
  /** Ask for the id of the run of a question that may have arrived, and find it. */
  | { readonly kind: 'adoptRun'; readonly turnId: string }
  /** Bring back the thread that is shown, which was deleted. */
  | { readonly kind: 'restoreThread' }
  | { readonly kind: 'setApiKey' }
  /** Show the settings of the budgets. */
  | { readonly kind: 'changeBudget' }
  /** Show the setting that says where questions go. */
  | { readonly kind: 'changeServer' }
  /** Show what was spent, by day and thread. */
  | { readonly kind: 'showSpending' }
  /** Open Parallel's platform in the browser: where keys are made, or where credit is added, or where runs are seen. */
  | { readonly kind: 'openPlatform'; readonly page: 'keys' | 'billing' | 'runs' }
  | { readonly kind: 'showLog' };

/** Everything that the host says to the webview. */
export type MessageToWebview =
  /** All there is to show, and the translations of the webview's own texts by English text. */
  | {
      readonly type: 'snapshot';
      readonly revision: number;
      readonly view: ChatView;
      readonly translations: Readonly<Record<string, string>>;
    }
  /** What changed since `revision - 1`. */
  | { readonly type: 'patch'; readonly revision: number; readonly changes: readonly ViewChange[] }
  | { readonly type: 'response'; readonly id: number; readonly outcome: RequestOutcome }
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

/**
 * How a request ended. `done` carries a sentence for the person where nothing else shows what was done, `refused` always
 * does; `cancelled` means that the person changed their mind.
 */
export type RequestOutcome =
  | { readonly kind: 'done'; readonly said?: string }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'cancelled' };
