import * as v from 'valibot';
import type { JsonObject } from '../base/json';
import type { Answer, Citation, FieldBasis } from '../research/answer/answer';

/** An empty title or confidence says as much as none. */
const textOrNull = v.pipe(
  v.optional(v.fallback(v.nullable(v.string()), null), null),
  v.transform((text) => (text?.trim() ? text : null)),
);
const textOrEmpty = v.optional(v.fallback(v.string(), ''), '');

/** A list of which the items that cannot be read are left out; no list at all is an empty one. */
function readableItems<Item>(item: v.GenericSchema<unknown, Item>) {
  return v.pipe(
    v.optional(v.fallback(v.nullable(v.array(v.unknown())), null), null),
    v.transform((values): readonly Item[] => {
      const items: Item[] = [];
      for (const value of values ?? []) {
        const read = v.safeParse(item, value);
        if (read.success) items.push(read.output);
      }
      return items;
    }),
  );
}

const citationSchema: v.GenericSchema<unknown, Citation> = v.object({
  url: v.string(),
  title: textOrNull,
  excerpts: readableItems(v.string()),
});

const basisSchema: v.GenericSchema<unknown, FieldBasis> = v.object({
  field: textOrEmpty,
  reasoning: textOrEmpty,
  citations: readableItems(citationSchema),
  confidence: textOrNull,
});

/** What supports an answer, as far as it can be read. */
export const basisListSchema = readableItems(basisSchema);

/**
 * The API's TaskRunTextOutput and TaskRunJsonOutput, told apart by their content:
 * https://docs.parallel.ai/api-reference/tasks-v1/retrieve-task-run-result
 */
const outputSchema = v.object({
  content: v.union([v.string(), v.custom<JsonObject>(isShallowObject)]),
  basis: basisListSchema,
});

/** The answer in a run's `output`; null when it is none that this version can read. */
export function decodeAnswer(output: unknown): Answer | null {
  const read = v.safeParse(outputSchema, output);
  if (!read.success) return null;
  const { content, basis } = read.output;
  return typeof content === 'string' ? { type: 'text', text: content, basis } : { type: 'json', content, basis };
}

const deepestNesting = 100;

/** Whether a value that JSON.parse made is an object, and not so deep that walking through it could exhaust the stack. */
export function isShallowObject(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  let level: readonly object[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepestNesting) return false;
    level = level.flatMap((holder) => Object.values(holder).filter(isObject));
  }
  return true;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
