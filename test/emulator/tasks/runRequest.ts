import type { SourcePolicy, Warning } from 'parallel-web/resources/shared';
import type { RunInput } from 'parallel-web/resources/task-run';
import * as v from 'valibot';
import { failed, type Result, success } from '../../../src/base/result';
import { type ApiError, apiError } from '../http/errors';
import { usualTimeOf } from '../processors';
import { readOutputSchema } from '../research/fieldSchema';
import type { RequestedOutput } from '../research/researcher';

/** A create request that the API would take. */
export interface RunRequest {
  /** As it was sent, for `GET …/input`. */
  readonly input: RunInput;
  readonly output: RequestedOutput;
  readonly warnings: readonly Warning[];
}

/** Limits of https://docs.parallel.ai/resources/warnings-and-errors and of the OpenAPI document. */
const longestTask = 25_000;
const longestMetadataKey = 16;
const longestMetadataValue = 512;
const mostDomains = 200;
const mostServers = 10;

const invalid = 'Unprocessable content: request validation error';

/** An object of JSON; arrays are none. */
const jsonObject = v.custom<Record<string, unknown>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'Not an object',
);

const textSchema = v.looseObject({
  type: v.exactOptional(v.literal('text')),
  description: v.exactOptional(v.nullable(v.string())),
});
const jsonSchema = v.looseObject({
  type: v.exactOptional(v.literal('json')),
  json_schema: jsonObject,
});
const autoSchema = v.looseObject({ type: v.literal('auto') });

const optional = <Schema extends v.GenericSchema>(
  schema: Schema,
): v.ExactOptionalSchema<v.NullableSchema<Schema, undefined>, undefined> => v.exactOptional(v.nullable(schema));

const runInput = v.looseObject({
  input: v.union([v.string(), jsonObject]),
  processor: v.string(),
  task_spec: optional(
    v.looseObject({
      output_schema: v.union([v.string(), jsonSchema, textSchema, autoSchema]),
      input_schema: optional(v.union([v.string(), jsonSchema, textSchema])),
    }),
  ),
  previous_interaction_id: optional(v.string()),
  enable_events: optional(v.boolean()),
  source_policy: optional(
    v.looseObject({
      include_domains: v.exactOptional(v.array(v.string())),
      exclude_domains: v.exactOptional(v.array(v.string())),
      after_date: optional(v.pipe(v.string(), v.isoDate())),
    }),
  ),
  advanced_settings: optional(v.looseObject({ location: optional(v.string()) })),
  mcp_servers: optional(
    v.array(
      v.looseObject({
        url: v.string(),
        name: v.string(),
        type: v.exactOptional(v.literal('url')),
        headers: optional(v.record(v.string(), v.string())),
        allowed_tools: optional(v.array(v.string())),
      }),
    ),
  ),
  metadata: optional(v.record(v.string(), v.union([v.string(), v.number(), v.boolean()]))),
  memory_scope_key: optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,128}$/))),
  webhook: optional(
    v.looseObject({ url: v.string(), event_types: v.exactOptional(v.array(v.literal('task_run.status'))) }),
  ),
});

/** Reads the body of a create request as the API does: 422 for what it cannot take, 403 for an unknown processor. */
export function readRunRequest(body: string): Result<RunRequest, ApiError> {
  const decoded = v.safeParse(v.pipe(v.string(), v.parseJson(), runInput), body);
  if (!decoded.success) {
    const issues = decoded.issues.map((issue) => ({ field: v.getDotPath(issue) ?? '', message: issue.message }));
    return failed(apiError(422, invalid, { issues }));
  }
  const input: RunInput = decoded.output;
  const refusal = findRefusal(input);
  if (refusal !== null) return failed(refusal);
  const output = readOutput(input);
  if (!output.ok) return failed(apiError(422, `${invalid}: ${output.failure}`));
  return success({ input, output: output.value, warnings: warningsOf(output.value) });
}

function findRefusal(input: RunInput): ApiError | null {
  if (usualTimeOf(input.processor) === undefined) {
    return apiError(403, 'Forbidden: invalid processor in request', { processor: input.processor });
  }
  const task = (input.task_spec ? JSON.stringify(input.task_spec).length : 0) + textLength(input.input);
  if (task > longestTask) {
    return apiError(422, `${invalid}: task_spec and input have ${task} characters, ${longestTask} are allowed`);
  }
  for (const [key, value] of Object.entries(input.metadata ?? {})) {
    if (key.length > longestMetadataKey || String(value).length > longestMetadataValue) {
      return apiError(422, `${invalid}: metadata allows keys of 16 and values of 512 characters`, { key });
    }
  }
  if ((input.mcp_servers?.length ?? 0) > mostServers) {
    return apiError(422, `${invalid}: at most ${mostServers} MCP servers`);
  }
  return refusalOfPolicy(input.source_policy ?? {});
}

function refusalOfPolicy({ include_domains = [], exclude_domains = [] }: SourcePolicy): ApiError | null {
  const domains = [...include_domains, ...exclude_domains];
  if (domains.length > mostDomains) {
    return apiError(422, `${invalid}: source_policy has ${domains.length} domains, ${mostDomains} are allowed`);
  }
  const wrong = domains.find((domain) => !/^\.?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*(?:\/[^?#:]*)?$/u.test(domain));
  return wrong === undefined ? null : apiError(422, `${invalid}: source_policy has the invalid domain ${wrong}`);
}

function readOutput({ task_spec }: RunInput): Result<RequestedOutput, string> {
  const schema = task_spec?.output_schema ?? { type: 'auto' };
  if (typeof schema === 'string') return success({ kind: 'text' });
  if (!('json_schema' in schema)) return success({ kind: schema.type === 'auto' ? 'auto' : 'text' });
  const read = readOutputSchema(schema.json_schema);
  return read.ok ? success({ kind: 'json', schema: read.value }) : read;
}

/** Names that the basis has already, which the API warns of. */
const basisNames = new Set(['citations', 'confidence', 'evidence', 'reasoning', 'source', 'sources', 'source_urls']);

function warningsOf(output: RequestedOutput): Warning[] {
  if (output.kind !== 'json') return [];
  const names = output.schema.properties.map(([name]) => name).filter((name) => basisNames.has(name));
  if (names.length === 0) return [];
  const message = `The basis of every answer has these already: ${names.join(', ')}`;
  return [{ type: 'spec_validation_warning', message, detail: { fields: names } }];
}

function textLength(input: RunInput['input']): number {
  return typeof input === 'string' ? input.length : JSON.stringify(input).length;
}
