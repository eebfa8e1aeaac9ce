import * as v from 'valibot';
import { isBlocks } from '../../src/markdown/decodeBlocks';
import type { Block } from '../../src/markdown/tree';
import type { MessageToWebview } from '../../src/protocol/messages';

const engine = v.object({ kind: v.picklist(['research', 'quick']), name: v.string() });

const confidence = v.nullable(v.object({ level: v.nullable(v.picklist(['high', 'medium', 'low'])), word: v.string() }));

export const blocksShape = v.custom<readonly Block[]>(isBlocks);

export const sourceShape = v.object({
  number: v.number(),
  url: v.string(),
  title: v.string(),
  site: v.string(),
  deceptive: v.boolean(),
  excerpts: v.array(v.string()),
  reasoning: v.array(v.string()),
  confidence,
  standing: v.picklist(['cited', 'read']),
  inBasis: v.boolean(),
});

const problem = v.object({
  title: v.string(),
  explanation: v.string(),
  detail: v.nullable(v.string()),
  actions: v.array(
    v.picklist([
      'retry',
      'sendWhenFree',
      'dontSend',
      'setApiKey',
      'addCredit',
      'chooseProcessor',
      'watchAgain',
      'openPlatform',
      'adoptRun',
      'carryContext',
      'changeBudget',
      'changeServer',
      'showLog',
    ]),
  ),
});

const condition = v.variant('state', [
  v.object({ state: v.literal('waiting'), text: v.string(), canSend: v.boolean(), canChange: v.boolean() }),
  v.object({ state: v.literal('sending') }),
  v.object({
    state: v.literal('running'),
    status: v.string(),
    since: v.number(),
    meter: v.nullable(v.number()),
    readSample: v.array(v.string()),
  }),
  v.object({ state: v.literal('writing'), since: v.number() }),
  v.object({ state: v.literal('lost'), text: v.string(), problem }),
  v.object({ state: v.literal('detached'), problem }),
  v.object({ state: v.literal('unconfirmed'), problem }),
  v.object({
    state: v.literal('failed'),
    problem,
    limit: v.exactOptional(v.object({ until: v.number(), sendsItself: v.boolean() })),
  }),
  v.object({ state: v.literal('unreadable'), text: v.string() }),
  v.object({
    state: v.literal('answered'),
    blocks: blocksShape,
    sources: v.array(sourceShape),
    confidence,
    confidenceSummary: v.nullable(v.string()),
    reasoning: v.array(v.object({ field: v.string(), reasoning: v.string() })),
    duration: v.string(),
    suggestions: v.array(v.string()),
  }),
]);

const context = v.object({ id: v.string(), title: v.string() });

const turn = v.object({
  id: v.string(),
  question: v.nullable(v.string()),
  contexts: v.array(context),
  engine,
  price: v.nullable(v.string()),
  scope: v.nullable(v.string()),
  scopeInFull: v.exactOptional(v.string()),
  siblings: v.nullable(
    v.object({
      position: v.number(),
      count: v.number(),
      previousTurnId: v.nullable(v.string()),
      nextTurnId: v.nullable(v.string()),
      comparable: v.boolean(),
    }),
  ),
  notes: v.array(v.string()),
  trace: v.array(v.object({ kind: v.string(), message: v.string() })),
  condition,
});

const thread = v.nullable(v.object({ id: v.string(), title: v.string(), isDeleted: v.exactOptional(v.literal(true)) }));

const map = v.nullable(
  v.object({
    turns: v.number(),
    branches: v.number(),
    rows: v.array(
      v.object({
        turnId: v.string(),
        question: v.nullable(v.string()),
        count: v.number(),
        level: v.number(),
        startsBranch: v.boolean(),
        stage: v.picklist(['waiting', 'underWay', 'answered', 'uncertain', 'failed']),
        place: v.picklist(['elsewhere', 'shown', 'last']),
      }),
    ),
  }),
);

const engines = v.array(v.object({ name: v.string(), price: v.string(), usualTime: v.string() }));

const aim = v.variant('kind', [
  v.object({ kind: v.literal('continue') }),
  v.object({ kind: v.literal('branch'), question: v.string(), isLast: v.exactOptional(v.literal(true)) }),
  v.object({ kind: v.literal('edit'), turnId: v.string(), question: v.string(), unsent: v.boolean() }),
]);

const service = v.variant('kind', [
  v.object({ kind: v.picklist(['official', 'emulator', 'other']), host: v.string() }),
  v.object({ kind: v.literal('unusable'), problem: v.string() }),
]);

const composer = v.object({
  place: v.string(),
  sending: v.nullable(v.string()),
  key: v.picklist(['unknown', 'missing', 'stored']),
  parentTurnId: v.nullable(v.string()),
  aim,
  askedBelow: v.nullable(v.object({ turnId: v.string(), question: v.string() })),
  contextNote: v.nullable(v.string()),
  waits: v.nullable(v.picklist(['forAnswer', 'forPerson'])),
  contexts: v.array(context),
  engine,
  processors: engines,
  quickModels: engines,
  scope: v.nullable(v.string()),
  scopeInFull: v.exactOptional(v.string()),
  room: v.number(),
  spent: v.nullable(v.string()),
  service,
});

const change = v.variant('part', [
  v.object({ part: v.literal('thread'), thread }),
  v.object({ part: v.literal('map'), map }),
  v.object({ part: v.literal('insertTarget'), name: v.nullable(v.string()) }),
  v.object({ part: v.literal('composer'), composer }),
  v.object({ part: v.literal('order'), turnIds: v.array(v.string()) }),
  v.object({ part: v.literal('turn'), turn }),
  v.object({ part: v.literal('text'), turnId: v.string(), offset: v.number(), text: v.string() }),
  v.object({ part: v.literal('writing'), turnIds: v.array(v.string()) }),
]);

const outcome = v.variant('kind', [
  v.object({ kind: v.literal('done'), said: v.exactOptional(v.string()) }),
  v.object({ kind: v.literal('refused'), message: v.string() }),
  v.object({ kind: v.literal('cancelled') }),
]);

const message = v.variant('type', [
  v.object({
    type: v.literal('snapshot'),
    revision: v.number(),
    view: v.object({
      thread,
      map,
      turns: v.array(turn),
      writing: v.record(v.string(), v.string()),
      insertTarget: v.exactOptional(v.nullable(v.string())),
      composer,
    }),
    translations: v.record(v.string(), v.string()),
  }),
  v.object({ type: v.literal('patch'), revision: v.number(), changes: v.array(change) }),
  v.object({ type: v.literal('response'), id: v.number(), outcome }),
  v.object({ type: v.literal('putText'), place: v.string(), text: v.string() }),
  v.object({ type: v.literal('saved'), serial: v.number() }),
  v.object({
    type: v.literal('said'),
    id: v.number(),
    sentence: v.string(),
    button: v.nullable(v.string()),
    refused: v.exactOptional(v.literal(true)),
  }),
  v.object({ type: v.literal('focusComposer') }),
  v.object({ type: v.literal('revealTurn'), turnId: v.string() }),
]);

/** The message that `data` is; null when it is none that this version knows. */
export function decodeMessage(data: unknown): MessageToWebview | null {
  const result = v.safeParse(message, data);
  return result.success ? result.output : null;
}

type DeepReadonly<Value> = Value extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : Value extends object
    ? { readonly [Name in keyof Value]: DeepReadonly<Value[Name]> }
    : Value;
type Holds<Claim extends true> = Claim;

/** Fails to compile when the protocol says something that is not decoded. `decodeMessage` covers the other direction. */
export type ProtocolIsDecoded = Holds<
  MessageToWebview extends DeepReadonly<v.InferOutput<typeof message>> ? true : false
>;
