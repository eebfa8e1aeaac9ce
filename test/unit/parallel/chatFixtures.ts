import type { Result } from '../../../src/base/result';
import type { ResearchApiSettings } from '../../../src/parallel/researchApi';
import type { QuickAnswer, QuickFailure, QuickQuestion } from '../../../src/runs/ports/researchApi';
import type { FakeClock } from '../fakeClock';
import { apiFor, goOn, interactionId, textOutput } from './fixtures';

export const quickQuestion: QuickQuestion = {
  messages: [{ role: 'user', text: 'Which country won the most Winter Olympics gold medals in 2026?' }],
  model: 'lite',
  previousInteractionId: null,
};

export const quickFollowUp: QuickQuestion = { ...quickQuestion, previousInteractionId: interactionId };

/** A chunk of a streamed completion as the API writes it. */
export function chunk(
  content: string | null,
  more: Readonly<Record<string, unknown>> = {},
  finish: string | null = null,
) {
  const delta = content === null ? {} : { content };
  return {
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta, finish_reason: finish }],
    basis: [],
    interaction_id: null,
    ...more,
  };
}

export const data = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`;

export const facts = { basis: textOutput.basis, interaction_id: interactionId };
export const lastChunk = data(chunk(null, facts, 'stop'));
export const doneMark = 'data: [DONE]\n\n';

/** The text of `textOutput` in pieces. */
export const norway = ['Norway ', 'won 18 ', 'gold medals [1].'].map((words) => data(chunk(words)));

/** What came of a quick answer, and the pieces in the order in which they were told. */
export interface Told {
  readonly outcome: Result<QuickAnswer, QuickFailure>;
  readonly pieces: readonly string[];
  readonly text: string;
}

/** Asks the server of a test and waits for the end. */
export async function answerFrom(
  url: string,
  question = quickQuestion,
  settings: Partial<ResearchApiSettings> = {},
  signal = goOn(),
): Promise<Told> {
  const pieces: string[] = [];
  const outcome = await apiFor(url, settings).answer(question, (piece) => pieces.push(piece), signal);
  return { outcome, pieces, text: pieces.join('') };
}

/** The same, while time passes from the moment on at which the first piece has come, which takes as long as it takes. */
export async function answerAsTimePasses(url: string, question: QuickQuestion, clock: FakeClock): Promise<Told> {
  const pieces: string[] = [];
  let hasBegun = (): void => undefined;
  const begun = new Promise<void>((resolve) => (hasBegun = resolve));
  const hear = (piece: string): void => {
    pieces.push(piece);
    hasBegun();
  };
  const answering = apiFor(url, { clock }).answer(question, hear, goOn());
  await begun;
  const outcome = await clock.passWhile(answering);
  return { outcome, pieces, text: pieces.join('') };
}

/** In short: `complete`, `lost: …`, `refused: noCredit`. */
export function inShort({ outcome }: Told): string {
  if (outcome.ok) return 'complete';
  const { failure } = outcome;
  return failure.kind === 'lost' ? `lost: ${failure.detail ?? 'stopped'}` : `refused: ${failure.failure.reason}`;
}
