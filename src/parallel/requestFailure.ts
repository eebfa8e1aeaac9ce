import type { FailureReason } from '../research/thread/failure';

/** Why a request brought nothing that can be used. What it means depends on the request: see failures.ts. */
export type RequestFailure =
  /** No key is stored, or the store could not be read. Nothing was sent. */
  | { readonly kind: 'keyMissing'; readonly detail: string | null }
  /** The key has characters that no header can carry. Nothing was sent. */
  | { readonly kind: 'keyMalformed' }
  /** Certain: no server took the request. It was stopped before, found no server, or was turned away on its way. */
  | { readonly kind: 'notTaken'; readonly reason: NotTakenReason; readonly detail: string }
  /** The request may have been received; no answer said so. */
  | { readonly kind: 'noAnswer'; readonly detail: string }
  /** The server answered with something else than success. */
  | { readonly kind: 'status'; readonly answer: ErrorAnswer }
  /** The server reported success; its answer broke off or is larger than anything real. `received` is its beginning. */
  | { readonly kind: 'unreadable'; readonly received: string; readonly passing: boolean; readonly detail: string };

/** What kept a request from its server, as far as it makes a difference to what a person does next. */
export type NotTakenReason = Extract<FailureReason, 'unreachable' | 'proxyRefused' | 'certificateRefused'>;

/** An answer with a status that is no success. */
export interface ErrorAnswer {
  readonly status: number;
  /** The `Retry-After` header. */
  readonly retryAfter: string | null;
  /** The body; cut when it is long. From the network, so hostile. */
  readonly text: string;
}
