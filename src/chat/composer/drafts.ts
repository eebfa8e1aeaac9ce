import { Emitter } from '../../base/event';
import type { IdSource } from '../../base/ids';
import { type Draft, type DraftPlace, goOn } from '../../research/thread/draft';
import type { ThreadId, TurnId } from '../../research/thread/ids';
import type { Turn } from '../../research/thread/turn';
import { type ComposerDefaults, type DraftContent, NextQuestion } from './nextQuestion';

/** A place where a question is written, and the question. */
export interface WrittenPlace {
  /** The name that the chat's page knows it by. It stays with what is written there, also when a new thread begins. */
  readonly key: string;
  /** Null for what is written behind the first question of a thread that is not recorded yet. */
  readonly address: DraftPlace | null;
  readonly next: NextQuestion;
}

/** A question that was taken from its place and does not stand in the journal yet. */
export interface SendingQuestion {
  readonly key: string;
  readonly content: DraftContent;
}

/** What is to be put before what is written in a place. */
export interface PutText {
  readonly place: string;
  readonly text: string;
}

/** How many questions are kept at most: those that were written last. */
const mostDrafts = 50;

/**
 * The questions that are being written, each in its place. A question leaves its place when it is sent and comes back when
 * it was not taken; what is written in between stands behind it.
 */
export class Drafts {
  readonly #make: () => NextQuestion;
  readonly #places = new Map<string, WrittenPlace>();
  readonly #usedKeys = new Set<string>();
  readonly #sending = new Set<SendingQuestion>();
  readonly #didPutText = new Emitter<PutText>();
  readonly #didChangeText = new Emitter<string>();
  readonly #didChange = new Emitter<void>();
  readonly #didRearrange = new Emitter<void>();

  constructor(defaults: ComposerDefaults, newId: IdSource) {
    this.#make = () => new NextQuestion(defaults, newId);
  }

  /** Something stands before what is written in a place that the page has not written there. */
  readonly onDidPutText = this.#didPutText.event;
  /** Fires with the place whose whole text is another one: somebody typed there, or what was typed there was sent. */
  readonly onDidChangeText = this.#didChangeText.event;
  /** What is to be kept has changed. */
  readonly onDidChange = this.#didChange.event;
  /** The same, unless it is only the words of a question that somebody types. */
  readonly onDidRearrange = this.#didRearrange.event;

  /** The place of that address, with nothing written there if there was none. */
  at(address: DraftPlace): WrittenPlace {
    return this.#placeAt(address) ?? this.#newPlace(address);
  }

  /** The place that the page knows by that name; undefined for a name that was never given. */
  find(key: string): WrittenPlace | undefined {
    return this.#places.get(key);
  }

  /** The question of a place that is on its way into the journal. */
  sendingFrom(key: string): SendingQuestion | undefined {
    return [...this.#sending].find((sending) => sending.key === key);
  }

  /**
   * The turns whose questions are being edited, in every thread; also where the person has gone elsewhere meanwhile, and while
   * what became of one is being recorded.
   */
  get editedTurns(): ReadonlySet<TurnId> {
    const turnIds = [...this.#places.values()].flatMap(({ key, address, next }) => {
      if (next.aim.kind === 'edit') return [next.aim.turnId];
      const isWritten = !next.isBlank || this.sendingFrom(key) !== undefined;
      return isWritten && address?.editedId ? [address.editedId] : [];
    });
    return new Set(turnIds);
  }

  /** Something about a draft has changed. */
  noteChange(): void {
    this.#didChange.fire();
    this.#didRearrange.fire();
  }

  /** The page says what is written in a place. False when there is no such place any more. */
  type(key: string, text: string): boolean {
    const place = this.#places.get(key);
    if (!place || place.next.text === text) return place !== undefined;
    place.next.text = text;
    // The ones that were written last are kept.
    this.#places.delete(key);
    this.#places.set(key, place);
    this.#didChangeText.fire(key);
    this.#didChange.fire();
    return true;
  }

  /** Takes the question of a place to be sent; one that was `given` was not typed there, and what is typed there stays. */
  take(place: WrittenPlace, question: string, given: 'typed' | 'given' = 'typed'): SendingQuestion {
    const sending = { key: place.key, content: { ...place.next.take(given), text: question } };
    this.#sending.add(sending);
    this.#didChangeText.fire(place.key);
    this.noteChange();
    return sending;
  }

  /** A place holds the question of a turn, unless something is written there. */
  edit({ key, next }: WrittenPlace, turn: Turn): void {
    if (!next.isBlank) return;
    next.edit(turn);
    this.#didPutText.fire({ place: key, text: next.text });
  }

  /** The empty chat is there for another question, also while its first one is on its way from it. */
  leaveSending(): void {
    const place = this.#placeAt(emptyChat);
    if (place && this.sendingFrom(place.key)) this.#places.set(place.key, { ...place, address: null });
  }

  /** The question stands in the journal: what was written since belongs below it. */
  finish(sending: SendingQuestion, threadId: ThreadId): void {
    this.#sending.delete(sending);
    const place = this.#places.get(sending.key);
    if (!place) return this.noteChange();
    if (place.next.aim === sending.content.aim) place.next.aim = goOn;
    const below = { threadId, editedId: null };
    const earlier = this.#placeAt(below);
    if (earlier !== place) {
      if (earlier) this.#places.delete(earlier.key);
      this.#places.set(place.key, { ...place, address: below });
      if (earlier) this.#putBack(place, earlier.next.content);
    }
    this.noteChange();
  }

  /** The question was not taken: it is back in its place. */
  putBack(sending: SendingQuestion): void {
    this.#sending.delete(sending);
    const place = this.#places.get(sending.key);
    if (place?.address) this.#putBack(place, sending.content);
    else {
      // The empty chat that it was written in is there for another question now.
      const target = this.at(emptyChat);
      if (place) this.#putBack(target, place.next.content);
      this.#putBack(target, sending.content);
      this.#places.delete(sending.key);
    }
    this.noteChange();
  }

  /** A draft of an earlier window is there again, before what was written in its place meanwhile. */
  restore({ place: address, ...content }: Draft): void {
    const place = this.at(address);
    if (place.next.isBlank) {
      place.next.aim = content.aim;
      place.next.leafId = content.leafId;
    }
    this.#putBack(place, content);
    this.noteChange();
  }

  /** What is written in a place that is not there any more is kept in another, with what goes along with it. */
  move(fromKey: string, toKey: string): void {
    const from = this.#places.get(fromKey);
    const to = this.#places.get(toKey);
    if (!from || !to || from === to) return;
    if (!from.next.isBlank) this.#putBack(to, from.next.content);
    // Last, so that whoever hears of it finds what was moved.
    this.discard(from);
  }

  /** Nothing is written in a place any more. */
  discard({ key }: WrittenPlace): void {
    if (this.#places.delete(key)) this.noteChange();
  }

  /** Everything that is not in the journal, the earliest first. */
  all(): readonly Draft[] {
    const written = [...this.#places.values()]
      .filter(({ next }) => !next.isBlank || next.aim.kind === 'edit')
      .map(({ address, next }) => ({ place: address ?? emptyChat, ...next.content }));
    const sent = [...this.#sending].map(({ key, content }) => ({
      place: this.#places.get(key)?.address ?? emptyChat,
      ...content,
    }));
    return [...written.slice(-mostDrafts), ...sent];
  }

  #putBack(place: WrittenPlace, content: DraftContent): void {
    place.next.putBack(content);
    if (content.text !== '') this.#didPutText.fire({ place: place.key, text: content.text });
  }

  #placeAt(address: DraftPlace): WrittenPlace | undefined {
    return [...this.#places.values()].find((place) => isSame(place.address, address));
  }

  #newPlace(address: DraftPlace): WrittenPlace {
    const place = { key: this.#newKey(address), address, next: this.#make() };
    this.#usedKeys.add(place.key);
    this.#places.set(place.key, place);
    return place;
  }

  #newKey({ threadId, editedId }: DraftPlace): string {
    const name = [threadId ?? 'new', ...(editedId === null ? [] : [editedId])].join('/');
    for (let count = 1; ; count += 1) {
      const key = count === 1 ? name : `${name}#${count}`;
      if (!this.#usedKeys.has(key)) return key;
    }
  }
}

const emptyChat: DraftPlace = { threadId: null, editedId: null };

function isSame(left: DraftPlace | null, right: DraftPlace): boolean {
  return left !== null && left.threadId === right.threadId && left.editedId === right.editedId;
}
