/** One step of `npm test`. */
export interface Step {
  readonly name: string;
  /** About how long it takes on a quiet machine: it decides on the order alone. */
  readonly seconds: number;
  /** The names of the steps that must have succeeded before. */
  readonly needs?: readonly string[];
  /** How many cores it keeps busy; less than one where it mostly waits. One unless given. */
  readonly cores?: number;
  /** Whether nothing may run beside it. */
  readonly alone?: boolean;
}

export interface Progress {
  readonly begun: ReadonlySet<string>;
  readonly running: ReadonlySet<string>;
  readonly succeeded: ReadonlySet<string>;
}

export function divide(
  files: readonly string[],
  secondsOf: (file: string) => number,
  count: number,
): readonly { readonly seconds: number; readonly files: readonly string[] }[];

export function runInLanes<Each extends Step>(
  steps: readonly Each[],
  cores: number,
  run: (step: Each) => Promise<boolean>,
): Promise<readonly Each[]>;

export function nextStep<Each extends Step>(
  steps: readonly Each[],
  progress: Progress,
  cores: number,
): Each | undefined;

export function plannedSeconds(steps: readonly Step[], cores: number): Promise<number>;
