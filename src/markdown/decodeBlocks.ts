import type { Block, Inline } from './tree';

/** Deeper trees are none that this project makes. */
const deepest = 120;

/** Whether a value from outside is the tree of a text. Looks at every node once. */
export function isBlocks(value: unknown): value is readonly Block[] {
  return isListOf(value, (item) => isBlock(item, 0));
}

function isBlock(value: unknown, depth: number): boolean {
  if (!isRecord(value) || depth > deepest) return false;
  const isInlines = (children: unknown): boolean => isListOf(children, (child) => isInline(child, depth + 1));
  const isChildren = (children: unknown): boolean => isListOf(children, (child) => isBlock(child, depth + 1));
  switch (value['type'] as Block['type']) {
    case 'paragraph':
      return isInlines(value['children']);
    case 'heading':
      return isInlines(value['children']) && [1, 2, 3, 4, 5, 6].includes(value['level'] as number);
    case 'quote':
      return isChildren(value['children']);
    case 'list':
      return (
        isNumberOrNull(value['start']) && typeof value['tight'] === 'boolean' && isListOf(value['items'], isChildren)
      );
    case 'code':
      return isTextOrNull(value['language']) && typeof value['text'] === 'string';
    case 'table': {
      const isRow = (row: unknown): boolean => isListOf(row, isInlines);
      return isListOf(value['alignments'], isTextOrNull) && isRow(value['header']) && isListOf(value['rows'], isRow);
    }
    case 'formula':
      return isFormula(value);
    case 'rule':
      return true;
    default:
      return false;
  }
}

function isInline(value: unknown, depth: number): boolean {
  if (!isRecord(value) || depth > deepest) return false;
  const isChildren = (children: unknown): boolean => isListOf(children, (child) => isInline(child, depth + 1));
  switch (value['type'] as Inline['type']) {
    case 'text':
    case 'code':
      return typeof value['text'] === 'string';
    case 'emphasis':
    case 'strong':
    case 'strikethrough':
    case 'subscript':
    case 'superscript':
    case 'keyboard':
    case 'highlight':
      return isChildren(value['children']);
    case 'link':
      return typeof value['url'] === 'string' && isChildren(value['children']);
    case 'marker':
      return typeof value['number'] === 'number';
    case 'unresolved':
      return (
        typeof value['text'] === 'string' &&
        typeof value['reason'] === 'string' &&
        isTextOrNull(value['url']) &&
        isListOf(value['numbers'], isNumber) &&
        isListOf(value['candidates'], isNumber)
      );
    case 'formula':
      return isFormula(value);
    case 'break':
      return true;
    default:
      return false;
  }
}

function isFormula(value: Readonly<Record<string, unknown>>): boolean {
  return (
    typeof value['tex'] === 'string' &&
    typeof value['display'] === 'boolean' &&
    ['dollars', 'brackets', 'environment'].includes(value['notation'] as string)
  );
}

function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number';
}

function isNumberOrNull(value: unknown): boolean {
  return value === null || typeof value === 'number';
}

function isTextOrNull(value: unknown): boolean {
  return value === null || typeof value === 'string';
}
