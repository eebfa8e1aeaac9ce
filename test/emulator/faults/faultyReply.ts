import type { Clock } from '../../../src/base/clock';
import { apiError, envelope, fastApiError, htmlError, openAiError, type ReferenceSource } from '../http/errors';
import type { ApiRequest, BodyReply, Reply } from '../http/reply';
import type { Fault, FaultOf } from './faultRule';

interface Parts {
  readonly clock: Clock;
  readonly newReference: ReferenceSource;
}

/** The answer that a fault gives instead of the true one; null when no fault does. */
export function faultReply(request: ApiRequest, faults: readonly Fault[], parts: Parts): BodyReply | null {
  for (const fault of faults) {
    if (fault.kind === 'status') return statusReply(fault, parts);
    if (fault.kind === 'redirect') return redirectReply(fault, request);
  }
  return null;
}

/** The true answer, spoilt by the faults that concern it as a whole. Streams are spoilt on their way out. */
export function transformReply(reply: Reply, faults: readonly Fault[]): Reply {
  if (reply.kind === 'stream') return reply;
  return faults.reduce<BodyReply>((spoilt, fault) => {
    if (fault.kind === 'malformed-json')
      return { ...spoilt, text: spoilt.text.slice(0, Math.ceil(spoilt.text.length / 2)) };
    if (fault.kind === 'wrong-content-type') return { ...spoilt, contentType: fault.contentType };
    return spoilt;
  }, reply);
}

function statusReply(fault: FaultOf<'status'>, { clock, newReference }: Parts): BodyReply {
  const headers = { ...fault.headers, ...retryAfter(fault, clock) };
  switch (fault.style) {
    case 'envelope':
      return envelope(apiError(fault.status, fault.message), newReference(), headers);
    case 'fastapi':
      return fastApiError(fault.status, [{ location: ['input'], message: fault.message }], headers);
    case 'openai':
      return openAiError(fault.status, fault.message, headers);
    case 'html':
      return htmlError(fault.status, fault.message, headers);
  }
}

function retryAfter({ retryAfter: wanted }: FaultOf<'status'>, clock: Clock): Record<string, string> {
  if (wanted === undefined) return {};
  if (wanted.as === 'seconds') return { 'retry-after': String(wanted.seconds) };
  return { 'retry-after': new Date(clock.now() + wanted.seconds * 1000).toUTCString() };
}

/** The same path at another origin. */
function redirectReply({ origin, status }: FaultOf<'redirect'>, { path, query }: ApiRequest): BodyReply {
  const search = query.size > 0 ? `?${query.toString()}` : '';
  const location = `${new URL(origin).origin}${path}${search}`;
  return { kind: 'body', status, contentType: 'text/plain', text: 'Moved (from the emulator)', headers: { location } };
}
