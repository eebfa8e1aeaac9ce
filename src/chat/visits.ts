/** Counts what a person chooses to see, so that what began for an earlier choice can tell that it comes too late. */
export class Visits {
  #count = 0;
  /** What was chosen last and is not shown yet; null for none. */
  #opening: number | null = null;
  /** Whether the person has done anything in this window yet. */
  isUsed = false;

  /** The person has chosen something else to see. */
  begin(): void {
    this.#count += 1;
  }

  /** What is shown now; null while what was chosen last is on its way. */
  get shown(): number | null {
    return this.#opening === this.#count ? null : this.#count;
  }

  isLast(visit: number | null): boolean {
    return visit === this.#count;
  }

  /** Does the reading of what the person has chosen; `work` is told whether that is still wanted whenever it asks. */
  async open<Value>(work: (isWanted: () => boolean) => Promise<Value>): Promise<Value> {
    this.isUsed = true;
    this.begin();
    const visit = this.#count;
    this.#opening = visit;
    try {
      return await work(() => this.isLast(visit));
    } finally {
      if (this.#opening === visit) this.#opening = null;
    }
  }
}
