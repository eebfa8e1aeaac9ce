import type { Clock } from '../base/clock';
import { unreachable } from '../base/result';
import { failure, type Failure, type FailureReason } from '../research/thread/failure';
import type { CreateFailure, QuickFailure, RunQuestion, WatchFailure } from '../runs/ports/researchApi';
import { readErrorText } from './errorText';
import type { ErrorAnswer, RequestFailure } from './requestFailure';

/** What a question builds on: all that its refusal depends on. */
type Continued = Pick<RunQuestion, 'previousInteractionId'>;

/*
 * What a failed request means. The statuses and their meaning:
 * https://docs.parallel.ai/resources/warnings-and-errors
 */

/**
 * Whether a question whose request failed is certain not to have become a run.
 * - Nothing was sent, or no server took it: certain.
 * - Any 4xx status: certain, the server looked at the question and turned it down.
 * - Any other status, and no answer: not certain. A gateway gives a 5xx too when the server behind it has taken the
 *   question and its answer got lost.
 * - Success that could not be read: the run exists, only its id is not known.
 */
export function createFailure(failed: RequestFailure, question: Continued, clock: Clock): CreateFailure {
  switch (failed.kind) {
    case 'keyMissing':
    case 'keyMalformed':
    case 'notTaken':
      return { kind: 'refused', failure: unsentFailure(failed) };
    case 'noAnswer':
      return { kind: 'unconfirmed', detail: failed.detail };
    case 'unreadable':
      return { kind: 'unconfirmed', detail: `The API took the question, but its answer broke off. ${failed.detail}` };
    case 'status': {
      const { answer } = failed;
      const { status } = answer;
      if (status < 400 || status >= 500) return { kind: 'unconfirmed', detail: wholeText(answer), status };
      return { kind: 'refused', failure: answerFailure(refusalReason(answer, question), answer, clock) };
    }
    default:
      return unreachable(failed);
  }
}

/**
 * The same of a question whose answer comes with the request. There is no run that could be found afterwards: what may have
 * been taken is lost.
 */
export function quickFailure(failed: RequestFailure, question: Continued, clock: Clock): QuickFailure {
  const outcome = createFailure(failed, question, clock);
  return outcome.kind === 'refused' ? outcome : { ...outcome, kind: 'lost' };
}

/** Whether looking at a run again may work by itself (`unavailable`), or needs somebody to do something (`refused`). */
export function watchFailure(failed: RequestFailure, clock: Clock): WatchFailure {
  switch (failed.kind) {
    case 'keyMissing':
    case 'keyMalformed':
      return { kind: 'refused', failure: unsentFailure(failed) };
    case 'notTaken':
      return { kind: 'unavailable', failure: unsentFailure(failed) };
    case 'noAnswer':
      return { kind: 'unavailable', failure: failure('unreachable', { detail: failed.detail }) };
    case 'unreadable':
      return {
        kind: failed.passing ? 'unavailable' : 'refused',
        failure: failure('unreadableResponse', { detail: failed.detail }),
      };
    case 'status': {
      const { kind, reason } = watchMeaning(failed.answer.status);
      return { kind, failure: answerFailure(reason, failed.answer, clock) };
    }
    default:
      return unreachable(failed);
  }
}

/** The API answered with success and something else than what it documents. */
export function unreadable(kind: WatchFailure['kind'], detail: string): WatchFailure {
  return { kind, failure: failure('unreadableResponse', { detail }) };
}

function unsentFailure(failed: Extract<RequestFailure, { kind: 'keyMissing' | 'keyMalformed' | 'notTaken' }>): Failure {
  switch (failed.kind) {
    case 'keyMissing':
      return failure('keyMissing', { detail: failed.detail });
    case 'keyMalformed':
      return failure('keyRefused', { detail: 'The key has characters that no API key has.' });
    case 'notTaken':
      return failure(failed.reason, { detail: failed.detail });
    default:
      return unreachable(failed);
  }
}

function refusalReason(answer: ErrorAnswer, question: Continued): FailureReason {
  const { status } = answer;
  if (question.previousInteractionId !== null && speaksOfContext(answer)) return 'contextRefused';
  switch (status) {
    case 401:
      return 'keyRefused';
    case 402:
      return 'noCredit';
    case 403:
      return 'processorRefused';
    case 408:
    case 425:
      return 'serverError';
    case 429:
      return 'rateLimited';
    default:
      return 'invalidRequest';
  }
}

/**
 * The status for an interaction that the API does not take is not documented; its message is known. Nothing but the
 * interaction can be what a create request with status 404 did not find. Accounts with zero data retention have none.
 */
export function speaksOfContext({ status, text }: Pick<ErrorAnswer, 'status' | 'text'>): boolean {
  const message = readErrorText(text).message ?? '';
  return status === 404 || /^invalid interaction id\b/i.test(message) || /\bzero[- ]data[- ]retention\b/i.test(message);
}

function watchMeaning(status: number): { kind: WatchFailure['kind']; reason: FailureReason } {
  if (status === 429) return { kind: 'unavailable', reason: 'rateLimited' };
  if (status === 408 || status === 425 || status < 400 || status >= 500) {
    return { kind: 'unavailable', reason: 'serverError' };
  }
  switch (status) {
    case 401:
    case 403:
      // Looking at a run involves no processor: a key that may not look is the wrong key.
      return { kind: 'refused', reason: 'keyRefused' };
    case 402:
      return { kind: 'refused', reason: 'noCredit' };
    case 404:
    case 410:
      return { kind: 'refused', reason: 'runNotFound' };
    default:
      return { kind: 'refused', reason: 'invalidRequest' };
  }
}

function answerFailure(reason: FailureReason, answer: ErrorAnswer, clock: Clock): Failure {
  const { message, reference } = readErrorText(answer.text);
  return failure(reason, {
    detail: message ?? `HTTP ${answer.status}`,
    reference,
    retryAfterSeconds: readRetryAfter(answer.retryAfter, clock),
  });
}

function wholeText(answer: ErrorAnswer): string {
  const { message, reference } = readErrorText(answer.text);
  return `HTTP ${answer.status}${message ? `: ${message}` : ''}${reference ? ` (reference ${reference})` : ''}`;
}

const longestRetryAfter = 3600;

/** `Retry-After` as seconds or as a date (RFC 9110, 10.2.3), at most an hour; null for none or nonsense. */
function readRetryAfter(value: string | null, clock: Clock): number | null {
  if (value === null) return null;
  const seconds = /^\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : (Date.parse(value) - clock.now()) / 1000;
  return Number.isNaN(seconds) ? null : Math.min(Math.max(Math.ceil(seconds), 0), longestRetryAfter);
}
