import type { JsonObject } from '../base/json';
import { SecretFilter } from '../base/secretFilter';
import { Stretch } from './stretch';
import type { Answer, Citation, FieldBasis } from '../research/answer/answer';
import type { Failure } from '../research/thread/failure';
import type { InteractionId, RunId } from '../research/thread/ids';
import type { AcceptedRun, Progress, TraceEntry } from '../research/thread/turn';
import type { RunDescription, RunEvent, RunInput, RunStanding } from '../runs/ports/researchApi';

const longestLine = 500;
const longestWord = 100;
const longestStep = 4_000;
const longestAddress = 2_048;
const mostPages = 50;
/** What is filtered at a stretch, in UTF-16 code units. */
const longestSlice = 64 * 1024;
/** Keys are exchanged rarely; a server may still tell of one that was in use before. */
const mostKeys = 8;

/**
 * What leaves the adapter: without the API key, however it is spelled, and within bounds. Each value is put together anew,
 * member by member, so that a member which is not named here does not get out. Words of the port itself stay as they are.
 */
export class Outgoing {
  #keys: readonly string[] = [];
  #filter = new SecretFilter([]);

  /** From now on nothing holds this key. */
  learn(key: string): void {
    if (this.#keys.includes(key)) return;
    this.#keys = [...this.#keys, key].slice(-mostKeys);
    this.#filter = new SecretFilter(this.#keys);
  }

  /** For a text that arrives in pieces. */
  get pieces(): { take(piece: string): string; end(): string } {
    return this.#filter.inPieces();
  }

  readonly text = (text: string): string => this.#filter.whole(text);

  /** The beginning of a text that broke off or was cut: its end may be nearly all of a key. */
  beginning(text: string): string {
    return this.#filter.inPieces().take(text);
  }

  line(text: string | null): string | null {
    return text === null ? null : this.#short(text, longestLine);
  }

  #short(text: string, longest: number): string {
    const clean = this.text(text);
    return clean.length <= longest ? clean : `${clean.slice(0, longest - 1)}…`;
  }

  failure({ reason, detail, reference, retryAfterSeconds }: Failure): Failure {
    return { reason, detail: this.line(detail), reference: this.line(reference), retryAfterSeconds };
  }

  /** Null for a run whose id holds the key: it cannot be kept, and so not be asked for. */
  run({ runId, interactionId }: AcceptedRun): AcceptedRun | null {
    if (this.#filter.finds(runId)) return null;
    return { runId, interactionId: this.interaction(interactionId) ?? (runId as string as InteractionId) };
  }

  interaction(id: InteractionId | null): InteractionId | null {
    return id === null || this.#filter.finds(id) ? null : id;
  }

  /** @param asked the run that was asked for */
  async standing(standing: RunStanding, asked: RunId): Promise<RunStanding> {
    switch (standing.kind) {
      case 'active':
        return { kind: 'active', started: standing.started };
      case 'failed':
        return { kind: 'failed', failure: this.failure(standing.failure) };
      case 'completed': {
        const run = this.run(standing.run) ?? { runId: asked, interactionId: asked as string as InteractionId };
        return { kind: 'completed', run, answer: standing.answer && (await this.answer(standing.answer)) };
      }
    }
  }

  async description(description: RunDescription, asked: RunId): Promise<RunDescription> {
    const { createdAt, changedAt, origin } = description;
    return {
      run: this.run(description.run) ?? { runId: asked, interactionId: asked as string as InteractionId },
      standing: await this.standing(description.standing, asked),
      createdAt,
      changedAt,
      origin: origin && Object.values(origin).some((id: string) => this.#filter.finds(id)) ? null : origin,
    };
  }

  input({ question, processor, previousInteractionId }: RunInput): RunInput {
    return {
      question: this.text(question),
      processor: this.text(processor),
      previousInteractionId: previousInteractionId && (this.text(previousInteractionId) as InteractionId),
    };
  }

  async event(event: RunEvent, asked: RunId): Promise<RunEvent> {
    switch (event.kind) {
      case 'alive':
        return { kind: 'alive' };
      case 'step':
        return { kind: 'step', step: this.#step(event.step) };
      case 'progress':
        return { kind: 'progress', progress: this.#progress(event.progress) };
      case 'standing':
        return { kind: 'standing', standing: await this.standing(event.standing, asked) };
    }
  }

  #step({ kind, message, timestamp }: TraceEntry): TraceEntry {
    return {
      kind: this.#short(kind, longestWord),
      message: this.#short(message, longestStep),
      timestamp: timestamp === null ? null : this.#short(timestamp, longestWord),
    };
  }

  #progress({ meter, sourcesConsidered, sourcesRead, readSample }: Progress): Progress {
    const number = (value: number | null): number | null =>
      value !== null && this.#filter.finds(String(value)) ? null : value;
    // A part of an address is another address.
    const pages = readSample.filter(({ length }) => length <= longestAddress).slice(0, mostPages);
    return {
      meter: number(meter),
      sourcesConsidered: number(sourcesConsidered),
      sourcesRead: number(sourcesRead),
      readSample: pages.map(this.text),
    };
  }

  /** Lets others run in between, since an answer can be large. */
  async answer(answer: Answer): Promise<Answer> {
    const long = new LongTexts(this.#filter);
    const basis: FieldBasis[] = [];
    for (const one of answer.basis) basis.push(await long.fieldBasis(one));
    if (answer.type === 'text') return { type: 'text', text: await long.text(answer.text), basis };
    return { type: 'json', content: await long.object(answer.content), basis };
  }
}

/** Filters the texts of an answer, a slice at a time. */
class LongTexts {
  readonly #filter: SecretFilter;
  readonly #stretch = new Stretch();

  constructor(filter: SecretFilter) {
    this.#filter = filter;
  }

  async fieldBasis({ field, reasoning, citations, confidence }: FieldBasis): Promise<FieldBasis> {
    const clean: Citation[] = [];
    for (const citation of citations) {
      // An answer may have tens of thousands. Most are short, and their waiting for nothing would take longer than all else.
      if (this.#stretch.isOver) await this.#stretch.letOthersRun();
      clean.push(isShort(citation) ? this.#shortCitation(citation) : await this.#citation(citation));
    }
    return {
      field: await this.text(field),
      reasoning: await this.text(reasoning),
      citations: clean,
      confidence: confidence && (await this.text(confidence)),
    };
  }

  #shortCitation({ url, title, excerpts }: Citation): Citation {
    const filter = this.#filter;
    return {
      url: filter.whole(url),
      title: title && filter.whole(title),
      excerpts: excerpts.map((text) => filter.whole(text)),
    };
  }

  async #citation({ url, title, excerpts }: Citation): Promise<Citation> {
    const texts: string[] = [];
    for (const excerpt of excerpts) texts.push(await this.text(excerpt));
    return { url: await this.text(url), title: title && (await this.text(title)), excerpts: texts };
  }

  async object(content: JsonObject): Promise<JsonObject> {
    const members: [string, JsonObject[string]][] = [];
    for (const [name, value] of Object.entries(content))
      members.push([await this.text(name), await this.#value(value)]);
    return Object.fromEntries(members);
  }

  async #value(value: JsonObject[string]): Promise<JsonObject[string]> {
    if (typeof value === 'string') return this.text(value);
    if (typeof value === 'number') return this.#filter.finds(String(value)) ? this.text(String(value)) : value;
    if (Array.isArray(value)) {
      const items: JsonObject[string][] = [];
      for (const item of value as readonly JsonObject[string][]) items.push(await this.#value(item));
      return items;
    }
    return typeof value === 'object' && value !== null ? this.object(value as JsonObject) : value;
  }

  async text(text: string): Promise<string> {
    await this.#stretch.letOthersRun();
    if (text.length <= longestSlice) return this.#filter.whole(text);
    const pieces = this.#filter.inPieces();
    const told: string[] = [];
    for (let start = 0; start < text.length; start += longestSlice) {
      told.push(pieces.take(text.slice(start, start + longestSlice)));
      await this.#stretch.letOthersRun();
    }
    return told.join('') + pieces.end();
  }
}

/** Whether a citation can be filtered at a stretch. */
function isShort({ url, title, excerpts }: Citation): boolean {
  const length = excerpts.reduce((sum, excerpt) => sum + excerpt.length, url.length + (title?.length ?? 0));
  return length <= longestSlice;
}
