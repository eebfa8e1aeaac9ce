import * as v from 'valibot';
import type { JsonObject } from '../../base/json';
import type { ThreadEvent } from '../../research/thread/events';
import type { FailureReason } from '../../research/thread/failure';
import { readRecordedContexts } from '../../research/thread/context';
import type { AttemptId, InteractionId, RunId, TurnId } from '../../research/thread/ids';
import { readRecordedScope } from '../../research/scope/scopeEntry';
import {
  isAttemptId,
  isInteractionId,
  isRunId,
  isTurnId,
  readEngineName,
  readText,
  readTitle,
} from '../../research/answer/wellFormed';

/**
 * Decodes the data of records. Members that this version does not know are left out; on disk they stay. A record may come
 * from a file that anybody wrote, so what a person could not have entered is left out in the same way: the question and its
 * answer can still be read.
 */
const turnId = v.custom<TurnId>(isTurnId);
const attemptId = v.custom<AttemptId>(isAttemptId);
const runId = v.custom<RunId>(isRunId);
const interactionId = v.custom<InteractionId>(isInteractionId);
const question = v.pipe(v.string(), v.transform(readText));
const engineName = v.pipe(v.string(), v.transform(readEngineName));
const context = v.pipe(v.unknown(), v.transform(readRecordedContexts));
const nullableText = v.nullable(v.string());
const nullableNumber = v.nullable(v.number());
/** Of an HTTP answer. */
const status = v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(100), v.maxValue(999)));

const scope = v.pipe(v.unknown(), v.transform(readRecordedScope));
const request = v.variant('kind', [
  v.object({ kind: v.literal('research'), processor: engineName, scope: v.exactOptional(scope) }),
  v.object({ kind: v.literal('quick'), model: engineName }),
]);
const carried = v.array(v.object({ turnId, whole: v.boolean() }));
const run = v.object({ runId, interactionId });

const reasons = {
  keyMissing: true,
  addressUnusable: true,
  keyRefused: true,
  noCredit: true,
  processorRefused: true,
  budgetReached: true,
  rateLimited: true,
  invalidRequest: true,
  contextRefused: true,
  unreachable: true,
  proxyRefused: true,
  certificateRefused: true,
  serverError: true,
  runFailed: true,
  runCancelled: true,
  runNeedsAction: true,
  runNotFound: true,
  unreadableResponse: true,
} satisfies Record<FailureReason, true>;

const isReason = (value: string): value is FailureReason => Object.hasOwn(reasons, value);

const failure = v.object({
  // A reason of a later version is still a failure, and the detail beside it says which.
  reason: v.pipe(
    v.string(),
    v.transform((value): FailureReason => (isReason(value) ? value : 'unreadableResponse')),
  ),
  detail: nullableText,
  reference: nullableText,
  retryAfterSeconds: nullableNumber,
});

const traceEntry = v.object({ kind: v.string(), message: v.string(), timestamp: nullableText });

const progress = v.object({
  meter: nullableNumber,
  sourcesConsidered: nullableNumber,
  sourcesRead: nullableNumber,
  readSample: v.array(v.string()),
});

const citation = v.object({ url: v.string(), title: nullableText, excerpts: v.array(v.string()) });
const basis = v.array(
  v.object({ field: v.string(), reasoning: v.string(), citations: v.array(citation), confidence: nullableText }),
);

/** More than any report needs, and far from what makes recursion over it overflow. */
const deepestContent = 100;
const content = v.custom<JsonObject>(
  (value) => typeof value === 'object' && !Array.isArray(value) && value !== null && depthWithin(value, deepestContent),
);

const answer = v.variant('type', [
  v.object({ type: v.literal('text'), text: v.string(), basis }),
  v.object({ type: v.literal('json'), content, basis }),
]);

const aboutAttempt = { turnId, attemptId };

const eventSchema = v.variant('kind', [
  v.object({
    kind: v.literal('asked'),
    turnId,
    parentId: v.nullable(turnId),
    question,
    context,
    attemptId,
    request,
  }),
  v.object({ kind: v.literal('askedAgain'), ...aboutAttempt, request }),
  v.object({ kind: v.literal('reworded'), turnId, question, context, request }),
  v.object({ kind: v.literal('dropped'), turnId }),
  v.object({
    kind: v.literal('sending'),
    ...aboutAttempt,
    previousInteractionId: v.nullable(interactionId),
    carried: v.exactOptional(carried),
  }),
  v.object({ kind: v.literal('accepted'), ...aboutAttempt, run }),
  v.object({
    kind: v.literal('progressed'),
    ...aboutAttempt,
    trace: v.array(traceEntry),
    progress: v.nullable(progress),
    omittedSteps: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  }),
  v.object({ kind: v.literal('answered'), ...aboutAttempt, run, answer }),
  v.object({
    kind: v.literal('wrote'),
    ...aboutAttempt,
    offset: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    text: v.string(),
  }),
  v.object({ kind: v.literal('completed'), ...aboutAttempt, interactionId: v.nullable(interactionId), answer }),
  v.object({ kind: v.literal('lost'), ...aboutAttempt, detail: nullableText, status }),
  v.object({ kind: v.literal('failed'), ...aboutAttempt, failure }),
  v.object({ kind: v.literal('unconfirmed'), ...aboutAttempt, detail: nullableText, status }),
  v.object({ kind: v.literal('detached'), ...aboutAttempt, failure: v.nullable(failure) }),
  v.object({ kind: v.literal('reattached'), ...aboutAttempt }),
  v.object({
    kind: v.literal('adopted'),
    ...aboutAttempt,
    parentId: v.nullable(turnId),
    question,
    request,
    previousInteractionId: v.nullable(interactionId),
    run,
    startedAt: nullableNumber,
    endedAt: nullableNumber,
    earlierMissing: v.boolean(),
  }),
  v.object({ kind: v.literal('carriesContext'), carries: v.boolean() }),
  v.object({ kind: v.literal('renamed'), title: v.pipe(v.string(), v.transform(readTitle)) }),
  v.object({ kind: v.literal('pinned'), pinned: v.boolean() }),
  v.object({ kind: v.literal('deleted') }),
  v.object({ kind: v.literal('restored') }),
]);

/** The schema of each kind, for finding it at once: a variant would try one after the other. */
const schemas = new Map<string, (typeof eventSchema.options)[number]>(
  eventSchema.options.map((option) => [option.entries.kind.literal, option]),
);

/** Every kind of event that is read. */
export const eventKinds: readonly string[] = [...schemas.keys()];

/** Decodes the data of a record; null for a kind that is unknown here and for data that it cannot have. */
export function decodeEvent(kind: string, data: object): ThreadEvent | null {
  const schema = schemas.get(kind);
  const decoded = schema && v.safeParse(schema, { ...data, kind });
  return decoded?.success ? decoded.output : null;
}

/** Fails to compile when the schema and `ThreadEvent` do not say the same, optional members included. */
export type SchemaAgrees = Assert<Agree<Shape<v.InferOutput<typeof eventSchema>>, Shape<ThreadEvent>>>;

type Assert<Condition extends true> = Condition;
type Agree<Left, Right> = [Left] extends [Right] ? ([Right] extends [Left] ? true : false) : false;

/** A type with all members readable, none writable and none optional; texts and free-form JSON as they are. */
type Shape<Value> = Value extends string | number | boolean | null
  ? Value
  : string extends keyof Value
    ? Value
    : { readonly [Name in keyof Value]-?: Shape<Value[Name]> };

function depthWithin(value: object, limit: number): boolean {
  let level: readonly object[] = [value];
  for (let depth = 0; depth < limit; depth += 1) {
    level = level.flatMap((item) => Object.values(item).filter(isObject));
    if (level.length === 0) return true;
  }
  return false;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
