import { createHash } from 'node:crypto';

/** Makes ids and luck out of a seed, so that a session can be repeated. */
export class SeededIds {
  readonly #seed: string;
  #made = 0;

  constructor(seed: string) {
    this.#seed = seed;
  }

  /** `trun_` and 32 hexadecimal digits. */
  runId(isTaken: (id: string) => boolean): string {
    return this.#untaken('trun_', isTaken);
  }

  /** An interaction that has no run of its own, or is told apart from its run. */
  interactionId(isTaken: (id: string) => boolean): string {
    return this.#untaken('interaction_', isTaken);
  }

  /** A reference for an error, in the form of a UUID. */
  reference(): string {
    const digits = this.#digits();
    return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
  }

  #untaken(prefix: string, isTaken: (id: string) => boolean): string {
    for (;;) {
      const id = prefix + this.#digits();
      if (!isTaken(id)) return id;
    }
  }

  #digits(): string {
    this.#made += 1;
    return hash(`${this.#seed}/${this.#made}`).slice(0, 32);
  }
}

/** A number from 0 to 1 that belongs to an id: the same one whenever it is asked for. */
export function luckOf(id: string): number {
  return Number.parseInt(hash(id).slice(0, 8), 16) / 0xffffffff;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
