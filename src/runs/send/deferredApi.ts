import type { ResearchApi } from '../ports/researchApi';

/**
 * A research API that is made on first use: loading the SDK is kept out of the editor's start.
 *
 * @param load makes the API, or hands out the one that it made before
 */
export function deferredApi(load: () => Promise<ResearchApi>): ResearchApi {
  return {
    create: async (question, signal) => (await load()).create(question, signal),
    answer: async (question, onText, signal) => (await load()).answer(question, onText, signal),
    retrieve: async (runId, signal) => (await load()).retrieve(runId, signal),
    retrieveInput: async (runId, signal) => (await load()).retrieveInput(runId, signal),
    result: async (runId, signal) => (await load()).result(runId, signal),
    events: async (runId, onEvent, signal) => (await load()).events(runId, onEvent, signal),
  };
}
