import { failed } from '../../base/result';
import type { Failure } from '../../research/thread/failure';
import type { ResearchApi } from '../ports/researchApi';

/**
 * The API while there is no server that anything may be sent to. Questions are refused with `failure`, for certain. Runs are
 * out of reach for as long as that lasts, which takes nothing from them: whoever watches one tries again.
 */
export function closedApi(failure: Failure): ResearchApi {
  const refused = failed({ kind: 'refused', failure } as const);
  const unavailable = failed({ kind: 'unavailable', failure } as const);
  return {
    create: () => Promise.resolve(refused),
    answer: () => Promise.resolve(refused),
    retrieve: () => Promise.resolve(unavailable),
    retrieveInput: () => Promise.resolve(unavailable),
    result: () => Promise.resolve(unavailable),
    events: () => Promise.resolve(unavailable),
  };
}
