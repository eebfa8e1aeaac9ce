import * as v from 'valibot';

/** Ids are opaque here; the host looks them up and finds nothing for a made-up one. */
const id = v.pipe(v.string(), v.maxLength(200));
const engineKind = v.picklist(['research', 'quick']);
const engine = v.object({ kind: engineKind, name: id });
const turn = { turnId: id };
const citation = { ...turn, source: v.pipe(v.number(), v.integer()) };
const nothing = {};

/**
 * What a person can ask for in the chat, by its kind, with what each request carries. Things are named by id: the host looks
 * up URLs, paths, texts and commands. Types and decoding are made of this table; `vscode/chat/chatRequests` does what is
 * asked for.
 */
export const chatRequests = {
  /** Ask `question`. The rest is what the person saw when pressing Send: that holds, whatever is shown when it arrives. */
  ask: {
    /** Where it was written. */
    place: id,
    threadId: v.nullable(id),
    parentTurnId: v.nullable(id),
    /** The turn whose question is edited; null for a new question. */
    editedTurnId: v.nullable(id),
    question: v.pipe(v.string(), v.maxLength(200_000)),
    engine,
    contextIds: v.pipe(v.array(id), v.maxLength(100), v.readonly()),
  },
  /** Have the next question answered in the other way, by the engine that was used for that last. */
  chooseKind: { engineKind },
  /** Use another engine for the next question. */
  chooseEngine: { engine },
  /** Say where the next question's research shall look. */
  chooseScope: nothing,
  /** Let the next question's research look anywhere. */
  clearScope: nothing,
  /** Choose what to attach to the next question: the editor's selection or document, a file, an earlier answer. */
  attachContext: nothing,
  /** Attach files that were dropped on the composer: their URIs, as VS Code or the system gives them. */
  attachDropped: { uris: v.pipe(v.array(v.pipe(v.string(), v.maxLength(4_000))), v.maxLength(100), v.readonly()) },
  removeContext: { contextId: id },
  /** Show an attached document part in an editor. `turnId` is null for the composer's own. */
  showContext: { turnId: v.nullable(id), contextId: id },
  /** The next question shall build on this turn. */
  branch: turn,
  /** Word the question of a turn anew. Where it was sent, the old one stays, as another branch. */
  editQuestion: turn,
  /** The next question shall continue the turns that are shown, after all. */
  cancelAim: nothing,
  /** Ask the question of an answered turn once more, beside it. */
  askAgain: turn,
  /** Give up a question that was not sent. */
  dropQuestion: turn,
  /** Lay the answer of a turn beside that of one of its siblings. */
  compareAnswers: turn,
  /** Show the newest turns below this one. */
  selectTurn: turn,
  /** Go along to what another window has asked, where nobody has chosen anything. */
  followTurn: turn,
  insertAnswer: turn,
  insertCitation: citation,
  copyAnswer: turn,
  copyCitation: citation,
  /** Open a link of a turn, byte for byte as it is stored. */
  openLink: { ...turn, url: v.pipe(v.string(), v.maxLength(100_000)) },
  stopWatching: turn,
  watchAgain: turn,
  /** Send the question of a turn that has no answer (again). */
  send: { ...turn, engine },
  /** Send a question once more that was refused because there were too many, when that limit is over. */
  sendWhenFree: { ...turn, engine },
  /** Do not send it then, after all. */
  dontSend: turn,
  /** Send it with the earlier questions and answers inside its text, here and from now on in this thread. */
  carryContext: { ...turn, engine },
  /** Ask for the id of the run of a question that may have arrived, and find it. */
  adoptRun: turn,
  /** Bring back the thread that is shown, which was deleted. */
  restoreThread: nothing,
  setApiKey: nothing,
  /** Show the settings of the budgets. */
  changeBudget: nothing,
  /** Show the setting that says where questions go. */
  changeServer: nothing,
  /** Show what was spent, by day and thread. */
  showSpending: nothing,
  /** Open Parallel's platform in the browser: where keys are made, or where credit is added, or where runs are seen. */
  openPlatform: { page: v.picklist(['keys', 'billing', 'runs']) },
  showLog: nothing,
} as const satisfies Readonly<Record<string, v.ObjectEntries>>;

/** The names of all requests. */
export type ChatRequestKind = keyof typeof chatRequests;

type Output<Schema> = Schema extends v.GenericSchema ? v.InferOutput<Schema> : never;
type Members<Kind extends ChatRequestKind> = (typeof chatRequests)[Kind];

/** A request of one kind. */
export type ChatRequestOf<Kind extends ChatRequestKind> = { readonly kind: Kind } & {
  readonly [Member in keyof Members<Kind>]: Output<Members<Kind>[Member]>;
};

/** What a person asks for in the chat. */
export type ChatRequest = { [Kind in ChatRequestKind]: ChatRequestOf<Kind> }[ChatRequestKind];

/** Does what is asked for: for every kind one function. */
export type ChatRequestHandlers<Outcome> = {
  readonly [Kind in ChatRequestKind]: (request: ChatRequestOf<Kind>) => Outcome;
};

const variants = Object.entries(chatRequests).map(([kind, entries]) => v.object({ kind: v.literal(kind), ...entries }));

/** Decodes a request; members that are not of its kind are left out. */
export const chatRequest = v.pipe(
  v.variant('kind', variants as [(typeof variants)[number], ...typeof variants]),
  // The table above is all that the decoder and the type are made of; that the two are one, a union over it can't tell.
  v.transform((decoded) => decoded as unknown as ChatRequest),
);
