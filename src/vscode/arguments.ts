import * as v from 'valibot';
import { calendarDay } from '../base/calendarDay';
import { isId } from '../base/ids';
import { localizeWith } from '../base/localize';
import { readContext } from '../research/thread/context';
import { type Engine, quickModels } from '../research/engine/engine';
import type { ThreadId, TurnId } from '../research/thread/ids';
import { findProcessor, type ProcessorName } from '../research/engine/processor';
import { readScope, scopeProblemWords } from '../research/scope/scopeEntry';
import type { SourceScope } from '../research/scope/sourceScope';
import { longestText } from '../research/answer/wellFormed';

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
const question = v.pipe(v.string(), v.maxLength(longestText));
const processor = v.pipe(
  v.string(),
  v.check((name) => findProcessor(name) !== undefined, 'processor is not one of the eighteen processors'),
  v.transform((name) => name as ProcessorName),
);
const model = v.pipe(
  v.string(),
  v.check((name) => quickModels.includes(name), 'model is not a model of the Chat API'),
);
const engine = { processor: v.optional(processor), model: v.optional(model) };
const context = v.pipe(
  v.object({
    label: v.string(),
    uri: v.optional(v.nullable(v.string()), null),
    languageId: v.optional(v.string(), 'plaintext'),
    lines: v.optional(v.nullable(v.tuple([v.number(), v.number()])), null),
    text: v.pipe(v.string(), v.maxLength(longestText)),
  }),
  v.transform((given) => readContext(given)),
);

const site = v.pipe(v.string(), v.maxLength(2_000));
/** Where research shall look; what is left out says nothing, so that `{}` means anywhere. */
const scope = v.pipe(
  // Strict, because with a slip of the pen research would look anywhere.
  v.strictObject({
    include: v.optional(v.array(site), []),
    exclude: v.optional(v.array(site), []),
    after: v.optional(v.string(), ''),
    location: v.optional(v.string(), ''),
  }),
  v.rawTransform(({ dataset, addIssue, NEVER }): SourceScope | null => {
    const read = readScope(dataset.value, calendarDay(Date.now()));
    for (const problem of read.problems) {
      const named = 'entry' in problem ? `${problem.part} “${problem.entry}”` : problem.part;
      addIssue({ message: `${named}: ${scopeProblemWords(problem, localizeWith({}))}` });
    }
    return read.problems.length > 0 ? NEVER : read.scope;
  }),
);

export const startArguments = v.object({
  question: v.optional(question),
  ...engine,
  scope: v.optional(scope),
  context: v.optional(v.array(context), []),
});

export const followUpArguments = v.object({
  threadId: v.optional(threadId),
  parentTurnId: v.optional(turnId),
  question: v.optional(question),
  ...engine,
  scope: v.optional(scope),
});

/** Without an id it is the thread that the chat shows. */
export const threadArguments = v.object({ threadId: v.optional(threadId) });
export const openArguments = v.object({ threadId: v.optional(threadId), turnId: v.optional(turnId) });
export const renameArguments = v.object({ title: v.optional(v.string()) });
export const turnArguments = v.object({ threadId: v.optional(threadId), turnId: v.optional(turnId) });
/** `otherTurnId` names what to compare with; without it the person chooses. `asText` shows what differs line by line. */
export const compareArguments = v.object({
  ...turnArguments.entries,
  otherTurnId: v.optional(turnId),
  asText: v.optional(v.boolean()),
});
export const sendArguments = v.object({ ...turnArguments.entries, ...engine });
/** Loose about the id, which people paste in many forms. */
export const adoptArguments = v.object({
  ...turnArguments.entries,
  runId: v.optional(v.pipe(v.string(), v.maxLength(2_000))),
});
export const citationArguments = v.object({
  ...turnArguments.entries,
  source: v.optional(v.pipe(v.number(), v.integer())),
});

export const scopeArguments = scope;
/** A processor for research, or a model for a quick answer. */
export const engineArguments = v.object(engine);
/** The file's path or URI. */
export const fileArguments = v.object({ uri: v.optional(v.pipe(v.string(), v.minLength(1))) });
export const attachAnswerArguments = turnArguments;

export const searchArguments = v.object({ query: v.optional(question, '') });
/** `target` is a path or a URI: a file for one thread and for JSON, else a folder. */
export const exportArguments = v.object({
  threadId: v.optional(threadId),
  all: v.optional(v.boolean(), false),
  format: v.optional(v.picklist(['markdown', 'json', 'html'])),
  target: v.optional(v.pipe(v.string(), v.minLength(1))),
});
/** Paths or URIs of files. */
export const importArguments = v.object({ files: v.optional(v.array(v.pipe(v.string(), v.minLength(1)))) });

/** What a command may say of the engine: a processor for research, or a model for a quick answer. */
export interface EngineArguments {
  readonly processor?: string | undefined;
  readonly model?: string | undefined;
}

/** The engine that a command names; undefined when it names none. */
export function engineOfArguments({ processor: name, model: quick }: EngineArguments): Engine | undefined {
  if (name) return { kind: 'research', name };
  return quick ? { kind: 'quick', name: quick } : undefined;
}

/**
 * Decodes the argument of a command; nothing given is an empty object. A node of the tree, which VS Code passes when a
 * command comes from the tree's menu, names its thread and turn as an argument does.
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
  // From the editor's context menu VS Code passes the document's URI.
  if (typeof given === 'object' && 'scheme' in given) return {};
  return given;
}
