import type { Localize } from '../base/localize';

/** Where a research run may look. Each part is empty or null where nothing was said. */
export interface SourceScope {
  /** Only these sites: `example.com`, `example.com/blog`, `.gov`. */
  readonly include: readonly string[];
  /** None of these sites. Without effect where `include` names any. */
  readonly exclude: readonly string[];
  /** Nothing published before this day, `2026-01-31`. */
  readonly after: string | null;
  /** The country to search from: two letters of ISO 3166-1, `US`. */
  readonly location: string | null;
}

/** A scope for people, on one line: `only arxiv.org, .gov · since 2026-01-31 · from US`. */
export function scopeWords({ include, exclude, after, location }: SourceScope, localize: Localize): string {
  const parts: string[] = [];
  if (include.length > 0) parts.push(localize('only {0}', include.join(', ')));
  else if (exclude.length > 0) parts.push(localize('not {0}', exclude.join(', ')));
  if (after !== null) parts.push(localize('since {0}', after));
  if (location !== null) parts.push(localize('from {0}', location));
  return parts.join(' · ');
}
