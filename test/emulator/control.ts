import * as v from 'valibot';
import type { FaultController } from './faults/faultController';
import { readFaultRules } from './faults/faultRule';
import { apiError, envelope, type ReferenceSource } from './http/errors';
import { type ApiRequest, json, type Reply } from './http/reply';
import type { RecordedRequest } from './http/recordedRequest';
import type { SentRun } from './tasks/run';

/** What the emulator shows of itself. */
export interface ControlParts {
  readonly faults: FaultController;
  readonly newReference: ReferenceSource;
  readonly speed: number;
  readonly passages: number;
  readonly runs: () => readonly SentRun[];
  readonly requests: () => readonly RecordedRequest[];
}

/**
 * The emulator's own endpoints, which the API does not have and which need no key: `GET /emulator` says what this is,
 * `GET`, `PUT` and `DELETE /emulator/faults` show, replace and end the faults. Null for any other path.
 */
export function answerControl({ method, path, body }: ApiRequest, parts: ControlParts): Reply | null {
  if (method === 'GET' && path === '/emulator') return json(200, statusPage(parts));
  if (path !== '/emulator/faults') return null;
  if (method === 'PUT') {
    const refusal = replaceFaults(body, parts);
    if (refusal !== null) return refusal;
  } else if (method === 'DELETE') {
    parts.faults.clear();
  } else if (method !== 'GET') {
    return null;
  }
  return json(200, { rules: parts.faults.standings });
}

function statusPage({ speed, passages, faults, runs, requests }: ControlParts): unknown {
  return {
    emulator: true,
    what: 'An emulator of the Parallel API for development and tests. It is not the service, and it searches no web.',
    version: 1,
    speed,
    passages,
    requests: requests().length,
    faults: faults.standings,
    runs: runs().map(({ run_id, interaction_id, status, processor, created_at }) => ({
      run_id,
      interaction_id,
      status,
      processor,
      created_at,
    })),
  };
}

function replaceFaults(body: string, { faults, newReference }: ControlParts): Reply | null {
  try {
    faults.set(readFaultRules(JSON.parse(body)));
    return null;
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof v.ValiError)) throw error;
    return envelope(apiError(422, `Not a list of fault rules: ${error.message}`), newReference());
  }
}
