import * as v from 'valibot';
import { parseJson } from './json';

/** What an error answer says to people, and the id that Parallel's support asks for. */
export interface ErrorText {
  readonly message: string | null;
  readonly reference: string | null;
}

const longestMessage = 500;
/** A page is shortened before its tags are removed, so that no page makes that slow. */
const longestPage = 4096;

const text = v.optional(v.fallback(v.nullable(v.string()), null), null);

/** The API's envelope, and that of OpenAI, which has no `ref_id`. */
const envelopeSchema = v.object({ error: v.object({ message: text, ref_id: text }) });
/** FastAPI's: https://fastapi.tiangolo.com/tutorial/handling-errors/ */
const validationSchema = v.object({
  detail: v.array(v.object({ loc: v.optional(v.array(v.union([v.string(), v.number()])), []), msg: v.string() })),
});
const detailSchema = v.object({ detail: v.string() });
const messageSchema = v.object({ message: v.string() });

/** Reads the body of an error answer in any of the forms that the API and what stands before it are known to use. */
export function readErrorText(body: string): ErrorText {
  const { message, reference } = fromJson(body) ?? { message: fromPage(body), reference: null };
  return { message: cleanOrNull(message), reference: cleanOrNull(reference) };
}

/** `text` on one short line: without control and formatting characters, which could make it look like something else. */
export function cleanText(text: string): string {
  const line = text
    .slice(0, 4 * longestMessage)
    .replace(/\p{Cf}/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return line.length <= longestMessage ? line : `${line.slice(0, longestMessage - 1)}…`;
}

/** The same, and null for nothing at all. */
export function cleanOrNull(text: string | null | undefined): string | null {
  return cleanText(text ?? '') || null;
}

function fromJson(body: string): ErrorText | null {
  const value = parseJson(body);
  if (value === undefined) return null;
  const envelope = v.safeParse(envelopeSchema, value);
  if (envelope.success) return { message: envelope.output.error.message, reference: envelope.output.error.ref_id };
  const validation = v.safeParse(validationSchema, value);
  if (validation.success) return { message: validation.output.detail.map(complaint).join('; '), reference: null };
  const detail = v.safeParse(detailSchema, value);
  if (detail.success) return { message: detail.output.detail, reference: null };
  const message = v.safeParse(messageSchema, value);
  return { message: message.success ? message.output.message : null, reference: null };
}

function complaint({ loc, msg }: v.InferOutput<typeof validationSchema>['detail'][number]): string {
  const field = loc.filter((part) => part !== 'body').join('.');
  return field ? `${field}: ${msg}` : msg;
}

function fromPage(body: string): string {
  const page = body.slice(0, longestPage);
  const title = /<title[^>]*>([^<]+)/i.exec(page)?.[1];
  return title ?? page.replace(/<(script|style)\b.*?<\/\1>/gis, ' ').replace(/<[^>]*>/g, ' ');
}
