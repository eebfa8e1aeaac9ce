import { canonicalUrl, pageOf } from './links';
import type { Source } from './sources';

/** The sources of one of two answers by what the other has of them. */
export interface SourceParts {
  /** In the order that they have in the left answer, so that a source stands beside itself. */
  readonly inBoth: readonly Source[];
  readonly onlyHere: readonly Source[];
  /** Those of the other answer, with its numbers. */
  readonly onlyThere: readonly Source[];
}

/**
 * What two answers have in common: the same place, however its address is spelled, or else the same page where only one of
 * them names a place in it.
 */
export function comparedSources(
  allLeft: readonly Source[],
  allRight: readonly Source[],
): { readonly left: SourceParts; readonly right: SourceParts } {
  const [left, right] = [eachPlaceOnce(allLeft), eachPlaceOnce(allRight)];
  const byPlace = pairs(left, right, canonicalUrl);
  const rest = pairs(without(left, byPlace.left), without(right, byPlace.right), pageOf);
  const partner = new Map([...byPlace.left.entries(), ...rest.left.entries()]);
  const inBoth = left.filter((source) => partner.has(source));
  const onRight = inBoth.flatMap((source) => partner.get(source) ?? []);
  const [onlyLeft, onlyRight] = [without(left, partner), without(right, new Set(onRight))];
  return {
    left: { inBoth, onlyHere: onlyLeft, onlyThere: onlyRight },
    right: { inBoth: onRight, onlyHere: onlyRight, onlyThere: onlyLeft },
  };
}

function eachPlaceOnce(sources: readonly Source[]): readonly Source[] {
  const places = new Map<string, Source>();
  for (const source of sources) {
    const place = canonicalUrl(source.url);
    if (!places.has(place)) places.set(place, source);
  }
  return [...places.values()];
}

/** Sources with the same key on both sides; each is paired once. */
function pairs(
  left: readonly Source[],
  right: readonly Source[],
  keyOf: (url: string) => string,
): { readonly left: ReadonlyMap<Source, Source>; readonly right: ReadonlySet<Source> } {
  const waiting = new Map<string, Source>();
  for (const source of right) if (!waiting.has(keyOf(source.url))) waiting.set(keyOf(source.url), source);
  const found = new Map<Source, Source>();
  for (const source of left) {
    const key = keyOf(source.url);
    const partner = waiting.get(key);
    if (partner) found.set(source, partner);
    waiting.delete(key);
  }
  return { left: found, right: new Set(found.values()) };
}

function without(sources: readonly Source[], others: { readonly has: (source: Source) => boolean }): readonly Source[] {
  return sources.filter((source) => !others.has(source));
}
