import { type Result, success } from '../../../src/base/result';
import type { Fault } from '../faults/faultRule';
import type { HistoryEntry } from '../history';
import { type ApiError, errorObject } from '../http/errors';
import { textOfInput } from '../research/researcher';
import type { EarlierTurn } from '../research/inquiry';
import type { Surroundings } from '../surroundings';
import { fateOf, planCourse } from './course';
import { Run, type RunIdentity } from './run';
import { readRunRequest, type RunRequest } from './runRequest';

/** All task runs of an emulator. */
export class Runs {
  readonly #byId = new Map<string, Run>();
  readonly #surroundings: Surroundings;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  get all(): readonly Run[] {
    return [...this.#byId.values()];
  }

  find(runId: string): Run | undefined {
    return this.#byId.get(runId);
  }

  /** Starts a run, or says why not. */
  create(body: string, faults: readonly Fault[]): Result<Run, ApiError> {
    const request = readRunRequest(body);
    if (!request.ok) return request;
    const { clock, history } = this.#surroundings;
    const refused = faults.some(({ kind }) => kind === 'refuse-interactions');
    const chain = this.#chainOf(request.value, clock.now(), refused);
    if (!chain.ok) return chain;
    const identity = this.#identify(request.value, faults);
    const { runId, interactionId, createdAt, fate } = identity;
    history.append({ kind: 'run', runId, interactionId, createdAt, body, fate });
    return success(this.#add(identity, chain.value));
  }

  /** Takes up a run from before a restart; its time has gone on meanwhile. */
  restore({ body, ...kept }: Extract<HistoryEntry, { kind: 'run' }>): void {
    const request = readRunRequest(body);
    if (!request.ok) return;
    const chain = this.#chainOf(request.value, Infinity, false);
    this.#add({ ...kept, request: request.value }, chain.ok ? chain.value : []);
  }

  #chainOf({ input }: RunRequest, now: number, refused: boolean): Result<EarlierTurn[], ApiError> {
    return this.#surroundings.interactions.chainFor(input.previous_interaction_id ?? null, now, refused);
  }

  #identify(request: RunRequest, faults: readonly Fault[]): RunIdentity {
    const { clock, ids, interactionIds, interactions } = this.#surroundings;
    const runId = ids.runId((id) => this.#byId.has(id));
    const interactionId = interactionIds === 'run' ? runId : ids.interactionId((id) => interactions.has(id));
    return { runId, interactionId, createdAt: clock.now(), request, fate: fateOf(faults) };
  }

  #add(identity: RunIdentity, chain: readonly EarlierTurn[]): Run {
    const { researcher, ids, interactions } = this.#surroundings;
    const { request, fate } = identity;
    const { input, processor, source_policy, previous_interaction_id } = request.input;
    const research = researcher.research(
      { input, processor, output: request.output, sourcePolicy: source_policy ?? null },
      chain,
    );
    const course = planCourse(identity, research.steps, this.#surroundings);
    const error = fate.end.kind === 'failed' ? errorObject(fate.end.message, fate.end.detail, ids.reference()) : null;
    const run = new Run(identity, research, course, error);
    this.#byId.set(run.id, run);
    interactions.add({
      id: identity.interactionId,
      previousId: previous_interaction_id ?? null,
      turn: { question: textOfInput(input), answer: fate.end.kind === 'completed' ? textOfOutput(run) : '' },
      standingAt: (now) => (run.isActiveAt(now) ? 'active' : run.hasCompletedAt(now) ? 'completed' : 'failed'),
    });
    return run;
  }
}

function textOfOutput({ research: { output } }: Run): string {
  return output.type === 'text' ? output.content : JSON.stringify(output.content);
}
