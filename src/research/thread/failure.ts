/**
 * Why a turn has no answer. The words for people are made in one place (`failureText`); what the server said goes along
 * as `detail`, and `reference` is the id that Parallel's support asks for.
 */
export type FailureReason =
  /** No API key is stored for the host that requests go to. */
  | 'keyMissing'
  /** The setting that says where questions go can't be used, so nothing was sent. `detail` says why. */
  | 'addressUnusable'
  /** 401: the key is not accepted. */
  | 'keyRefused'
  /** 402: not enough credit that is not reserved by other runs. */
  | 'noCredit'
  /** 403: this account may not use the processor, or there is none of that name. */
  | 'processorRefused'
  /** The person's own budget does not allow it, so nothing was sent. `detail` says which and by how much. */
  | 'budgetReached'
  /** 429 */
  | 'rateLimited'
  /** 400, 413, 422: the API does not take the question as it is. */
  | 'invalidRequest'
  /** The API does not know the interaction that the question builds on. */
  | 'contextRefused'
  /** The server could not be reached, so nothing was sent. */
  | 'unreachable'
  /** The proxy did not open the way to the server, so nothing was sent. */
  | 'proxyRefused'
  /** What answered for the server has no certificate that is trusted, so nothing was sent. */
  | 'certificateRefused'
  /** 5xx before the run was accepted. */
  | 'serverError'
  /** The run ended as failed. Not billed. */
  | 'runFailed'
  /** The run was cancelled on the platform. */
  | 'runCancelled'
  /** The run stopped to ask for something that this extension cannot give (`action_required`). */
  | 'runNeedsAction'
  /** 404: the API does not know the run any more. */
  | 'runNotFound'
  /** The API answered in a way that cannot be read. */
  | 'unreadableResponse';

export interface Failure {
  readonly reason: FailureReason;
  /** What the server or the network said, for the person and the log; from the network, so hostile. */
  readonly detail: string | null;
  /** The API's `ref_id`. */
  readonly reference: string | null;
  /** For `rateLimited`: how long the server asks to wait, in seconds. */
  readonly retryAfterSeconds: number | null;
}

/** A failure with only what is known. */
export function failure(reason: FailureReason, known: Partial<Omit<Failure, 'reason'>> = {}): Failure {
  return { reason, detail: null, reference: null, retryAfterSeconds: null, ...known };
}
