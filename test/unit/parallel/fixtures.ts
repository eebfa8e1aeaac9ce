import { createResearchApi, type ResearchApiSettings } from '../../../src/parallel/researchApi';
import type { ApiLog } from '../../../src/parallel/log';
import type { AttemptId, InteractionId, RunId, ThreadId, TurnId } from '../../../src/research/thread/ids';
import type { ResearchApi, RunEvent, RunOrigin, RunQuestion } from '../../../src/runs/ports/researchApi';
import { FakeClock } from '../fakeClock';

/** A key as the API gives them out, and nobody's. */
export const apiKey = 'CanaryKey-0123456789abcdef0123456789abcdef';

export const runId = 'trun_0123456789abcdef0123456789abcdef' as RunId;
export const interactionId = 'inter_fedcba9876543210' as InteractionId;

export const origin: RunOrigin = {
  threadId: '01h00000000000000000000001' as ThreadId,
  turnId: '01h00000000000000000000002' as TurnId,
  attemptId: '01h00000000000000000000003' as AttemptId,
};

export const question: RunQuestion = {
  input: 'Which country won the most Winter Olympics gold medals in 2026?',
  processor: 'core-fast',
  previousInteractionId: null,
  scope: null,
  origin,
};

export const followUp: RunQuestion = {
  input: 'How many medals did they win?',
  processor: 'lite-fast',
  previousInteractionId: interactionId,
  scope: null,
  origin,
};

/** A log that keeps what it is told, by level. */
export class KeptLog implements ApiLog {
  readonly lines: { readonly level: keyof ApiLog; readonly message: string }[] = [];
  trace = (message: string): void => this.#keep('trace', message);
  debug = (message: string): void => this.#keep('debug', message);
  info = (message: string): void => this.#keep('info', message);
  warn = (message: string): void => this.#keep('warn', message);
  error = (message: string): void => this.#keep('error', message);

  #keep(level: keyof ApiLog, message: string): void {
    this.lines.push({ level, message });
  }
}

/** The adapter as the composition root makes it, for a server of a test. */
export function apiFor(baseUrl: string, settings: Partial<ResearchApiSettings> = {}): ResearchApi {
  return createResearchApi({
    apiKey: () => Promise.resolve(apiKey),
    baseUrl,
    version: '1.2.3',
    clock: new FakeClock(),
    log: new KeptLog(),
    ...settings,
  });
}

/** A TaskRun as the API writes it. */
export function taskRun(status: string, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    run_id: runId,
    interaction_id: interactionId,
    status,
    is_active: ['queued', 'running', 'cancelling'].includes(status),
    processor: 'core-fast',
    created_at: '2026-02-23T10:00:00.123456Z',
    modified_at: null,
    warnings: null,
    error: null,
    metadata: {},
    ...more,
  };
}

/** A text output as the API writes it. */
export const textOutput = {
  type: 'text',
  content: 'Norway won 18 gold medals [1].',
  basis: [
    {
      field: 'output',
      reasoning: 'The medal table.',
      citations: [{ url: 'https://example.com/medals', title: 'Medals', excerpts: ['Norway 18'] }],
      confidence: 'high',
    },
  ],
};

/** The answer that `textOutput` means. */
export const textAnswer = {
  type: 'text',
  text: textOutput.content,
  basis: textOutput.basis,
};

/** The API's error envelope. */
export function envelope(message: string, reference = 'ref-1'): unknown {
  return { type: 'error', error: { ref_id: reference, message } };
}

/** Never aborted. */
export function goOn(): AbortSignal {
  return new AbortController().signal;
}

/** What a stream told, without the signs of life. */
export function told(events: readonly RunEvent[]): readonly RunEvent[] {
  return events.filter(({ kind }) => kind !== 'alive');
}
