import type { RunId } from '../../research/thread/ids';
import type { ResearchApi } from './researchApi';

/** What is known of an API key after the API was asked. */
export type KeyVerdict =
  | { readonly kind: 'accepted' }
  /** The API does not let it in. */
  | { readonly kind: 'refused' }
  /** Nobody could say: there is no connection, or the API has other troubles. */
  | { readonly kind: 'unknown' };

/** A run that nobody has: asking for it starts nothing and costs nothing, and whoever is let in is told that it isn't there. */
const noRun = 'trun_00000000000000000000000000000000' as RunId;

/** Asks the API whether it lets in the key that `api` sends. */
export async function checkKey(api: Pick<ResearchApi, 'retrieve'>, signal: AbortSignal): Promise<KeyVerdict> {
  const retrieved = await api.retrieve(noRun, signal);
  if (retrieved.ok) return { kind: 'accepted' };
  const { kind, failure } = retrieved.failure;
  if (failure.reason === 'keyRefused') return { kind: 'refused' };
  return kind === 'refused' ? { kind: 'accepted' } : { kind: 'unknown' };
}
