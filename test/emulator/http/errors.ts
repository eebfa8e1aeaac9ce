import type { ErrorObject } from 'parallel-web/resources/shared';
import { type BodyReply, json } from './reply';

/** Every error of the emulator says where it comes from. */
const mark = '(from the emulator)';

/** Makes the reference ids that support would ask for. */
export type ReferenceSource = () => string;

/** An error that a request ends in: the status, what people read, and details for programs. */
export interface ApiError {
  readonly status: number;
  readonly message: string;
  readonly detail: Record<string, unknown> | null;
}

export function apiError(status: number, message: string, detail: Record<string, unknown> | null = null): ApiError {
  return { status, message, detail };
}

/** The error of a run that failed. */
export function errorObject(message: string, detail: Record<string, unknown> | null, reference: string): ErrorObject {
  return { ref_id: reference, message: `${message} ${mark}`, detail };
}

/** The envelope of the Task API: `{"type":"error","error":{"ref_id","message","detail"}}`. */
export function envelope(
  error: ApiError,
  reference: string,
  headers: Readonly<Record<string, string>> = {},
): BodyReply {
  return json(error.status, { type: 'error', error: errorObject(error.message, error.detail, reference) }, headers);
}

/** The form of FastAPI, in which Chat answers 422. */
export function fastApiError(
  status: number,
  issues: readonly { readonly location: readonly (string | number)[]; readonly message: string }[],
  headers: Readonly<Record<string, string>> = {},
): BodyReply {
  const detail = issues.map(({ location, message }) => ({
    loc: ['body', ...location],
    msg: `${message} ${mark}`,
    type: 'value_error',
  }));
  return json(status, { detail }, headers);
}

/** The form of the OpenAI API, which the documentation shows for Responses. */
export function openAiError(
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): BodyReply {
  const error = { message: `${message} ${mark}`, type: 'invalid_request_error', param: null, code: null };
  return json(status, { error }, headers);
}

/** A page as proxies and load balancers write them. */
export function htmlError(status: number, message: string, headers: Readonly<Record<string, string>> = {}): BodyReply {
  const text = `<html><head><title>${status} ${message}</title></head><body><h1>${message}</h1><hr>${mark}</body></html>`;
  return { kind: 'body', status, contentType: 'text/html', text, headers };
}
