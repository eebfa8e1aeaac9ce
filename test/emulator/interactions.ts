import { failed, type Result, success } from '../../src/base/result';
import { type ApiError, apiError } from './http/errors';
import type { EarlierTurn } from './research/inquiry';

/** Something that a later question can build on: a task run or a chat completion. */
export interface Interaction {
  readonly id: string;
  readonly previousId: string | null;
  readonly turn: EarlierTurn;
  standingAt(now: number): 'active' | 'completed' | 'failed';
}

/** Whether a question may build on what is still running or has failed. The documentation does not say. */
export interface FollowUpPolicy {
  readonly onActive: 'accept' | 'refuse';
  readonly onFailed: 'accept' | 'refuse';
}

/** All interactions, whichever API made them. */
export class Interactions {
  readonly #byId = new Map<string, Interaction>();
  readonly #policy: FollowUpPolicy;
  readonly #zeroDataRetention: boolean;

  /** @param zeroDataRetention whether interactions are refused altogether */
  constructor(policy: FollowUpPolicy, zeroDataRetention: boolean) {
    this.#policy = policy;
    this.#zeroDataRetention = zeroDataRetention;
  }

  add(interaction: Interaction): void {
    this.#byId.set(interaction.id, interaction);
  }

  /** All of them, oldest first. */
  get all(): readonly Interaction[] {
    return [...this.#byId.values()];
  }

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  /**
   * The chain that a question builds on, oldest turn first; empty for a first question.
   * @param refused whether a fault refuses interactions this time
   */
  chainFor(previousId: string | null, now: number, refused: boolean): Result<EarlierTurn[], ApiError> {
    if (previousId === null) return success([]);
    if (this.#zeroDataRetention || refused) {
      return failed(apiError(422, 'Interactions are not available to accounts with zero data retention'));
    }
    const parent = this.#byId.get(previousId);
    if (parent === undefined) return failed(apiError(422, `Invalid interaction id: ${previousId}`));
    const standing = parent.standingAt(now);
    if (standing === 'active' && this.#policy.onActive === 'refuse') {
      return failed(apiError(422, `Invalid interaction id: ${previousId} has not completed yet`));
    }
    if (standing === 'failed' && this.#policy.onFailed === 'refuse') {
      return failed(apiError(422, `Invalid interaction id: ${previousId} has failed`));
    }
    return success(this.#chainUpTo(parent));
  }

  #chainUpTo(last: Interaction): EarlierTurn[] {
    const turns: EarlierTurn[] = [];
    for (let turn: Interaction | undefined = last; turn !== undefined;) {
      turns.unshift(turn.turn);
      turn = turn.previousId === null ? undefined : this.#byId.get(turn.previousId);
    }
    return turns;
  }
}
