import { sleep } from '../../../src/base/abort';
import type { Fault } from '../faults/faultRule';
import { apiError, envelope } from '../http/errors';
import { type ApiRequest, json, type Reply } from '../http/reply';
import type { Surroundings } from '../surroundings';
import type { Run } from './run';
import { runEvents } from './runEvents';
import type { Runs } from './runs';

/** How long `/result` waits at most, and when the client does not say: seconds. */
const longestWait = 600;

/** The endpoints of task runs, sections 1.2 to 1.6 of the API. Null for a path that is none of theirs. */
export class TaskRoutes {
  readonly #runs: Runs;
  readonly #surroundings: Surroundings;

  constructor(runs: Runs, surroundings: Surroundings) {
    this.#runs = runs;
    this.#surroundings = surroundings;
  }

  async answer(request: ApiRequest, faults: readonly Fault[]): Promise<Reply | null> {
    const { method, path } = request;
    if (method === 'POST' && path === '/v1/tasks/runs') return this.#create(request, faults);
    if (method !== 'GET') return null;
    const [, version, runId = '', part] =
      /^\/(v1|v1beta)\/tasks\/runs\/([^/]+)(?:\/(input|result|events))?$/.exec(path) ?? [];
    // Only the events have a twin under the older version.
    if (version === undefined || (version === 'v1beta' && part !== 'events')) return null;
    const run = this.#runs.find(decodeURIComponent(runId));
    if (run === undefined)
      return this.#refuse(404, part === 'result' ? 'Run failed or run id not found' : 'Run id not found');
    return this.#about(run, part, request);
  }

  #create(request: ApiRequest, faults: readonly Fault[]): Reply {
    const created = this.#runs.create(request.body, faults);
    if (!created.ok) return envelope(created.failure, this.#surroundings.ids.reference());
    // The answer to a create request says queued, however fast the run is.
    return json(202, created.value.at(created.value.identity.createdAt));
  }

  #about(run: Run, part: string | undefined, request: ApiRequest): Reply | Promise<Reply> {
    switch (part) {
      case undefined:
        return json(200, run.at(this.#surroundings.clock.now()));
      case 'input':
        return json(200, run.identity.request.input);
      case 'events':
        return runEvents(run, this.#surroundings);
      case 'result':
        return this.#result(run, request);
      default:
        throw new Error(`No route for ${part}`);
    }
  }

  /** Blocks until the run is over or the time that the client gave has passed. That time is the client's: it is not scaled. */
  async #result(run: Run, { query, clientGone }: ApiRequest): Promise<Reply> {
    const { clock } = this.#surroundings;
    const timeout = query.get('timeout') ?? String(longestWait);
    if (!/^\d+$/.test(timeout)) return this.#refuse(422, 'Request validation error: timeout has to be a whole number');
    const deadline = clock.now() + Math.min(Number(timeout), longestWait) * 1000;
    const endsAt = run.isActiveAt(run.course.endsAt) ? Infinity : run.course.endsAt;
    const over = Math.min(deadline, endsAt);
    // A timer may fire a fraction of a millisecond early.
    while (clock.now() < over && !clientGone.aborted) await sleep(Math.ceil(over - clock.now()), clock, clientGone);
    if (run.isActiveAt(clock.now())) return this.#refuse(408, 'Request timed out; run still active');
    if (!run.hasCompletedAt(clock.now())) return this.#refuse(404, 'Run failed or run id not found');
    return json(200, { run: run.at(clock.now()), output: run.research.output });
  }

  #refuse(status: number, message: string): Reply {
    return envelope(apiError(status, message), this.#surroundings.ids.reference());
  }
}
