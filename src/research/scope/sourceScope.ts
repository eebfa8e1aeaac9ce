import { urlOf } from '../../base/url';
import type { Localize } from '../../base/localize';
import { visibleLine } from '../../markdown/visible';
import { siteOf } from '../answer/links';
import { decodePunycode } from '../answer/punycode';

/** Where a research run may look. Each part is empty or null where nothing was said. */
export interface SourceScope {
  /** Only these sites: `example.com`, `example.com/blog`, `.gov`. International names in punycode, as they are sent. */
  readonly include: readonly string[];
  /** None of these sites. Without effect where `include` names any. */
  readonly exclude: readonly string[];
  /** Nothing published before this day, `2026-01-31`. */
  readonly after: string | null;
  /** The country to search from: two letters of ISO 3166-1, `US`. */
  readonly location: string | null;
  /**
   * Set when a record says more than could be read, such as an entry that names no site. Without it research would look
   * further than it should, so such a scope is never sent.
   */
  readonly incomplete?: true;
}

/** How many sites the API takes at most, those to look at and those to leave out together. */
export const mostSites = 200;

/** A scope that says nothing. */
export const anywhere: SourceScope = { include: [], exclude: [], after: null, location: null };

/** A scope as a question keeps it: null when it says nothing. */
export function scopeOrNull(scope: SourceScope): SourceScope | null {
  const { include, exclude, after, location, incomplete } = scope;
  if (incomplete) return scope;
  return include.length + exclude.length === 0 && after === null && location === null ? null : scope;
}

/** So many sites are named before the others are only counted. */
const mostNamed = 3;

/**
 * A scope for people, on one short line: `only arxiv.org, .gov · since 2026-01-31 · from US`. Of many sites the first are
 * named and the others counted; `scopeInFull` names them all.
 */
export function scopeWords(scope: SourceScope, localize: Localize): string {
  return wordsOf(scope, localize, (sites) => {
    const named = sites.slice(0, mostNamed).map(siteWords).join(', ');
    return sites.length > mostNamed ? localize('{0} and {1} more', named, sites.length - mostNamed) : named;
  });
}

/** A scope for people with all of its sites. */
export function scopeInFull(scope: SourceScope, localize: Localize): string {
  return wordsOf(scope, localize, (sites) => sites.map(siteWords).join(', '));
}

/** A site as a person reads it: an international name in its own letters, unless these could pass for another name. */
export function siteWords(site: string): string {
  const shown = visibleLine(site);
  const [host = '', ...path] = shown.split('/');
  if (!host.includes('xn--') || siteOf(`https://${host}`).deceptive) return shown;
  const decoded = host.split('.').map((label) => {
    const name = label.startsWith('xn--') ? decodePunycode(label.slice(4)) : label;
    return name ?? label;
  });
  const name = decoded.join('.');
  // What is read must mean the same site when it is typed.
  return urlOf(`https://${name}`)?.hostname === host ? [name, ...path].join('/') : shown;
}

type SitesMaker = (sites: readonly string[]) => string;

function wordsOf(scope: SourceScope, localize: Localize, sites: SitesMaker): string {
  const { include, exclude, after, location, incomplete } = scope;
  const parts: string[] = [];
  if (include.length > 0) parts.push(localize('only {0}', sites(include)));
  else if (exclude.length > 0) parts.push(localize('not {0}', sites(exclude)));
  if (after !== null) parts.push(localize('since {0}', visibleLine(after)));
  if (location !== null) parts.push(localize('from {0}', visibleLine(location)));
  if (incomplete) parts.push(localize('filters that can’t be read'));
  return parts.join(' · ');
}
