import { failed, type Result, success } from '../../base/result';
import type { Failure } from '../../research/thread/failure';
import type { RunId } from '../../research/thread/ids';
import type { TurnAddress } from '../send/question';
import type { ResearchApi, RunDescription, RunInput } from '../ports/researchApi';

/** A run as the API tells it: what it was started with, and where it stands. */
export type FoundRun = RunDescription & RunInput;

/** What the first of the runs that were found continues. */
export type ChainBeginning =
  | { readonly kind: 'nothing' }
  /** A turn that is in a thread already. */
  | { readonly kind: 'turn'; readonly address: TurnAddress }
  /** Something that could not be read: unknown to the API, no task run, or further away than anybody would look. */
  | { readonly kind: 'unreadable' };

/** A run and those that it continues, oldest first. */
export interface RunChain {
  readonly beginning: ChainBeginning;
  readonly runs: readonly [FoundRun, ...FoundRun[]];
}

/** Why a chain could not be read. `passing`: trying again may help. */
export interface ChainFailure {
  readonly passing: boolean;
  readonly failure: Failure;
}

export interface ChainOptions {
  readonly api: Pick<ResearchApi, 'retrieve' | 'retrieveInput'>;
  /** The turn that a run or an interaction belongs to, if a thread has it already. */
  readonly findTurn: (id: string) => Promise<TurnAddress | null>;
  readonly signal: AbortSignal;
}

/** More questions than a conversation has. */
const longestChain = 50;

/**
 * Reads a run and, one by one, those that it continues. That an interaction has the id of its run is so in all published
 * examples and promised nowhere, so the first one that is not found under its id ends the chain, and the caller is told.
 */
export async function readChain(runId: RunId, options: ChainOptions): Promise<Result<RunChain, ChainFailure>> {
  const last = await readRun(runId, options);
  if (!last.ok) return last;
  let runs: [FoundRun, ...FoundRun[]] = [last.value];
  for (;;) {
    const previous = runs[0].previousInteractionId;
    if (previous === null) return success({ beginning: { kind: 'nothing' }, runs });
    const address = await options.findTurn(previous);
    if (address) return success({ beginning: { kind: 'turn', address }, runs });
    const circle = runs.some(({ run }) => run.interactionId === previous || run.runId === String(previous));
    if (circle || runs.length >= longestChain) return success({ beginning: { kind: 'unreadable' }, runs });
    const earlier = await readRun(String(previous) as RunId, options);
    if (!earlier.ok) return earlier.failure.passing ? earlier : success({ beginning: { kind: 'unreadable' }, runs });
    runs = [earlier.value, ...runs];
  }
}

async function readRun(runId: RunId, { api, signal }: ChainOptions): Promise<Result<FoundRun, ChainFailure>> {
  const [description, input] = await Promise.all([api.retrieve(runId, signal), api.retrieveInput(runId, signal)]);
  if (!description.ok) return refused(description.failure);
  if (!input.ok) return refused(input.failure);
  return success({ ...description.value, ...input.value });
}

function refused({ kind, failure }: { readonly kind: string; readonly failure: Failure }) {
  return failed({ passing: kind === 'unavailable', failure });
}
