/** Keys with more parts than this have no place in a tree: no field that a basis names comes near it. */
const mostParts = 64;

/**
 * The fields of a structured answer by their dotted paths (`owners.0.name`), with what is known of each. A path is walked
 * part by part and never put together, so that many fields below one with a long name cost no more than others.
 *
 * Dots that are part of a name (`dotted.name`) are taken for those of a path, since a basis does not tell them apart.
 */
export class FieldTree<Value> {
  /** Null for a path that only leads to other fields. */
  value: Value | null = null;
  #below: Map<string, FieldTree<Value>> | null = null;

  /** The field that a path leads to from here, made where there is none; null for a path that has too many parts. */
  make(path: string): FieldTree<Value> | null {
    const parts = partsOf(path);
    if (parts.length > mostParts) return null;
    let place: FieldTree<Value> = this;
    for (const part of parts) place = place.#makePart(part);
    return place;
  }

  /** The field that a path leads to from here; null for none. */
  find(path: string): FieldTree<Value> | null {
    const parts = partsOf(path);
    if (parts.length > mostParts) return null;
    let place: FieldTree<Value> = this;
    for (const part of parts) {
      const next = place.#below?.get(part);
      if (!next) return null;
      place = next;
    }
    return place;
  }

  /** The longest beginning of a path that leads to a field with a value; null when none does. */
  nearest(path: string): string | null {
    let place: FieldTree<Value> = this;
    let [end, found] = [0, 0];
    for (const part of path.split('.')) {
      const next = place.#below?.get(part);
      if (!next) break;
      place = next;
      end += part.length + 1;
      if (place.value !== null) found = end;
    }
    return found === 0 ? null : path.slice(0, found - 1);
  }

  #makePart(part: string): FieldTree<Value> {
    this.#below ??= new Map();
    const known = this.#below.get(part);
    if (known) return known;
    const made = new FieldTree<Value>();
    this.#below.set(part, made);
    return made;
  }
}

function partsOf(path: string): readonly string[] {
  return path.split('.', mostParts + 1);
}
