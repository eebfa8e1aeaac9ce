import type { SourcePolicy } from 'parallel-web/resources/shared';
import type { Scope } from './findings';

/**
 * The pages that a source policy lets through. A domain covers its subdomains, `.gov` every host that ends so, and a path
 * (`example.com/blog`) what lies under it. With included domains the excluded ones are ignored. `after_date` is ignored:
 * the API documents it for searches only.
 */
export function scopeOf(policy: SourcePolicy | null): Scope {
  const included = policy?.include_domains ?? [];
  const excluded = policy?.exclude_domains ?? [];
  if (included.length > 0) return ({ url }) => included.some((domain) => covers(domain, url));
  return ({ url }) => !excluded.some((domain) => covers(domain, url));
}

function covers(domain: string, address: string): boolean {
  const url = new URL(address);
  const [host = '', ...path] = domain.toLowerCase().split('/');
  const prefix = path.length > 0 ? `/${path.join('/')}` : '';
  const hostAgrees = host.startsWith('.')
    ? url.hostname.endsWith(host)
    : url.hostname === host || url.hostname.endsWith(`.${host}`);
  return hostAgrees && url.pathname.toLowerCase().startsWith(prefix);
}
