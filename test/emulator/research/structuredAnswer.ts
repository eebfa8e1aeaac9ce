import type { JsonObject, JsonValue } from '../../../src/base/json';
import { unreachable } from '../../../src/base/result';
import { largestGroup } from './comparison';
import type { Depth } from './depth';
import type { FieldSchema, ObjectSchema } from './fieldSchema';
import { chooseQuotes, type Findings, investigate, type Quote, type Scope } from './findings';
import { focusInquiry, type Inquiry } from './inquiry';
import type { Passage } from './passage';
import type { PassageIndex } from './passageIndex';
import { figureFor, numberIn } from './figureSearch';
import { termsOf } from './words';

/** What one field of an answer rests on. */
export interface FieldSupport {
  /** The field's place: `winner`, `medals.0`, `medals.0.country`. */
  readonly field: string;
  readonly findings: Findings;
  /** The sentences that the value was taken from. */
  readonly quotes: readonly Quote[];
}

export interface StructuredDraft {
  readonly content: JsonObject;
  readonly supports: readonly FieldSupport[];
}

/** Stands in a required text field for which the corpus has nothing. */
export const nothingFound = "Not found in the emulator's corpus.";

/** How much the words of a field's name and description count beside those of the question. */
const emphasisOfField = 1.5;
/** Fields that ask for the name of the thing rather than for something about it. */
const namingWords = new Set(
  'name country company model winner subject topic entity item product vendor language database technology'.split(' '),
);

/** Fills the fields of a structured answer, each by a ranking of its own. */
export class StructuredAnswer {
  readonly #index: PassageIndex;
  readonly #inquiry: Inquiry;
  readonly #depth: Depth;
  readonly #supports: FieldSupport[] = [];
  /** What the question as a whole is about: all fields speak of it unless they name something else. */
  #lead: string | null = null;

  constructor(index: PassageIndex, inquiry: Inquiry, depth: Depth) {
    this.#index = index;
    this.#inquiry = inquiry;
    this.#depth = depth;
  }

  /** @param scope the passages that may be used */
  compose(schema: ObjectSchema, scope: Scope): StructuredDraft {
    // A field's words may well be found where the question's are not: then nothing may be filled in.
    const { sufficient, quotes } = investigate(this.#index, this.#inquiry, this.#depth, scope);
    this.#lead = quotes[0]?.passage.subject ?? null;
    const content = this.#fillObject(schema, '', sufficient ? scope : () => false);
    return { content, supports: this.#supports };
  }

  #fillObject(schema: ObjectSchema, path: string, scope: Scope): JsonObject {
    const content: Record<string, JsonValue> = {};
    for (const [name, property] of schema.properties) {
      const value = this.#fill(property, name, path === '' ? name : `${path}.${name}`, scope);
      if (value !== undefined) content[name] = value;
      else if (property.nullable) content[name] = null;
      else if (property.kind === 'string' && schema.required.has(name)) content[name] = nothingFound;
    }
    return content;
  }

  /** The value of a field; undefined when the corpus has none. What it rests on is noted either way. */
  #fill(schema: FieldSchema, name: string, field: string, scope: Scope): JsonValue | undefined {
    const words = `${name.replace(/[_-]/g, ' ').replace(/([a-z])([A-Z])/g, '$1 $2')} ${schema.description}`;
    const inquiry = focusInquiry(this.#inquiry, words, emphasisOfField, this.#lead);
    const findings = investigate(this.#index, inquiry, this.#depth, scope);
    const support = (quotes: readonly Quote[]): number => this.#supports.push({ field, findings, quotes });
    const best = findings.quotes.slice(0, 1);
    switch (schema.kind) {
      case 'object':
        support(best);
        return this.#fillObject(schema, field, scope);
      case 'array':
        return this.#fillArray(schema, field, findings, support);
      case 'string':
        support(best);
        return this.#fillText(words, name, findings);
      case 'number':
      case 'integer':
        support(best);
        return numberIn(words, findings.quotes, schema.kind === 'integer');
      case 'choice':
        support(best);
        return schema.values.find((value) =>
          termsOf(value).every((term) => termsOf(best[0]?.text ?? '').includes(term)),
        );
      case 'boolean':
        support(best);
        return best[0] === undefined ? undefined : !/\b(?:no|not|never|without|neither)\b/i.test(best[0].text);
      default:
        return unreachable(schema);
    }
  }

  #fillText(words: string, name: string, findings: Findings): string | undefined {
    const [best] = findings.quotes;
    if (best === undefined) return undefined;
    const lastWord = name.toLowerCase().split(/[_-]/).at(-1) ?? '';
    if (namingWords.has(lastWord)) return best.passage.subject;
    const figure = figureFor(words, best.passage);
    return figure === undefined ? best.text : String(figure);
  }

  #fillArray(
    schema: Extract<FieldSchema, { kind: 'array' }>,
    field: string,
    findings: Findings,
    support: (quotes: readonly Quote[]) => void,
  ): JsonValue[] {
    const { items } = schema;
    const passages = elementsFrom(findings).slice(0, schema.longest);
    const quotes = passages.flatMap((passage) => findings.quotes.find((quote) => quote.passage === passage) ?? []);
    if (items.kind === 'string' && !/sentence|statement|finding|point|reason/i.test(`${field} ${items.description}`)) {
      support(quotes);
      return passages.map(({ subject }) => subject);
    }
    if (items.kind === 'string') {
      const chosen = chooseQuotes(findings.quotes, {
        count: Math.min(schema.longest, this.#depth.sentences * 2),
        perPassage: 1,
        leastShare: 0.3,
      });
      support(chosen);
      return chosen.map(({ text }) => text);
    }
    support(quotes);
    const elements = passages.map((passage, position) =>
      this.#fill(items, '', `${field}.${position}`, (candidate) => candidate === passage),
    );
    return elements.filter((element) => element !== undefined);
  }
}

/** The passages that the elements of an array stand for: a group that can be compared, or else the best few. */
function elementsFrom(findings: Findings): readonly Passage[] {
  const group = largestGroup(findings.read);
  if (group.length >= 2) return group;
  const bySubject = new Map(findings.read.map(({ indexed: { passage } }) => [passage.subject, passage]));
  return [...bySubject.values()].slice(0, 5);
}
