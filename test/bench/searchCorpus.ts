import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createIdSource } from '../../src/base/ids';
import { encodeRecord } from '../../src/journal/records/record';
import type { FieldBasis } from '../../src/research/answer/answer';
import type { StampedEvent, ThreadEvent } from '../../src/research/thread/events';
import type { AttemptId, InteractionId, RunId, ThreadId, TurnId } from '../../src/research/thread/ids';
import { processors } from '../../src/research/engine/processor';
import { corpus } from '../emulator/corpus/corpus';
import { seededRandom } from '../faults/promise';

/** How the texts of a corpus came out. */
export interface CorpusSize {
  readonly turns: number;
  /** Of all questions, answers, sources and excerpts, in UTF-8. */
  readonly bytes: number;
}

const threads = 500;
const turnsPerThread = 10;
/** Gives 22 MB. */
const sentencesPerAnswer = 24;
const sources = 6;
const now = Date.UTC(2026, 1, 23);

/**
 * Writes the threads of some years of research into `root`, as the journal keeps them: 5,000 turns with 22 MB of text. One
 * turn in eight is written in Russian or Japanese, so that its text takes two bytes a character in memory.
 */
export async function writeCorpus(root: string, seed: number): Promise<CorpusSize> {
  const writer = new Writer(seededRandom(seed));
  let bytes = 0;
  for (let number = 0; number < threads; number += 1) {
    const { id, events } = writer.thread(number);
    const records = events.map((stamped) => {
      const record = encodeRecord(stamped);
      if (!record.ok) throw new Error('A record of the corpus cannot be read again.');
      return record.value.bytes;
    });
    await mkdir(path.join(root, id), { recursive: true });
    await writeFile(path.join(root, id, `${id}.jsonl`), Buffer.concat(records));
    bytes += writer.bytes;
  }
  return { turns: threads * turnsPerThread, bytes };
}

type Language = 'english' | 'russian' | 'japanese';

const syllables: Readonly<Record<Language, readonly string[]>> = {
  english: 'an er tion con re st in or al ment pro ing de ver com is tra ed ic ble per est ter ous'.split(' '),
  russian: 'ста но ре ко ния про ть во ра ли то на ого пре сти ель'.split(' '),
  japanese: 'の 研究 に は 東京 技術 を が 開発 情報 と です 調査 年 会社 市場'.split(' '),
};

/** Makes up threads: half of each text from the emulator's corpus, half words that are as rare as words are. */
class Writer {
  readonly #random: () => number;
  readonly #newId = createIdSource(
    () => now,
    (bytes) => bytes.forEach((_, index) => (bytes[index] = Math.floor(this.#random() * 256))),
  );
  readonly #words: Readonly<Record<Language, readonly string[]>>;
  /** Of the texts of the thread that was made last. */
  bytes = 0;

  constructor(random: () => number) {
    this.#random = random;
    const words = (language: Language, most: number): readonly string[] =>
      Array.from({ length: 20_000 }, () =>
        Array.from({ length: 1 + Math.floor(random() * most) }, () => this.#pick(syllables[language])).join(''),
      );
    this.#words = { english: words('english', 4), russian: words('russian', 4), japanese: words('japanese', 3) };
  }

  thread(number: number): { readonly id: ThreadId; readonly events: readonly StampedEvent[] } {
    this.bytes = 0;
    const id = this.#newId() as ThreadId;
    const events: ThreadEvent[] = [];
    for (let turn = 0; turn < turnsPerThread; turn += 1) events.push(...this.#turn(number * turnsPerThread + turn));
    const at = now - (threads - number) * 3_600_000;
    const stamped = events.map((event, index) => {
      const stamp = { writer: id, sequence: index + 1, clock: index + 1, at: at + index * 60_000 };
      return { stamp, event };
    });
    return { id, events: stamped };
  }

  #turn(number: number): readonly ThreadEvent[] {
    const language: Language = number % 16 === 3 ? 'russian' : number % 16 === 9 ? 'japanese' : 'english';
    const turnId = this.#newId() as TurnId;
    const attemptId = this.#newId() as AttemptId;
    const run = { runId: `trun_${turnId}` as RunId, interactionId: `trun_${turnId}` as InteractionId };
    const question = `${this.#sentence(language).slice(0, 90)}?`;
    const text = Array.from({ length: sentencesPerAnswer }, () => this.#sentence(language)).join(' ');
    const basis = [this.#basis(language)];
    const request = { kind: 'research', processor: this.#pick(processors).name } as const;
    this.bytes += Buffer.byteLength(question + text + JSON.stringify(basis));
    return [
      { kind: 'asked', turnId, parentId: null, question, context: [], attemptId, request },
      { kind: 'answered', turnId, attemptId, run, answer: { type: 'text', text, basis } },
    ];
  }

  #basis(language: Language): FieldBasis {
    const citations = Array.from({ length: sources }, () => {
      const { url, title } = this.#pick(corpus);
      return { url: `${url}?page=${this.#word(language)}`, title, excerpts: [this.#sentence(language)] };
    });
    const confidence = this.#pick(['high', 'high', 'medium', 'low']);
    return { field: 'output', reasoning: this.#sentence(language), citations, confidence };
  }

  #sentence(language: Language): string {
    if (language === 'english' && this.#random() < 0.5) return this.#pick(this.#pick(corpus).sentences);
    const words = Array.from({ length: 14 }, () => this.#word(language)).join(language === 'japanese' ? '' : ' ');
    return `${words} – ’${this.#word(language)}’.`;
  }

  #word(language: Language): string {
    const words = this.#words[language];
    return words[Math.floor(this.#random() ** 3 * words.length)] ?? '';
  }

  #pick<Item>(items: readonly Item[]): Item {
    const item = items[Math.floor(this.#random() * items.length)];
    if (item === undefined) throw new Error('There is nothing to pick from.');
    return item;
  }
}
