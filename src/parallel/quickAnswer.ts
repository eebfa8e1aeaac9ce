import type { Clock } from '../base/clock';
import { failed, type Result, success } from '../base/result';
import type { QuickAnswer, QuickFailure, QuickQuestion } from '../runs/ports/researchApi';
import { AnswerText } from './answerText';
import { describe } from './connection';
import { type ChatError, type ChatItem, decodeChatFrame, decodeCompletion } from './decodeChat';
import { cleanText } from './errorText';
import { quickFailure } from './failures';
import { createFrameReader, longestFrame, mostStrangeLines } from './frames';
import type { ApiLog } from './log';
import { Patience, secondsToFirstWord } from './patience';
import { longestPiece, Stretch } from './stretch';
import type { OpenAnswer, Transport } from './transport';

/** How an answer ended; null while it goes on. */
type Ending = Result<'complete', QuickFailure> | null;

/**
 * Has the Chat API answer a question. Sent once: there is no way to ask for the rest of an answer whose connection broke,
 * and asking again would be paid again.
 */
export async function answerQuickly(
  transport: Transport,
  question: QuickQuestion,
  onText: (piece: string) => void,
  signal: AbortSignal,
  { clock, log }: { readonly clock: Clock; readonly log: ApiLog },
): Promise<Result<QuickAnswer, QuickFailure>> {
  const { messages, model, previousInteractionId } = question;
  const body = {
    model,
    messages: messages.map(({ role, text }) => ({ role, content: text })),
    stream: true,
    ...(previousInteractionId !== null && { previous_interaction_id: previousInteractionId }),
  };
  const headers = { Accept: 'text/event-stream, application/json' };
  const opened = await transport.open(
    (client, options) => client.post('/v1beta/chat/completions', { ...options, body, headers }),
    secondsToFirstWord,
    signal,
  );
  if (signal.aborted) {
    if (opened.ok) opened.value.close();
    return failed({ kind: 'lost', detail: null });
  }
  const outcome = opened.ok
    ? await readAnswer(opened.value, question, onText, signal, clock)
    : failed(quickFailure(opened.failure, question, clock));
  if (outcome.ok) log.info(`Quick answer complete (${model})`);
  else log.warn(`No quick answer: ${outcome.failure.kind === 'refused' ? outcome.failure.failure.reason : 'lost'}`);
  return outcome;
}

async function readAnswer(
  answer: OpenAnswer,
  question: QuickQuestion,
  onText: (piece: string) => void,
  signal: AbortSignal,
  clock: Clock,
): Promise<Result<QuickAnswer, QuickFailure>> {
  const reading = new AnswerReading(answer, question, onText, signal, clock);
  try {
    return await reading.read();
  } finally {
    reading.dispose();
    answer.close();
  }
}

/** The reading of one answer, as it is written or in one piece. */
class AnswerReading {
  readonly #answer: OpenAnswer;
  readonly #question: QuickQuestion;
  readonly #signal: AbortSignal;
  readonly #clock: Clock;
  readonly #text: AnswerText;
  readonly #patience: Patience;
  readonly #stretch = new Stretch();

  constructor(
    answer: OpenAnswer,
    question: QuickQuestion,
    onText: (piece: string) => void,
    signal: AbortSignal,
    clock: Clock,
  ) {
    this.#answer = answer;
    this.#question = question;
    this.#signal = signal;
    this.#clock = clock;
    this.#text = new AnswerText(onText);
    this.#patience = new Patience(clock, () => answer.close());
  }

  async read(): Promise<Result<QuickAnswer, QuickFailure>> {
    const isWhole = /[/+]json$/.test(this.#answer.mediaType);
    const ending = isWhole ? await this.#readWhole() : await this.#readStream();
    if (!ending.ok) return ending;
    return this.#text.isEmpty ? lost('The API gave an empty answer.') : success(this.#text.complete());
  }

  dispose(): void {
    this.#patience.dispose();
  }

  async #readStream(): Promise<Exclude<Ending, null>> {
    const frames = createFrameReader(longestFrame);
    for (;;) {
      const chunk = await this.#next();
      if (!(chunk instanceof Uint8Array)) return this.#atTheEnd(chunk);
      for (let start = 0; start < chunk.byteLength; start += longestPiece) {
        for (const { name, data } of frames.read(chunk.subarray(start, start + longestPiece))) {
          await this.#stretch.letOthersRun();
          if (this.#signal.aborted) return this.#atTheEnd({ broken: null });
          const ending = this.#take(decodeChatFrame({ name, data }));
          if (ending) return ending;
        }
        if (frames.excess === 'frame') return lost(`A part of the answer is longer than ${longestFrame} bytes.`);
        if (frames.excess) return lost(`More than ${mostStrangeLines} lines of the answer mean nothing.`);
        await this.#stretch.letOthersRun();
      }
    }
  }

  async #readWhole(): Promise<Exclude<Ending, null>> {
    const decoder = new TextDecoder();
    let json = '';
    for (;;) {
      const chunk = await this.#next();
      if (!(chunk instanceof Uint8Array)) {
        if (chunk !== null) return this.#atTheEnd(chunk);
        const item = decodeCompletion(json + decoder.decode());
        return this.#take(item) ?? success('complete');
      }
      json += decoder.decode(chunk, { stream: true });
      if (json.length > longestFrame) return lost(`The answer is longer than ${longestFrame} characters.`);
    }
  }

  /** The next chunk; null at the end of the body. */
  async #next(): Promise<Uint8Array | null | Broken> {
    try {
      const { done, value } = await this.#answer.chunks.next();
      if (done) return null;
      this.#patience.hearBytes();
      return value;
    } catch (error) {
      return { broken: this.#signal.aborted ? null : (this.#patience.isOver ?? describe(error)) };
    }
  }

  #take(item: ChatItem): Ending {
    switch (item.kind) {
      case 'piece': {
        const hasWords = this.#text.take(item);
        this.#patience.hearPiece({ hasWords, isLast: this.#text.isFinished });
        return this.#text.isTooLong ? lost('The answer is longer than any real one.') : null;
      }
      case 'done':
        return success('complete');
      case 'error':
        return failed(this.#failureOf(item.error));
      case 'malformed':
        return lost(`A part of the answer could not be read: ${item.detail}.`);
      case 'unknown':
        return null;
    }
  }

  /** Certain is only what the API turned down in words that say so before the first word of an answer. */
  #failureOf({ asAnswer, message }: ChatError): QuickFailure {
    const outcome =
      asAnswer && this.#text.isEmpty
        ? quickFailure({ kind: 'status', answer: asAnswer }, this.#question, this.#clock)
        : null;
    return outcome ?? { kind: 'lost', detail: message };
  }

  /** Once the text is finished nothing that matters is missing, whatever became of the connection. */
  #atTheEnd(end: Broken | null): Exclude<Ending, null> {
    if (this.#text.isFinished) return success('complete');
    if (end) return lost(end.broken);
    const { mediaType } = this.#answer;
    const isStream = mediaType === '' || mediaType === 'text/event-stream';
    if (this.#text.isEmpty && !isStream) return lost(`This is no answer but ${cleanText(mediaType)}.`);
    return lost('The answer ended before it was complete.');
  }
}

/** What broke a connection, in a sentence; null when the caller ended it. */
interface Broken {
  readonly broken: string | null;
}

function lost(detail: string | null): { readonly ok: false; readonly failure: QuickFailure } {
  return failed({ kind: 'lost', detail });
}
