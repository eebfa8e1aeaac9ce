import * as v from 'valibot';
import type { FieldBasis } from '../research/answer/answer';
import type { InteractionId } from '../research/thread/ids';
import { isInteractionId } from '../research/answer/wellFormed';
import { basisListSchema } from './decodeAnswer';
import { readErrorText } from './errorText';
import { speaksOfContext } from './failures';
import type { Frame } from './frames';
import { parseJson } from './json';
import type { ErrorAnswer } from './requestFailure';

/** What a frame of a streamed completion says, or a completion that came whole. */
export type ChatItem =
  | ChatPiece
  /** `[DONE]`: nothing follows. */
  | { readonly kind: 'done' }
  /** The answer cannot go on. */
  | { readonly kind: 'error'; readonly error: ChatError }
  /** Not what the API documents: words may be missing. */
  | { readonly kind: 'malformed'; readonly detail: string }
  /** Nothing that belongs to an answer. */
  | { readonly kind: 'unknown' };

/** A part of an answer; each of its parts may be missing in any chunk. */
export interface ChatPiece {
  readonly kind: 'piece';
  /** What follows on the text so far. */
  readonly delta: string;
  /** The text as clients of whole completions read it. */
  readonly message: string;
  /** Whether the text is complete. */
  readonly finished: boolean;
  readonly basis: readonly FieldBasis[];
  readonly interactionId: InteractionId | null;
}

/** An error that comes inside an answer whose status was success. */
export interface ChatError {
  /** As an answer with the status that it names; null where it names none, so that nobody knows what was billed. */
  readonly asAnswer: ErrorAnswer | null;
  readonly message: string;
}

const text = v.optional(v.fallback(v.nullable(v.string()), null), null);
const said = v.optional(v.fallback(v.object({ content: text }), { content: null }), { content: null });
const choiceSchema = v.object({ delta: said, message: said, finish_reason: text });
const nothingSaid = { delta: { content: null }, message: { content: null }, finish_reason: null };
const choices = v.optional(v.fallback(v.array(v.fallback(choiceSchema, nothingSaid)), []), []);

/** The API's ChatCompletion and ChatCompletionChunk: https://docs.parallel.ai/chat-api/chat-quickstart */
const completionSchema = v.object({ choices, basis: basisListSchema, interaction_id: text });

const status = v.optional(v.fallback(v.nullable(v.number()), null), null);
const errorSchema = v.object({ error: v.union([v.pipe(v.string(), v.nonEmpty()), v.looseObject({})]) });
const statusSchema = v.object({ status, code: status, status_code: status });

/** Reads a frame of a completion's stream. Never throws. */
export function decodeChatFrame({ name, data }: Frame): ChatItem {
  if (data.trim() === '[DONE]') return { kind: 'done' };
  const item = decodeCompletion(data, name === 'error');
  // Frames of other kinds carry other events; chunks are documented without a name.
  const isChunk = name === undefined || name === 'message' || name.startsWith('chat.');
  return item.kind === 'malformed' && !isChunk ? { kind: 'unknown' } : item;
}

/** Reads a completion or a chunk of one from its JSON. Never throws. */
export function decodeCompletion(json: string, isError = false): ChatItem {
  const value = parseJson(json);
  const failed = v.safeParse(errorSchema, value);
  if (failed.success) return { kind: 'error', error: errorIn(failed.output.error, json) };
  if (isError) return { kind: 'error', error: errorIn(json, json) };
  const read = v.safeParse(completionSchema, value);
  // The parser's message would quote the data, and with it the answer.
  if (!read.success) return { kind: 'malformed', detail: `${json.length} characters that are no completion` };
  const { choices: given, basis, interaction_id: interactionId } = read.output;
  const { delta, message, finish_reason: reason } = given[0] ?? nothingSaid;
  return {
    kind: 'piece',
    delta: delta.content ?? '',
    message: message.content ?? '',
    finished: Boolean(reason),
    basis,
    interactionId: isInteractionId(interactionId) ? interactionId : null,
  };
}

function errorIn(error: string | object, json: string): ChatError {
  const body = typeof error === 'string' ? JSON.stringify({ message: error }) : json;
  const { message, reference } = readErrorText(body);
  const words = message ?? 'The API stopped with an error.';
  const named = statusOf(error) ?? (speaksOfContext({ status: 200, text: body }) ? 422 : null);
  return {
    asAnswer: named === null ? null : { status: named, retryAfter: null, text: body },
    message: reference === null ? words : `${words} (reference ${reference})`,
  };
}

/** Gateways that have begun an answer can tell a status in the error's own words only. */
function statusOf(error: string | object): number | null {
  const read = v.safeParse(statusSchema, error);
  if (!read.success) return null;
  const named = read.output.status ?? read.output.status_code ?? read.output.code;
  return named !== null && named >= 400 && named < 600 ? named : null;
}
