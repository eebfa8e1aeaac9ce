import { sleep } from '../../../src/base/abort';
import type { Clock } from '../../../src/base/clock';
import type { Disposable } from '../../../src/base/disposable';
import type { Fault } from '../faults/faultRule';
import type { HistoryEntry } from '../history';
import { envelope, fastApiError } from '../http/errors';
import { type ApiRequest, type FrameSink, json, jsonFrame, type Reply } from '../http/reply';
import { luckOf } from '../ids';
import type { Interaction } from '../interactions';
import { likelySeconds, usualChatTimeOf } from '../processors';
import type { EarlierTurn } from '../research/inquiry';
import type { Surroundings } from '../surroundings';
import { type Fate, fateOf } from '../tasks/course';
import { type ChatChunk, type ChatContent, chunksOf, completionOf } from './chatCompletion';
import { type ChatRequest, readChatRequest } from './chatRequest';

const paths = new Set(['/v1beta/chat/completions', '/chat/completions']);
/** How much of an answer's time passes before its first word. */
const shareBeforeFirstWord = 0.6;

/** The Chat API, section 1.7. */
export class ChatRoute {
  readonly #surroundings: Surroundings;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  /** Null for a path that is none of Chat's. */
  async answer(request: ApiRequest, faults: readonly Fault[]): Promise<Reply | null> {
    if (request.method !== 'POST' || !paths.has(request.path)) return null;
    const read = readChatRequest(request.body);
    if (!read.ok) return fastApiError(422, read.failure);
    const { interactions, clock, ids } = this.#surroundings;
    const refused = faults.some(({ kind }) => kind === 'refuse-interactions');
    const chain = interactions.chainFor(read.value.previousInteractionId, clock.now(), refused);
    if (!chain.ok) return envelope(chain.failure, ids.reference());
    return this.#complete(read.value, [...chain.value, ...read.value.said], fateOf(faults), request.clientGone);
  }

  /** Takes up a completion from before a restart, so that questions can build on it. */
  restore({ interactionId: id, previousId, question, answer, endsAt }: Extract<HistoryEntry, { kind: 'chat' }>): void {
    this.#surroundings.interactions.add(interaction(id, previousId, { question, answer }, endsAt));
  }

  async #complete(
    request: ChatRequest,
    chain: readonly EarlierTurn[],
    { milliseconds }: Fate,
    clientGone: AbortSignal,
  ): Promise<Reply> {
    const { clock, ids, interactions, history, speed, forms } = this.#surroundings;
    const interactionId = ids.interactionId((id) => interactions.has(id));
    const content = this.#write(request, chain, interactionId);
    const duration = milliseconds ?? (this.#secondsFor(request.model, interactionId) * 1000) / speed;
    const endsAt = clock.now() + duration;
    const turn = { question: request.question, answer: content.text };
    interactions.add(interaction(interactionId, request.previousInteractionId, turn, endsAt));
    history.append({ kind: 'chat', interactionId, previousId: request.previousInteractionId, ...turn, endsAt });
    await sleep(duration * (request.stream ? shareBeforeFirstWord : 1), clock, clientGone);
    if (!request.stream) return json(200, completionOf(content));
    const chunks = chunksOf(content, forms.chatFacts);
    const open = (frames: FrameSink): void => sendChunks(chunks, frames, clock, duration * (1 - shareBeforeFirstWord));
    return { kind: 'stream', frames: 'chunks', open, closingFrame: () => null };
  }

  #write(request: ChatRequest, chain: readonly EarlierTurn[], interactionId: string): ChatContent {
    const { clock, researcher } = this.#surroundings;
    const { model, question, output } = request;
    const research = researcher.research({ input: question, processor: model, output, sourcePolicy: null }, chain);
    const { content, basis } = research.output;
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    const common = { interactionId, model, created: Math.floor(clock.now() / 1000) };
    // The model `speed` gives no basis, so markers would point nowhere.
    return model === 'speed'
      ? { ...common, text: text.replace(/ \[\d+\]/g, ''), basis: [] }
      : { ...common, text, basis };
  }

  #secondsFor(model: string, interactionId: string): number {
    const usual = usualChatTimeOf(model);
    if (usual === undefined) throw new Error(`No chat model is called ${model}`);
    return likelySeconds(usual, luckOf(interactionId));
  }
}

function interaction(id: string, previousId: string | null, turn: EarlierTurn, endsAt: number): Interaction {
  return { id, previousId, turn, standingAt: (now) => (now < endsAt ? 'active' : 'completed') };
}

/** Sends the chunks evenly over `duration` milliseconds, then the end mark of the OpenAI API. */
function sendChunks(chunks: readonly ChatChunk[], frames: FrameSink, clock: Clock, duration: number): void {
  let timer: Disposable | null = null;
  const sendNext = (place: number): void => {
    const chunk = chunks[place];
    if (frames.closed.aborted) return;
    if (chunk === undefined) return frames.finish({ event: null, data: '[DONE]' });
    frames.send(jsonFrame(null, chunk));
    timer = clock.after(duration / chunks.length, () => sendNext(place + 1));
  };
  frames.closed.addEventListener('abort', () => timer?.dispose(), { once: true });
  sendNext(0);
}
