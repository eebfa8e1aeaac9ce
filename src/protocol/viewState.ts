import type { Block } from '../markdown/tree';
import type { ConfidenceLevel } from '../research/answer/answer';
import type { Engine } from '../research/engine/engine';
import type { Stage } from '../research/thread/stage';

/**
 * What the chat shows: everything it needs and nothing it must look up. The host makes it, the webview draws it.
 * Texts of the product are already in the person's language; texts of questions, answers and sources are data.
 */
export interface ChatView {
  /** Null for a new thread that has no turn yet. */
  readonly thread: ThreadHeaderView | null;
  /** The whole thread at a glance; null where its directions do not part, so that the turns that are shown are all. */
  readonly map: MapView | null;
  /** The turns from the first question to the leaf that is shown. */
  readonly turns: readonly TurnView[];
  /** What has arrived of the answers that are being written, by the id of their turn. */
  readonly writing: Readonly<Record<string, string>>;
  /** The name of the document that an answer would be inserted into; null or absent for a new one. */
  readonly insertTarget?: string | null;
  readonly composer: ComposerView;
}

export interface ThreadHeaderView {
  readonly id: string;
  readonly title: string;
  /** Set when it was deleted while it was shown, in another window. */
  readonly isDeleted?: true;
}

/** A thread as an outline of its questions. */
export interface MapView {
  /** How many questions the thread has, and how many ends its branches have. */
  readonly turns: number;
  readonly branches: number;
  /** From top to bottom. */
  readonly rows: readonly MapRowView[];
}

export interface MapRowView {
  /** The turn that the row leads to: its own, or the first of those that it stands for. */
  readonly turnId: string;
  /** The question on one line; null when its record could not be read. */
  readonly question: string | null;
  /** How many questions the row stands for, one after the other: 1, or many that were asked in a straight line. */
  readonly count: number;
  /** How often directions part above it. */
  readonly level: number;
  /** Whether a direction begins with it that others part from. */
  readonly startsBranch: boolean;
  readonly stage: Stage;
  /** Whether it is among the turns that are shown, or the last of them. */
  readonly place: 'elsewhere' | 'shown' | 'last';
}

export interface TurnView {
  readonly id: string;
  /** Null when the record of the question could not be read. */
  readonly question: string | null;
  readonly contexts: readonly ContextView[];
  readonly engine: Engine;
  /**
   * What the answer costs or cost, in words: `$0.025`, `free` for a run that failed, `may be billed $0.025` where nobody
   * knows; null where nothing was started, and for an engine that this version has no price for.
   */
  readonly price: string | null;
  /** Where the research was to look, in words: `only arxiv.org · since 2026-01-31`; null for anywhere. */
  readonly scope: string | null;
  /** The same with all sites; absent where `scope` names them all. */
  readonly scopeInFull?: string;
  /** Where this turn stands among the turns with the same parent; null when it has no sibling. */
  readonly siblings: SiblingsView | null;
  /** What is out of the ordinary about the turn, in sentences: where it came from, what it builds on. */
  readonly notes: readonly string[];
  readonly trace: readonly TraceLineView[];
  readonly condition: ConditionView;
}

/** A document part that goes along with a question. `id` names it in requests. */
export interface ContextView {
  readonly id: string;
  readonly title: string;
}

export interface SiblingsView {
  /** From 1. */
  readonly position: number;
  readonly count: number;
  /** The leaf to select for the sibling before and after; null at the ends. */
  readonly previousTurnId: string | null;
  readonly nextTurnId: string | null;
  /** Whether this turn and another of them have answers that can be laid side by side. */
  readonly comparable: boolean;
}

export interface TraceLineView {
  /** `plan`, `search`, `result`, `tool_call`, `exec_status` or a later kind. */
  readonly kind: string;
  readonly message: string;
}

export type ConditionView =
  | WaitingView
  | { readonly state: 'sending' }
  | RunningView
  /** A quick answer arrives; what has come stands in `ChatView.writing`. */
  | { readonly state: 'writing'; readonly since: number }
  /** A quick answer whose connection broke; `text` is what had arrived. */
  | { readonly state: 'lost'; readonly text: string; readonly problem: ProblemView }
  /** Nobody watches; the run goes on. */
  | { readonly state: 'detached'; readonly problem: ProblemView }
  | { readonly state: 'unconfirmed'; readonly problem: ProblemView }
  | AnsweredView
  /** A bug: what was recorded can't be made ready for the chat. `text` is the answer as recorded, empty where there is none. */
  | { readonly state: 'unreadable'; readonly text: string }
  | FailedView;

export interface FailedView {
  readonly state: 'failed';
  readonly problem: ProblemView;
  /** For how long the service takes no more questions; absent for every other failure. */
  readonly limit?: LimitView;
}

export interface LimitView {
  /** When it should be over, milliseconds since the epoch; the webview counts down to it. */
  readonly until: number;
  /** Whether the question is sent then by itself, because the person wished that. */
  readonly sendsItself: boolean;
}

/** Recorded, not sent. */
export interface WaitingView {
  readonly state: 'waiting';
  readonly text: string;
  /** Whether nothing stands in the way but the person's word. */
  readonly canSend: boolean;
  /** Whether the question was never sent, so that it can be reworded or dropped. */
  readonly canChange: boolean;
}

export interface RunningView {
  readonly state: 'running';
  /** One calm line: `Queued`, `Reading 4 of 12 pages`, `Waiting for the network`. */
  readonly status: string;
  /** Milliseconds since the epoch; the webview counts from it. */
  readonly since: number;
  /** 0 to 100; null when the API gave none. */
  readonly meter: number | null;
  /** Some of the pages that were read. */
  readonly readSample: readonly string[];
}

export interface AnsweredView {
  readonly state: 'answered';
  /** The text; its markers name sources. */
  readonly blocks: readonly Block[];
  readonly sources: readonly SourceView[];
  /** The least of the answer's confidences, and the API's own word for it; null when it gave none. */
  readonly confidence: ConfidenceView | null;
  /** For answers with several fields: how many there are of each confidence, `3 high · 1 low`; null for one field. */
  readonly confidenceSummary: string | null;
  readonly reasoning: readonly { readonly field: string; readonly reasoning: string }[];
  /** How long the run took, `38 s`. */
  readonly duration: string;
  /** Questions that could be asked next. Only for the last turn that is shown, and as long as they are wanted. */
  readonly suggestions: readonly string[];
}

export interface ConfidenceView {
  /** For colour and icon; null for a word that the API does not document. */
  readonly level: ConfidenceLevel | null;
  readonly word: string;
}

export interface SourceView {
  readonly number: number;
  /** Exactly as stored. The webview makes it a link only when it is http or https. */
  readonly url: string;
  readonly title: string;
  /** The host as it should be shown; `deceptive` says that the written host would mislead (punycode, bidi, mixed script). */
  readonly site: string;
  readonly deceptive: boolean;
  readonly excerpts: readonly string[];
  readonly reasoning: readonly string[];
  readonly confidence: ConfidenceView | null;
  readonly standing: 'cited' | 'read';
  readonly inBasis: boolean;
}

/** What went wrong, what it means for money, and what can be done. */
export interface ProblemView {
  readonly title: string;
  readonly explanation: string;
  /** What the server or the network said, word for word; null when they said nothing. */
  readonly detail: string | null;
  /** In the order in which they should be offered. */
  readonly actions: readonly ProblemAction[];
}

export type ProblemAction =
  | 'retry'
  | 'sendWhenFree'
  | 'dontSend'
  | 'setApiKey'
  | 'addCredit'
  | 'chooseProcessor'
  | 'watchAgain'
  | 'openPlatform'
  | 'adoptRun'
  | 'carryContext'
  | 'changeBudget'
  | 'changeServer'
  | 'showLog';

export interface ComposerView {
  /** Where the question is written, which its text is kept by: the same for as long as what is written belongs together. */
  readonly place: string;
  /** A question of this place that is on its way into the records; null for none. */
  readonly sending: string | null;
  /** Whether a key is stored for the service; without one the chat shows what to do first. */
  readonly key: 'unknown' | 'missing' | 'stored';
  /** The turn that the next question will build on; null for a first question. */
  readonly parentTurnId: string | null;
  readonly aim: AimView;
  /** What was asked below the turns that are shown, in another window; null where they are all. */
  readonly askedBelow: AskedBelowView | null;
  /** What the next question builds on, in a sentence, where that is not simply the turn above it; null otherwise. */
  readonly contextNote: string | null;
  /** What the next question has to wait for: its parent's answer, or first for the person; null when it is sent at once. */
  readonly waits: 'forAnswer' | 'forPerson' | null;
  readonly contexts: readonly ContextView[];
  readonly engine: Engine;
  readonly processors: readonly EngineView[];
  readonly quickModels: readonly EngineView[];
  /** Where the research shall look, in words; null for anywhere, and for a quick answer, which takes no limits. */
  readonly scope: string | null;
  /** The same with all sites; absent where `scope` names them all. */
  readonly scopeInFull?: string;
  /** How many characters the question itself may have, beside what is attached. Below 0 when even that is too much. */
  readonly room: number;
  /** What was spent so far, in words; null where nothing was. */
  readonly spent: string | null;
  readonly service: ServiceView;
}

export interface AskedBelowView {
  /** The newest turn there. */
  readonly turnId: string;
  readonly question: string;
}

/** What pressing Send does with the question in the composer. */
export type AimView =
  /** It continues the turns that are shown. */
  | { readonly kind: 'continue' }
  /** It builds on a turn that the person chose; `question` is that turn's. From the last one it is no branch yet. */
  | { readonly kind: 'branch'; readonly question: string; readonly isLast?: true }
  /** It takes the place of another, or stands beside it when that was sent already. `question` is how it is worded now. */
  | { readonly kind: 'edit'; readonly turnId: string; readonly question: string; readonly unsent: boolean };

/** An engine that a question can be sent to. */
export interface EngineView {
  readonly name: string;
  /** `$0.025` */
  readonly price: string;
  /** `15–100 s` */
  readonly usualTime: string;
}

/** Where questions go. Anything but Parallel's own API is said in the chat. */
export type ServiceView =
  | { readonly kind: 'official'; readonly host: string }
  | { readonly kind: 'emulator'; readonly host: string }
  | { readonly kind: 'other'; readonly host: string }
  /** Nowhere: the setting can't be used, and `problem` says why. */
  | { readonly kind: 'unusable'; readonly problem: string };
