/**
 * A field of a structured answer with those below it. Dotted paths (`owners.0.name`) are walked part by part and never put
 * together, so that many fields below one with a long name cost no more than others.
 *
 * Dots that are part of a name (`dotted.name`) are taken for those of a path, since a basis does not tell them apart.
 */
export interface FieldTree<Value> {
  /** Null for a path that only leads to other fields. */
  value: Value | null;
  below: Map<string, FieldTree<Value>> | null;
}

/** A path with more parts than this has no place in a tree: no field that a basis names comes near it. */
const mostParts = 64;

/** A tree of no fields. */
export function emptyFieldTree<Value>(): FieldTree<Value> {
  return { value: null, below: null };
}

/** Gives the field that a path leads to from `tree` a value, and returns it; null for a path that has too many parts. */
export function setField<Value>(tree: FieldTree<Value>, path: string, value: Value): FieldTree<Value> | null {
  const parts = partsOf(path);
  if (parts.length > mostParts) return null;
  let field = tree;
  for (const part of parts) {
    field.below ??= new Map();
    const next = field.below.get(part) ?? emptyFieldTree();
    field.below.set(part, next);
    field = next;
  }
  field.value = value;
  return field;
}

/** The field that a path leads to from `tree`; null for none. */
export function fieldAt<Value>(tree: FieldTree<Value> | null, path: string): FieldTree<Value> | null {
  if (!tree?.below) return null;
  let field: FieldTree<Value> | null = tree;
  for (const part of partsOf(path)) field = field?.below?.get(part) ?? null;
  return field;
}

/** The path of a field that `path` names, or of the nearest one around it; null when not even its first part is there. */
export function nearestPath<Value>(path: string, tree: FieldTree<Value>): string | null {
  let field = tree;
  let [end, found] = [0, 0];
  for (const part of partsOf(path)) {
    const next = field.below?.get(part);
    if (!next) break;
    field = next;
    end += part.length + 1;
    if (field.value !== null) found = end;
  }
  return found === 0 ? null : path.slice(0, found - 1);
}

/** The parts of a path, or only as many as tell that there are too many. */
function partsOf(path: string): readonly string[] {
  return path.split('.', mostParts + 1);
}
