import * as v from 'valibot';
import { parseJson } from './json';

/** What an error answer says to people, and the id that Parallel's support asks for. */
export interface ErrorText {
  readonly message: string | null;
  readonly reference: string | null;
}

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

/**
 * `text` on one line: without control and formatting characters, which could make it look like something else. It is cut on
 * its way out only, since what is cut cannot be searched for the API key any more.
 */
export function cleanText(text: string): string {
  return text
    .replace(/\p{Cf}/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
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

function fromPage(page: string): string {
  return /<title[^<>]*>([^<]+)/i.exec(page)?.[1] ?? withoutMarkup(page);
}

/** The words of a page, read once from its beginning to its end. */
function withoutMarkup(page: string): string {
  const words: string[] = [];
  for (let at = 0; at < page.length;) {
    const open = page.indexOf('<', at);
    const close = open === -1 ? -1 : page.indexOf('>', open);
    if (close === -1) return [...words, page.slice(at)].join(' ');
    words.push(page.slice(at, open));
    const hidden = /^<(script|style)\b/i.exec(page.slice(open, open + 8))?.[1];
    at = hidden === undefined ? close + 1 : endOfElement(page, hidden, close);
  }
  return words.join(' ');
}

function endOfElement(page: string, name: string, from: number): number {
  const end = new RegExp(`</${name}>`, 'gi');
  end.lastIndex = from;
  return end.test(page) ? end.lastIndex : page.length;
}
