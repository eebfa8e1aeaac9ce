import type { Localize } from '../../base/localize';
import { failed, type Result, success, unreachable } from '../../base/result';
import { urlOf } from '../../base/url';
import { hasInvisibleInAddress } from '../../markdown/visible';

/** Why a text names no site that the API takes. */
export type SiteProblem =
  | 'empty'
  /** Another scheme than http or https: `ftp://example.com`. */
  | 'scheme'
  | 'user'
  | 'port'
  /** What follows `?` or `#`. */
  | 'query'
  | 'wildcard'
  /** An ending with a path: `.gov/news`. */
  | 'endingWithPath'
  /** An address in digits: `192.0.2.1`. */
  | 'address'
  | 'notASite';

const longestName = 253;
const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const lastLabel = /^([a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;

/**
 * Reads what a person types as a site: a domain, which covers its subdomains, perhaps with the beginning of a path
 * (`example.com/blog`), or the ending of domains (`.gov`). The pasted address of a page stands for its domain. The result
 * is as the API takes it: in small letters and punycode, without a slash at its end.
 */
export function readSite(text: string): Result<string, SiteProblem> {
  const entry = text.trim();
  if (entry === '') return failed('empty');
  if (hasInvisibleInAddress(entry) || /[\s\\]/.test(entry)) return failed('notASite');
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(entry)) return readAddress(entry);
  const shape = /^(\.?)([^/?#]*)(\/[^?#]*)?(.*)$/.exec(entry);
  const [, dot = '', host = '', path = '', rest = ''] = shape ?? [];
  if (host.includes('*')) return failed('wildcard');
  if (host.includes('@')) return failed('user');
  if (rest !== '') return failed('query');
  if (/^[^:]+:\d*$/.test(host)) return failed('port');
  const url = urlOf(`https://${host}${path}`);
  if (!url) return failed('notASite');
  const name = readName(url.hostname, dot !== '');
  if (!name.ok) return name;
  const written = pathOf(url);
  if (dot !== '' && written !== '') return failed('endingWithPath');
  return success(`${dot}${name.value}${written}`);
}

/** The domain of a page's address. `www.` stands before the whole site and not for a part of it. */
function readAddress(entry: string): Result<string, SiteProblem> {
  const url = urlOf(entry);
  if (!url) return failed('notASite');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return failed('scheme');
  return readName(url.hostname.replace(/^www\.(?=.*\..)/, ''), false);
}

/** A host as the `URL` class gives it: in small letters and punycode. */
function readName(hostname: string, isEnding: boolean): Result<string, SiteProblem> {
  const name = hostname.replace(/\.$/, '');
  if (/^\[.*\]$|^[\d.]+$/.test(name)) return failed('address');
  const labels = name.split('.');
  const fits = name.length <= longestName && labels.every((part) => label.test(part));
  if (!fits || !lastLabel.test(labels.at(-1) ?? '')) return failed('notASite');
  return labels.length > 1 || isEnding ? success(name) : failed('notASite');
}

/** The beginning of a path, without what separates the entries of a list. */
function pathOf({ pathname }: URL): string {
  let end = pathname.length;
  while (pathname.charAt(end - 1) === '/') end -= 1;
  return pathname.slice(0, end).replaceAll(',', '%2C').replaceAll(';', '%3B');
}

/** The entries of a list as a person types it: between them stand commas, semicolons or white space. */
export function splitSites(text: string): readonly string[] {
  return text.split(/[\s,;]+/).filter((entry) => entry !== '');
}

/** What is wrong with a site, and what to do. */
export function siteProblemWords(problem: SiteProblem, localize: Localize): string {
  switch (problem) {
    case 'empty':
      return localize('Write a domain such as example.com.');
    case 'scheme':
      return localize('Only web sites can be named. Write the domain alone, such as example.com.');
    case 'user':
      return localize('Write the domain without a name and @ before it, such as example.com.');
    case 'port':
      return localize('Leave out the port: example.com and not example.com:8080.');
    case 'query':
      return localize('Leave out what follows ? or #: example.com/blog and not example.com/blog?page=2.');
    case 'wildcard':
      return localize('Leave out the *: example.com covers its subdomains, and .gov every domain that ends so.');
    case 'endingWithPath':
      return localize('An ending such as .gov takes no path. Write it alone, or name the whole domain.');
    case 'address':
      return localize('IP addresses aren’t supported. Enter the domain, such as example.com.');
    case 'notASite':
      return localize(
        'Write a domain such as example.com, a part of it such as example.com/blog, or an ending such as .gov.',
      );
    default:
      return unreachable(problem);
  }
}
