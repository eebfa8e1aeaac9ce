import { l10n, type Disposable } from 'vscode';
import type { Clock } from '../../base/clock';
import type { Disposable as Timer } from '../../base/disposable';
import type { ThreadId, TurnId } from '../../research/thread/ids';
import type { Thread } from '../../research/thread/thread';
import type { TurnAddress } from '../../runs/send/question';
import { type Command, plainCommand } from '../commandTable';
import { refused, type ActionOutcome } from '../../base/outcome';
import type { Tell } from '../outcome';
import { elapsed, runsUnderWay, statusText, statusTooltip, type RunUnderWay } from './runOverview';
import { back, pickStep } from '../question/steps';
import { choice } from '../ui/choices';
import { createStatus, type Status } from '../ui/status';

/** How often the times in the tooltip are told anew. */
const tooltipInterval = 5_000;

export interface RunStatusOptions {
  /** The turns that this window sends or watches. */
  readonly underWay: () => readonly TurnAddress[];
  readonly threadOf: (threadId: ThreadId) => Thread | undefined;
  readonly open: (threadId: ThreadId, turnId: TurnId) => Promise<ActionOutcome>;
  readonly tell: Tell;
  readonly clock: Clock;
}

/** Says in the status bar which research goes on, for when the chat is not visible, and leads to it. */
export class RunStatus implements Disposable {
  readonly #options: RunStatusOptions;
  readonly #item: Status;
  #nextUpdate: Timer | null = null;

  constructor(options: RunStatusOptions) {
    this.#options = options;
    this.#item = createStatus('researchThreads.runs', l10n.t('Research'), 'researchThreads.showRuns');
  }

  /** What shows the research under way. */
  get commands(): readonly Command[] {
    return [plainCommand('showRuns', () => this.#choose())];
  }

  /** Shows how things stand now. */
  update(): void {
    this.#nextUpdate?.dispose();
    this.#nextUpdate = null;
    const { clock } = this.#options;
    const runs = this.#runs();
    if (runs.length === 0) return this.#item.hide();
    const tooltip = statusTooltip(runs, clock.now(), l10n.t);
    this.#item.show({ icon: 'loading~spin', text: statusText(runs, l10n.t), tooltip });
    this.#nextUpdate = clock.after(tooltipInterval, () => this.update());
  }

  dispose(): void {
    this.#nextUpdate?.dispose();
    this.#item.dispose();
  }

  #runs(): readonly RunUnderWay[] {
    const { underWay, threadOf } = this.#options;
    return runsUnderWay(underWay(), threadOf);
  }

  async #choose(): Promise<void> {
    const { open, clock, tell } = this.#options;
    const runs = this.#runs();
    const [only, ...others] = runs;
    if (!only) {
      tell(refused(l10n.t('No research in progress in this window.')));
      return;
    }
    const chosen = others.length === 0 ? only : await pickRun(runs, clock.now());
    if (chosen) tell(await open(chosen.threadId, chosen.turnId));
  }
}

async function pickRun(runs: readonly RunUnderWay[], now: number): Promise<RunUnderWay | undefined> {
  const items = runs.map((run) =>
    choice({
      label: run.title,
      description: elapsed(run, now, l10n.t),
      // A thread without a name goes by its first question.
      ...(run.question === run.title ? {} : { detail: run.question }),
      run,
    }),
  );
  const chosen = await pickStep({
    title: l10n.t('Research in Progress'),
    placeholder: l10n.t('Choose what to show in the chat'),
    items,
    hasBack: false,
  });
  return chosen === undefined || chosen === back ? undefined : chosen.run;
}
