import type { JsonObject, JsonValue } from '../../base/json';
import type { Block, Inline, TableBlock } from '../../markdown/tree';
import { visibleLine, visibleText } from '../../markdown/visible';
import { emptyFieldTree, fieldAt, type FieldTree, setField } from './fieldTree';

/** Values nested more deeply than this are not shown; the API recommends at most three levels. */
const deepestNesting = 12;
/** A table has at most this many columns, and cells of at most this many characters; anything more is a list. */
const mostColumns = 8;
const longestCell = 300;

/**
 * Makes blocks of a structured answer for reading: fields as a list or under headings, arrays of flat objects as tables.
 * Strings are text: nothing in them is Markdown, but web addresses become links.
 *
 * @param citations for paths of fields (`price`, `owners.0.name`), the numbers of the sources to be cited behind their values.
 */
export function structuredBlocks(content: JsonObject, citations: Citations = new Map()): readonly Block[] {
  return new StructureWriter().objectBlocks(content, citedFields(citations), 2);
}

/** For paths of fields, the numbers of the sources that support them. */
export type Citations = ReadonlyMap<string, Iterable<number>>;

/** The fields and elements of a structured answer, as a basis names them. */
export type Paths = FieldTree<true>;

/** The paths of all fields and elements of a structured answer. */
export function pathsOf(content: JsonObject): Paths {
  const visit = (value: JsonValue, place: Paths, depth: number): void => {
    if (depth > deepestNesting) return;
    for (const [key, child] of childrenOf(value)) {
      const field = setField<true>(place, key, true);
      if (field) visit(child, field, depth + 1);
    }
  };
  const paths: Paths = emptyFieldTree();
  visit(content, paths, 0);
  return paths;
}

/** Where citations may stand: null where none does, nor below. */
type Cited = FieldTree<Iterable<number>> | null;

function citedFields(citations: Citations): Cited {
  const cited = emptyFieldTree<Iterable<number>>();
  for (const [path, numbers] of citations) setField(cited, path, numbers);
  return cited;
}

type Scalar = string | number | boolean | null;

class StructureWriter {
  /** @param level of the headings of fields that need one; from 5 on they are items of a list. */
  objectBlocks(content: JsonObject, cited: Cited, level: number): readonly Block[] {
    const blocks: Block[] = [];
    let items: (readonly Block[])[] = [];
    const endList = (): void => {
      if (items.length > 0) blocks.push(bulleted(items));
      items = [];
    };
    for (const [key, value] of Object.entries(content)) {
      const field = fieldAt(cited, key);
      const label = labelOf(key);
      if (isScalar(value) || isEmpty(value)) {
        items.push(this.#labelled(label, value, field));
      } else if (level > 4) {
        items.push([
          paragraph([strong(`${label}:`), ...this.#markers(field)]),
          ...this.#valueBlocks(value, field, level + 1),
        ]);
      } else {
        endList();
        blocks.push({ type: 'heading', level: headingLevel(level), children: [text(label), ...this.#markers(field)] });
        for (const block of this.#valueBlocks(value, field, level + 1)) blocks.push(block);
      }
    }
    endList();
    return blocks;
  }

  /** A scalar behind its label; further paragraphs of a long text below. */
  #labelled(label: string, value: Scalar | JsonValue, cited: Cited): readonly Block[] {
    const [first = [], ...rest] = paragraphsOf(value);
    const paragraphs = [[strong(`${label}:`), text(' '), ...first], ...rest];
    return this.#cited(paragraphs, cited).map(paragraph);
  }

  /** Paragraphs with the markers of a field behind the last one. */
  #cited(paragraphs: readonly (readonly Inline[])[], cited: Cited): readonly (readonly Inline[])[] {
    const last = paragraphs.length - 1;
    return paragraphs.map((inlines, index) => (index === last ? [...inlines, ...this.#markers(cited)] : inlines));
  }

  #valueBlocks(value: JsonValue, cited: Cited, level: number): readonly Block[] {
    if (level > deepestNesting) return [paragraph([text('…')])];
    if (isArray(value)) return this.#arrayBlocks(value, cited, level);
    if (isObject(value)) return this.objectBlocks(value, cited, level);
    return this.#cited(paragraphsOf(value), cited).map(paragraph);
  }

  #arrayBlocks(values: readonly JsonValue[], cited: Cited, level: number): readonly Block[] {
    const rows = flatRows(values);
    if (rows) return [this.#table(rows, cited)];
    const items = values.map((value, index): readonly Block[] => {
      const element = fieldAt(cited, String(index));
      if (!isObject(value)) return this.#valueBlocks(value, element, level + 1);
      const fields = this.objectBlocks(value, element, Math.max(5, level + 1));
      return withFirstItemOutside(fields, this.#markers(element));
    });
    return [bulleted(items)];
  }

  #table(rows: readonly JsonObject[], cited: Cited): TableBlock {
    const columns = columnsOf(rows);
    return {
      type: 'table',
      alignments: columns.map((key) => (rows.every((row) => typeof (row[key] ?? 0) === 'number') ? 'right' : null)),
      header: columns.map((key) => [text(labelOf(key))]),
      rows: rows.map((row, index) => {
        const element = fieldAt(cited, String(index));
        return columns.map((key, column): readonly Inline[] => [
          ...(Object.hasOwn(row, key) ? inlinesOfScalar(row[key] ?? null) : []),
          ...this.#markers(fieldAt(element, key)),
          ...(column === 0 ? this.#markers(element) : []),
        ]);
      }),
    };
  }

  #markers(cited: Cited): readonly Inline[] {
    const numbers = cited?.value ?? [];
    const markers = Array.from(numbers, (number): Inline => ({ type: 'marker', number }));
    return markers.length > 0 ? [text(' '), ...markers] : [];
  }
}

/** Puts the first field of an object before the list of the others, with `markers` behind it. */
function withFirstItemOutside(fields: readonly Block[], markers: readonly Inline[]): readonly Block[] {
  const [list, ...others] = fields;
  if (list?.type !== 'list') return fields;
  const [[head, ...below] = [], ...items] = list.items;
  const first = head?.type === 'paragraph' ? paragraph([...head.children, ...markers]) : head;
  return [...(first ? [first] : []), ...below, ...(items.length > 0 ? [bulleted(items)] : []), ...others];
}

/** The elements of an array that can be the rows of a table; null when one of them cannot. */
function flatRows(values: readonly JsonValue[]): readonly JsonObject[] | null {
  const rows = values.filter(isObject);
  if (rows.length === 0 || rows.length < values.length || columnsOf(rows).length > mostColumns) return null;
  const cells = rows.flatMap((row) => Object.values(row));
  return cells.every((cell) => isScalar(cell) && String(cell).length <= longestCell) ? rows : null;
}

function columnsOf(rows: readonly JsonObject[]): readonly string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))];
}

function paragraphsOf(value: JsonValue): readonly (readonly Inline[])[] {
  if (typeof value !== 'string') return [inlinesOfScalar(value)];
  return visibleText(value)
    .split(/\n\s*\n/)
    .map(inlinesOfScalar);
}

/** What a value looks like on its own: nothing is an em dash. */
function inlinesOfScalar(value: JsonValue): readonly Inline[] {
  if (!isScalar(value) || value === null || value === '') return [text('—')];
  if (typeof value !== 'string') return [text(String(value))];
  return visibleText(value)
    .trim()
    .split('\n')
    .flatMap((line, index): readonly Inline[] =>
      index === 0 ? withLinks(line) : [{ type: 'break' }, ...withLinks(line)],
    );
}

/** Text with the web addresses in it as links. */
function withLinks(line: string): readonly Inline[] {
  return line
    .split(/(https?:\/\/[^\s<>"'`]*[^\s<>"'`.,:;!?)\]}])/i)
    .map((part, index) => (index % 2 === 1 ? { type: 'link', url: part, children: [text(part)] } : text(part)));
}

/** A field's name for people: `keyExecutives` and `key_executives` are `Key executives`. */
export function labelOf(key: string): string {
  const words = visibleLine(key)
    .replace(/([\p{Ll}\d])(\p{Lu}\p{Ll})/gu, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`)
    .replace(/[_\s]+/g, ' ')
    .trim();
  return words === '' ? '—' : words.charAt(0).toUpperCase() + words.slice(1);
}

function childrenOf(value: JsonValue): readonly (readonly [key: string, value: JsonValue])[] {
  return isScalar(value) ? [] : Object.entries(value);
}

function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function isScalar(value: JsonValue): value is Scalar {
  return typeof value !== 'object' || value === null;
}

function isObject(value: JsonValue): value is JsonObject {
  return !isScalar(value) && !isArray(value);
}

function isEmpty(value: JsonValue): boolean {
  return childrenOf(value).length === 0;
}

function headingLevel(level: number): 2 | 3 | 4 {
  return level === 2 ? 2 : level === 3 ? 3 : 4;
}

function bulleted(items: readonly (readonly Block[])[]): Block {
  return { type: 'list', start: null, tight: items.every((item) => item.length <= 1), items };
}

function paragraph(children: readonly Inline[]): Block {
  return { type: 'paragraph', children };
}

function strong(words: string): Inline {
  return { type: 'strong', children: [text(words)] };
}

function text(words: string): Inline {
  return { type: 'text', text: words };
}
