import * as v from 'valibot';
import { isBlocks } from '../../src/markdown/decodeBlocks';
import type { Block } from '../../src/markdown/tree';
import type { MessageToWebview } from '../../src/protocol/messages';
import { pageStringsShape } from '../../src/protocol/pageStrings';

const text = v.string();
const textOrNull = v.nullable(text);
const texts = v.array(text);

const engine = v.object({ kind: v.picklist(['research', 'quick']), name: text });

const confidence = v.nullable(v.object({ level: v.nullable(v.picklist(['high', 'medium', 'low'])), word: text }));

export const blocksShape = v.custom<readonly Block[]>(isBlocks);

export const sourceShape = v.object({
  number: v.number(),
  url: text,
  title: text,
  site: text,
  deceptive: v.boolean(),
  excerpts: texts,
  reasoning: texts,
  confidence,
  standing: v.picklist(['cited', 'read']),
  inBasis: v.boolean(),
});

const problem = v.object({
  title: text,
  explanation: text,
  detail: textOrNull,
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
  v.object({ state: v.literal('waiting'), text, canSend: v.boolean(), canChange: v.boolean() }),
  v.object({ state: v.literal('sending') }),
  v.object({
    state: v.literal('running'),
    status: text,
    since: v.number(),
    meter: v.nullable(v.number()),
    readSample: texts,
  }),
  v.object({ state: v.literal('writing'), since: v.number() }),
  v.object({ state: v.literal('lost'), text, problem }),
  v.object({ state: v.literal('detached'), problem }),
  v.object({ state: v.literal('unconfirmed'), problem }),
  v.object({
    state: v.literal('failed'),
    problem,
    limit: v.exactOptional(v.object({ until: v.number(), sendsItself: v.boolean() })),
  }),
  v.object({ state: v.literal('unreadable'), text }),
  v.object({
    state: v.literal('answered'),
    blocks: blocksShape,
    sources: v.array(sourceShape),
    confidence,
    confidenceSummary: textOrNull,
    reasoning: v.array(v.object({ field: text, reasoning: text })),
    duration: text,
    suggestions: texts,
  }),
]);

const context = v.object({ id: text, title: text });

const turn = v.object({
  id: text,
  question: textOrNull,
  contexts: v.array(context),
  engine,
  price: textOrNull,
  scope: textOrNull,
  scopeInFull: v.exactOptional(text),
  siblings: v.nullable(
    v.object({
      position: v.number(),
      count: v.number(),
      previousTurnId: textOrNull,
      nextTurnId: textOrNull,
      comparable: v.boolean(),
    }),
  ),
  notes: texts,
  trace: v.array(v.object({ kind: text, message: text })),
  condition,
});

const thread = v.nullable(v.object({ id: text, title: text, isDeleted: v.exactOptional(v.literal(true)) }));

const map = v.nullable(
  v.object({
    turns: v.number(),
    branches: v.number(),
    rows: v.array(
      v.object({
        turnId: text,
        question: textOrNull,
        count: v.number(),
        level: v.number(),
        startsBranch: v.boolean(),
        stage: v.picklist(['waiting', 'underWay', 'answered', 'uncertain', 'failed']),
        place: v.picklist(['elsewhere', 'shown', 'last']),
      }),
    ),
  }),
);

const engines = v.array(v.object({ name: text, price: text, usualTime: text }));

const aim = v.variant('kind', [
  v.object({ kind: v.literal('continue') }),
  v.object({ kind: v.literal('branch'), question: text, isLast: v.exactOptional(v.literal(true)) }),
  v.object({ kind: v.literal('edit'), turnId: text, question: text, unsent: v.boolean() }),
]);

const service = v.variant('kind', [
  v.object({ kind: v.picklist(['official', 'emulator', 'other']), host: text }),
  v.object({ kind: v.literal('unusable'), problem: text }),
]);

const composer = v.object({
  place: text,
  sending: textOrNull,
  key: v.picklist(['unknown', 'missing', 'stored']),
  parentTurnId: textOrNull,
  aim,
  askedBelow: v.nullable(v.object({ turnId: text, question: text })),
  contextNote: textOrNull,
  waits: v.nullable(v.picklist(['forAnswer', 'forPerson'])),
  contexts: v.array(context),
  engine,
  processors: engines,
  quickModels: engines,
  scope: textOrNull,
  scopeInFull: v.exactOptional(text),
  room: v.number(),
  spent: textOrNull,
  service,
});

const change = v.variant('part', [
  v.object({ part: v.literal('thread'), thread }),
  v.object({ part: v.literal('map'), map }),
  v.object({ part: v.literal('insertTarget'), name: textOrNull }),
  v.object({ part: v.literal('composer'), composer }),
  v.object({ part: v.literal('order'), turnIds: texts }),
  v.object({ part: v.literal('turn'), turn }),
  v.object({ part: v.literal('text'), turnId: text, offset: v.number(), text }),
  v.object({ part: v.literal('writing'), turnIds: texts }),
]);

const outcome = v.variant('kind', [
  v.object({ kind: v.literal('done'), said: v.exactOptional(text) }),
  v.object({ kind: v.literal('refused'), message: text }),
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
      writing: v.record(text, text),
      insertTarget: v.exactOptional(textOrNull),
      composer,
    }),
    strings: pageStringsShape,
  }),
  v.object({ type: v.literal('patch'), revision: v.number(), changes: v.array(change) }),
  v.object({ type: v.literal('response'), id: v.number(), outcome }),
  v.object({
    type: v.literal('putText'),
    place: text,
    text,
    anew: v.exactOptional(v.literal(true)),
  }),
  v.object({ type: v.literal('saved'), serial: v.number() }),
  v.object({
    type: v.literal('said'),
    id: v.number(),
    sentence: text,
    button: textOrNull,
    refused: v.exactOptional(v.literal(true)),
  }),
  v.object({ type: v.literal('focusComposer') }),
  v.object({ type: v.literal('revealTurn'), turnId: text }),
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
