import { sleep } from '../../src/base/abort';
import type { Clock } from '../../src/base/clock';
import { failed, type Result, success } from '../../src/base/result';
import { failure } from '../../src/research/thread/failure';
import type { InteractionId } from '../../src/research/thread/ids';
import type { QuickAnswer, QuickFailure, QuickQuestion } from '../../src/runs/ports/researchApi';

/** What becomes of a request for a quick answer. */
export interface QuickFate {
  readonly fault:
    'none' | 'refused' | 'not taken' | 'lost before' | 'breaks' | 'falls silent' | 'hangs' | 'without an interaction';
  /** How long the request takes to arrive, and each word of its answer: milliseconds. */
  readonly latency: number;
  /** For faults of a stream: after how many words. */
  readonly afterWords: number;
}

const faultlessQuick: QuickFate = { fault: 'none', latency: 300, afterWords: 0 };
/** How long the adapter waits for the first word of a quick answer, and for more of it. */
const answerWaited = 360_000;
const silenceHeard = 60_000;

/** The Chat API in memory, with a fate for each request. */
export class SimulatedChat {
  readonly #clock: Clock;
  readonly #fates: QuickFate[];
  readonly #isOffline: () => boolean;
  /** Every question that arrived, whatever came of it. */
  readonly arrivals: QuickQuestion[] = [];

  constructor(clock: Clock, fates: readonly QuickFate[], isOffline: () => boolean) {
    this.#clock = clock;
    this.#fates = [...fates];
    this.#isOffline = isOffline;
  }

  /** From now on nothing goes wrong any more. */
  endFaults(): void {
    this.#fates.length = 0;
  }

  async answer(
    question: QuickQuestion,
    onText: (piece: string) => void,
    signal: AbortSignal,
  ): Promise<Result<QuickAnswer, QuickFailure>> {
    const { fault, latency, afterWords } = this.#fates.shift() ?? faultlessQuick;
    const stopped = (): boolean => signal.aborted;
    await sleep(latency, this.#clock, signal);
    if (stopped()) return lostAnswer(null);
    if (this.#isOffline() || fault === 'not taken') return failed({ kind: 'refused', failure: failure('unreachable') });
    this.arrivals.push(question);
    if (fault === 'refused') return failed({ kind: 'refused', failure: failure('noCredit') });
    if (fault === 'lost before') return lostAnswer(fault);
    if (fault === 'hangs') return this.#waitInVain(answerWaited, signal);
    const number = this.arrivals.length;
    const text = quickAnswerOf(question);
    for (const [place, word] of (text.match(/\S+\s*/g) ?? []).entries()) {
      if (place === afterWords && fault === 'breaks') return lostAnswer(fault);
      if ((place === afterWords && fault === 'falls silent') || this.#isOffline())
        return this.#waitInVain(silenceHeard, signal);
      await sleep(latency, this.#clock, signal);
      if (stopped()) return lostAnswer(null);
      onText(word);
    }
    const interactionId = fault === 'without an interaction' ? null : (`interaction_quick_${number}` as InteractionId);
    return success({ answer: { type: 'text', text, basis: [] }, interactionId });
  }

  /** What the adapter makes of a connection on which nothing more comes. */
  async #waitInVain(milliseconds: number, signal: AbortSignal): Promise<Result<QuickAnswer, QuickFailure>> {
    await sleep(milliseconds, this.#clock, signal);
    return lostAnswer(signal.aborted ? null : 'Nothing more came.');
  }
}

/** What is answered quickly to a question. */
export function quickAnswerOf({ messages }: Pick<QuickQuestion, 'messages'>): string {
  return `The quick answer to this: ${messages.at(-1)?.text ?? ''}`;
}

function lostAnswer(detail: string | null): Result<QuickAnswer, QuickFailure> {
  return failed({ kind: 'lost', detail });
}
