import * as v from 'valibot';

/** A share of a stream or a body after which a fault sets in. */
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const milliseconds = v.pipe(v.number(), v.minValue(0));

const fault = v.variant('kind', [
  // In place of the answer.
  v.object({
    kind: v.literal('status'),
    status: v.pipe(v.number(), v.integer(), v.minValue(400), v.maxValue(599)),
    style: v.exactOptional(v.picklist(['envelope', 'fastapi', 'openai', 'html']), 'envelope'),
    message: v.exactOptional(v.string(), 'Fault on request'),
    /** Seconds from now, as `Retry-After` in seconds or as a date. */
    retryAfter: v.exactOptional(v.object({ seconds: count, as: v.picklist(['seconds', 'date']) })),
    headers: v.exactOptional(v.record(v.string(), v.string()), {}),
  }),
  v.object({
    kind: v.literal('redirect'),
    origin: v.pipe(v.string(), v.url()),
    status: v.exactOptional(v.picklist([301, 302, 307, 308]), 307),
  }),
  /** The connection is reset before the request is read: nothing has happened. */
  v.object({ kind: v.literal('reset-before-reading') }),
  /** The request is carried out, then the connection is reset: the answer is lost. */
  v.object({ kind: v.literal('reset-after-accepting') }),
  /** No answer ever comes. `accepted`: whether the request is carried out all the same. */
  v.object({ kind: v.literal('hang-before-headers'), accepted: v.exactOptional(v.boolean(), false) }),
  /** The answer comes later. */
  v.object({ kind: v.literal('delay'), milliseconds }),

  // To the body of the answer, or the bytes of the stream.
  v.object({ kind: v.literal('malformed-json') }),
  v.object({ kind: v.literal('wrong-content-type'), contentType: v.exactOptional(v.string(), 'text/html') }),
  v.object({ kind: v.literal('hang-mid-body'), afterBytes: count }),
  v.object({ kind: v.literal('reset-mid-body'), afterBytes: count }),
  v.object({ kind: v.literal('slow-drip'), bytesPerSecond: v.pipe(v.number(), v.minValue(0.01)) }),

  // To the frames of a stream.
  v.object({ kind: v.literal('truncated-last-frame') }),
  /** Ends without an error and without the closing state. */
  v.object({ kind: v.literal('clean-close'), afterFrames: count }),
  /** The 570 second close, early: a last state frame of the active run, then the end. */
  v.object({ kind: v.literal('planned-close'), afterFrames: count }),
  /** All frames so far come a second time. */
  v.object({ kind: v.literal('replay'), afterFrames: count }),
  /** A frame with an event name and no data. */
  v.object({ kind: v.literal('empty-data'), afterFrames: count }),
  v.object({ kind: v.literal('malformed-frame'), afterFrames: count }),
  v.object({
    kind: v.literal('error-event'),
    afterFrames: count,
    message: v.exactOptional(v.string(), 'Fault on request'),
    /** A status that the error names, as where an answer with status 200 has begun before something is refused. */
    status: v.exactOptional(count),
  }),
  /** Comments keep the connection open; no frame ever comes. */
  v.object({ kind: v.literal('comments-only'), everyMilliseconds: milliseconds }),
  v.object({ kind: v.literal('huge-event'), afterFrames: count, megabytes: v.pipe(v.number(), v.minValue(0)) }),

  // To the run that a create request starts, or the answer of a chat request.
  v.object({
    kind: v.literal('run-fails'),
    message: v.exactOptional(v.string(), 'The run failed'),
    detail: v.exactOptional(v.record(v.string(), v.unknown())),
  }),
  /** The run ends in this status, or stays in it when it counts as active. */
  v.object({ kind: v.literal('run-status'), status: v.string(), active: v.exactOptional(v.boolean(), false) }),
  v.object({ kind: v.literal('run-takes'), milliseconds }),
  /** Interactions are refused, as to accounts with zero data retention. */
  v.object({ kind: v.literal('refuse-interactions') }),
]);

const faultRule = v.object({
  /** Which requests are meant; a rule without conditions means all. */
  match: v.exactOptional(
    v.object({
      method: v.exactOptional(v.string()),
      /** `*` stands for one segment of the path, `**` for any rest: `/v1/tasks/runs/*` + `/events`. */
      path: v.exactOptional(v.string()),
      /** Only the nth request that matches, counted from 1. */
      nth: v.exactOptional(v.pipe(count, v.minValue(1))),
      /** Not the first so many that match. */
      after: v.exactOptional(count),
      /** At most so many times. */
      times: v.exactOptional(count),
    }),
    {},
  ),
  fault,
});

export type Fault = v.InferOutput<typeof fault>;
export type FaultKind = Fault['kind'];
export type FaultOf<Kind extends FaultKind> = Extract<Fault, { kind: Kind }>;

/** A fault and the requests that it is for. */
export type FaultRule = v.InferOutput<typeof faultRule>;
/** A fault rule as people and tests write it: what has a default may be left out. */
export type FaultRuleInput = v.InferInput<typeof faultRule>;

const faultList = v.union([
  v.array(faultRule),
  v.pipe(
    v.object({ rules: v.array(faultRule) }),
    v.transform(({ rules }) => rules),
  ),
]);

/**
 * Reads fault rules: a list, or an object with a list `rules`.
 * @throws {v.ValiError} that names what is wrong
 */
export function readFaultRules(value: unknown): FaultRule[] {
  return v.parse(faultList, value);
}
