import type { FieldBasis } from '../research/answer/answer';
import type { InteractionId } from '../research/thread/ids';
import type { QuickAnswer } from '../runs/ports/researchApi';
import type { ChatPiece } from './decodeChat';

/** Many times the longest report; far below what hurts. */
const longestText = 4 * 1024 * 1024;

/** An answer that is put together from its pieces. */
export class AnswerText {
  readonly #onText: (piece: string) => void;
  #text = '';
  /** Which member of the chunks the text comes in: the first that had any. */
  #member: 'delta' | 'message' | null = null;
  #basis: readonly FieldBasis[] = [];
  #interactionId: InteractionId | null = null;
  #isFinished = false;

  constructor(onText: (piece: string) => void) {
    this.#onText = onText;
  }

  get isEmpty(): boolean {
    return this.#member === null;
  }

  /** Whether the API said that the text is complete. */
  get isFinished(): boolean {
    return this.#isFinished;
  }

  get isTooLong(): boolean {
    return this.#text.length > longestText;
  }

  /** Adds a piece; whether it had any words. */
  take(piece: ChatPiece): boolean {
    if (piece.basis.length > 0) this.#basis = piece.basis;
    this.#interactionId = piece.interactionId ?? this.#interactionId;
    this.#isFinished ||= piece.finished;
    // A chunk that repeats its text, or the whole text, in the other member must not double it.
    this.#member ??= (['delta', 'message'] as const).find((member) => piece[member] !== '') ?? null;
    const words = this.#member === null ? '' : piece[this.#member];
    this.#tell(words);
    return words !== '';
  }

  /** The answer, once nothing more comes. */
  complete(): QuickAnswer {
    return { answer: { type: 'text', text: this.#text, basis: this.#basis }, interactionId: this.#interactionId };
  }

  #tell(words: string): void {
    if (words === '') return;
    this.#text += words;
    this.#onText(words);
  }
}
