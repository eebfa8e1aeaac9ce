import type { Clock } from '../../src/base/clock';
import type { Disposable } from '../../src/base/disposable';
import { Emitter } from '../../src/base/event';
import { joinTexts } from '../../src/research/thread/draft';
import type { ChatConnection } from './connection';
import type { KeptState } from './kept';

/**
 * How long the host may take to have a text safe, in milliseconds. VS Code stores late what a page keeps: what was kept at once
 * would be back after the window is loaded again, although it was sent or deleted since.
 */
const patience = 1_000;

/**
 * What is written in each place, which the host hears of at every change. Where the host does not have it safe within a
 * moment, the page keeps it: a question that is typed or sent outlives a host that is gone.
 */
export class DraftWriter implements Disposable {
  readonly #connection: Pick<ChatConnection, 'onDidPutText' | 'onDidSave' | 'type'>;
  readonly #kept: KeptState;
  readonly #clock: Clock;
  /** What a place is called in every window, where that is not its key: a thread that began in an empty chat has another. */
  readonly #names = new Map<string, string>();
  /** The places that are kept if the host does not have them safe in time. */
  readonly #waiting = new Map<string, Disposable>();
  readonly #texts = new Map<string, string>();
  /** Questions that were sent and not taken yet. */
  readonly #sent = new Map<string, string>();
  /** The number of the last change of a place that the host does not have safe. */
  readonly #unsaved = new Map<string, number>();
  readonly #changed = new Emitter<string>();
  readonly #hearing: readonly Disposable[];

  constructor(connection: Pick<ChatConnection, 'onDidPutText' | 'onDidSave' | 'type'>, kept: KeptState, clock: Clock) {
    this.#connection = connection;
    this.#kept = kept;
    this.#clock = clock;
    this.#hearing = [
      connection.onDidPutText(({ place, text, anew }) => this.#put(place, text, anew)),
      connection.onDidSave((serial) => this.#forgetSaved(serial)),
    ];
  }

  /** Fires with the place whose text has changed. */
  readonly onDidChange = this.#changed.event;

  text(place: string): string {
    return this.#texts.get(place) ?? '';
  }

  /** A place is shown: what an earlier page kept under its name, and the host does not have, is there again. */
  open(place: string, name: string): void {
    if (name !== this.#nameOf(place)) {
      if (this.#texts.has(place)) this.#kept.setDraft(this.#nameOf(place), '');
      this.#names.set(place, name);
      if (this.#texts.has(place)) this.#keep(place);
    }
    if (this.#texts.has(place)) return;
    const left = this.#kept.draft(name);
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
    for (const part of [...this.#hearing, ...this.#waiting.values()]) part.dispose();
    this.#changed.dispose();
  }

  /** @param anew whether that is all there is now: another chat says so, and has it safe */
  #put(place: string, text: string, anew?: true): void {
    const since = this.#texts.get(place);
    const before = since === undefined ? newerOf(this.#kept.draft(this.#nameOf(place)), text) : joinTexts(text, since);
    const whole = anew ? text : before;
    (anew ? this.#unsaved : this.#sent).delete(place);
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
    const isKept = this.#kept.draft(this.#nameOf(place)) !== '';
    if (isKept || this.#notSafe(place) === '') {
      this.#keepNow(place);
    } else if (!this.#waiting.has(place)) {
      this.#waiting.set(
        place,
        this.#clock.after(patience, () => this.#keepNow(place)),
      );
    }
  }

  #keepNow(place: string): void {
    this.#waiting.get(place)?.dispose();
    this.#waiting.delete(place);
    const text = this.#notSafe(place);
    if (text !== this.#kept.draft(this.#nameOf(place))) this.#kept.setDraft(this.#nameOf(place), text);
  }

  /** What of a place the host may not have. */
  #notSafe(place: string): string {
    return joinTexts(this.#sent.get(place) ?? '', this.#unsaved.has(place) ? this.text(place) : '');
  }

  #nameOf(place: string): string {
    return this.#names.get(place) ?? place;
  }
}

/** A page that begins may have kept more of a text than reached the host, or less than was written there since. */
function newerOf(kept: string, told: string): string {
  if (kept.includes(told)) return kept;
  return told.includes(kept) ? told : joinTexts(told, kept);
}
