/** What holds a file open until it is told to release it; it opens it again when it needs it. */
export interface FileHolder {
  release(): Promise<void>;
}

/** Lets the latest few keep their files open, since a process may open only so many. */
export class OpenFiles {
  readonly #limit: number;
  /** The latest last. */
  #holders: readonly FileHolder[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Takes note that `holder` has just used its file. */
  used(holder: FileHolder): void {
    this.#holders = [...this.#holders.filter((other) => other !== holder), holder];
    const [oldest, ...rest] = this.#holders;
    if (!oldest || rest.length < this.#limit) return;
    this.#holders = rest;
    void oldest.release();
  }
}
