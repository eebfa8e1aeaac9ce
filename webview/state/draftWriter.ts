import { Emitter } from '../../src/base/event';
import type { Disposable } from '../../src/base/disposable';
import { joinTexts } from '../../src/research/draft';
import type { ChatConnection } from './connection';
import type { KeptState } from './kept';

/**
 * What is written in each place, which the host hears of at every change. Until the host has it safe, the page keeps it, too:
 * a question that is typed or sent outlives a host that is killed.
 */
export class DraftWriter implements Disposable {
  readonly #connection: Pick<ChatConnection, 'onDidPutText' | 'onDidSave' | 'type'>;
  readonly #kept: KeptState;
  readonly #texts = new Map<string, string>();
  /** Questions that were sent and not taken yet. */
  readonly #sent = new Map<string, string>();
  /** The number of the last change of a place that the host does not have safe. */
  readonly #unsaved = new Map<string, number>();
  readonly #changed = new Emitter<string>();
  readonly #hearing: readonly Disposable[];

  constructor(connection: Pick<ChatConnection, 'onDidPutText' | 'onDidSave' | 'type'>, kept: KeptState) {
    this.#connection = connection;
    this.#kept = kept;
    this.#hearing = [
      connection.onDidPutText(({ place, text }) => this.#put(place, text)),
      connection.onDidSave((serial) => this.#forgetSaved(serial)),
    ];
  }

  /** Fires with the place whose text has changed. */
  readonly onDidChange = this.#changed.event;

  text(place: string): string {
    return this.#texts.get(place) ?? '';
  }

  /** A place is shown: what an earlier page kept for it, and the host does not have, is there again. */
  open(place: string): void {
    if (this.#texts.has(place)) return;
    const left = this.#kept.draft(place);
    if (left === '') this.#texts.set(place, '');
    else this.write(place, left);
  }

  write(place: string, text: string): void {
    this.#texts.set(place, text);
    this.#unsaved.set(place, this.#connection.type(place, text));
    this.#keep(place);
    this.#changed.fire(place);
  }

  /** What is written in a place is sent. */
  take(place: string): void {
    this.#sent.set(place, this.text(place));
    this.#texts.set(place, '');
    this.#keep(place);
    this.#changed.fire(place);
  }

  /** What was sent from a place was taken by the host, or is put back by it. */
  settle(place: string): void {
    this.#sent.delete(place);
    this.#keep(place);
  }

  dispose(): void {
    for (const hearing of this.#hearing) hearing.dispose();
    this.#changed.dispose();
  }

  #put(place: string, text: string): void {
    const since = this.#texts.get(place);
    const whole = since === undefined ? newerOf(this.#kept.draft(place), text) : joinTexts(text, since);
    this.#sent.delete(place);
    if (whole !== text) return this.write(place, whole);
    this.#texts.set(place, whole);
    this.#keep(place);
    this.#changed.fire(place);
  }

  #forgetSaved(serial: number): void {
    for (const [place, last] of this.#unsaved) {
      if (last > serial) continue;
      this.#unsaved.delete(place);
      this.#keep(place);
    }
  }

  #keep(place: string): void {
    const written = this.#unsaved.has(place) ? this.text(place) : '';
    this.#kept.setDraft(place, joinTexts(this.#sent.get(place) ?? '', written));
  }
}

/** A page that begins may have kept more of a text than reached the host, or less than was written there since. */
function newerOf(kept: string, told: string): string {
  if (kept.includes(told)) return kept;
  return told.includes(kept) ? told : joinTexts(told, kept);
}
