import * as v from 'valibot';
import { isId } from '../base/ids';
import type { ThreadId, TurnId } from '../research/ids';
import { findProcessor, type ProcessorName } from '../research/processor';

/** What commands take: keybindings, tests and other extensions call them, so everything is decoded. */

const threadId = v.pipe(
  v.string(),
  v.check(isId, 'threadId is not the id of a thread'),
  v.transform((text) => text as ThreadId),
);
const turnId = v.pipe(
  v.string(),
  v.check(isId, 'turnId is not the id of a turn'),
  v.transform((text) => text as TurnId),
);
const question = v.pipe(v.string(), v.maxLength(200_000));
const processor = v.pipe(
  v.string(),
  v.check((name) => findProcessor(name) !== undefined, 'processor is not one of the eighteen processors'),
  v.transform((name) => name as ProcessorName),
);
const context = v.object({
  label: v.string(),
  uri: v.optional(v.nullable(v.string()), null),
  languageId: v.optional(v.string(), 'plaintext'),
  lines: v.optional(v.nullable(v.tuple([v.number(), v.number()])), null),
  text: v.string(),
});

export const startArguments = v.object({
  question: v.optional(question),
  processor: v.optional(processor),
  context: v.optional(v.array(context), []),
});

export const followUpArguments = v.object({
  threadId: v.optional(threadId),
  parentTurnId: v.optional(turnId),
  question: v.optional(question),
  processor: v.optional(processor),
});

/** `selected` means the thread that is selected in the list; without either it is the one that the chat shows. */
export const threadArguments = v.object({ threadId: v.optional(threadId), selected: v.optional(v.boolean(), false) });
export const openArguments = v.object({ threadId: v.optional(threadId), turnId: v.optional(turnId) });
export const renameArguments = v.object({ title: v.optional(v.string()) });
export const turnArguments = v.object({ threadId: v.optional(threadId), turnId: v.optional(turnId) });
export const sendArguments = v.object({ ...turnArguments.entries, processor: v.optional(processor) });
/** Loose about the id, which people paste in many forms. */
export const adoptArguments = v.object({
  ...turnArguments.entries,
  runId: v.optional(v.pipe(v.string(), v.maxLength(2_000))),
});
export const citationArguments = v.object({
  ...turnArguments.entries,
  source: v.optional(v.pipe(v.number(), v.integer())),
});

/**
 * Decodes the argument of a command; nothing given is an empty object. A tree item's element, which VS Code passes when
 * a command comes from the list's menu, names its thread by `id`.
 *
 * @throws Error that names the command and what is wrong with its argument
 */
export function decodeArguments<Schema extends v.GenericSchema>(
  command: string,
  schema: Schema,
  given: unknown,
): v.InferOutput<Schema> {
  const decoded = v.safeParse(schema, asArguments(given));
  if (decoded.success) return decoded.output;
  throw new Error(`researchThreads.${command}: ${decoded.issues.map((issue) => issue.message).join('; ')}`);
}

function asArguments(given: unknown): unknown {
  if (given === undefined || given === null) return {};
  if (typeof given === 'object' && 'id' in given && 'changedAt' in given) return { threadId: given.id };
  // From the editor's context menu VS Code passes the document's URI.
  if (typeof given === 'object' && 'scheme' in given) return {};
  return given;
}
