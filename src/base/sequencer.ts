/** Runs tasks one after another in the order in which they were queued. A task that fails does not stop the next. */
export class Sequencer {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs `task` after all earlier ones have settled; settles as the task does. */
  queue<Value>(task: () => Promise<Value>): Promise<Value> {
    const run = this.#last.then(task, task);
    this.#last = run.catch(() => undefined);
    return run;
  }

  /** Resolves when everything queued so far has settled. */
  async settled(): Promise<void> {
    await this.#last;
  }
}
