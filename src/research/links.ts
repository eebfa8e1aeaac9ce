import { urlOf } from '../base/url';
import { hasInvisible, visibleLine } from '../markdown/visible';
import { isDeceptiveHost } from './deceptiveHost';

/** A source's site as it may be shown. */
export interface Site {
  /** The host that the URL leads to, in ASCII, with its port where that is not the usual one. */
  readonly site: string;
  /** Whether the URL is written so that it seems to lead elsewhere; the person should be told. */
  readonly deceptive: boolean;
}

/**
 * The site that a URL leads to, as the `URL` class understands it: international names stay in punycode. For a text that is
 * no http or https URL, the text itself on one line.
 */
export function siteOf(url: string): Site {
  const parsed = parseWebUrl(url);
  // What looks like a host to a person, and to no program, is a disguise.
  if (!parsed)
    return { site: visibleLine(url), deceptive: hasInvisible(url) || /^https?:\/*[^/?#]*[^\u0000-\u007f]/i.test(url) };
  return { site: parsed.host, deceptive: isDeceptive(url, parsed) };
}

/**
 * Whether a URL may be opened, just as it is: http or https with a host, without a user name, and without characters that
 * other readers of the same URL might take for something else (controls, invisible ones, backslashes).
 */
export function isOpenable(url: string): boolean {
  const parsed = parseWebUrl(url);
  return (
    parsed !== null &&
    /^https?:\/\/[^/]/i.test(url) &&
    !/[\\\t\n\r]/.test(url) &&
    !hasInvisible(url) &&
    !hasUser(parsed)
  );
}

/**
 * What two URLs of the same page have in common: letter case of scheme and host, usual ports, a slash at the end, fragments
 * and the `utm_` parameters of campaigns do not count. For comparing only; never to be opened or shown.
 */
export function canonicalUrl(url: string): string {
  const parsed = parseWebUrl(url);
  if (!parsed) return url.trim();
  const path = parsed.pathname.replace(/\/+$/, '');
  const query = parsed.search
    .slice(1)
    .split('&')
    .filter((parameter) => parameter !== '' && !/^utm_/i.test(parameter))
    .join('&');
  // A fragment that is a path leads to a page of its own in an application that lives in one document.
  const fragment = /^#!?\//.test(parsed.hash) ? parsed.hash : '';
  const user = hasUser(parsed) ? `${parsed.username}:${parsed.password}@` : '';
  return `${parsed.protocol}//${user}${parsed.host}${path}${query === '' ? '' : `?${query}`}${fragment}`;
}

function parseWebUrl(url: string): URL | null {
  const parsed = urlOf(url);
  return parsed?.protocol === 'http:' || parsed?.protocol === 'https:' ? parsed : null;
}

function hasUser(url: URL): boolean {
  return url.username !== '' || url.password !== '';
}

function isDeceptive(written: string, url: URL): boolean {
  if (hasUser(url) || hasInvisible(written) || /[\\\t\n\r]/.test(written)) return true;
  const authority = /^https?:\/*([^/?#]*)/i.exec(written)?.[1] ?? '';
  // Escapes, ideographic full stops and compatibility characters such as full-width letters turn into plain ones.
  if (/[%。｡]/.test(authority) || authority.normalize('NFKC') !== authority.normalize('NFC')) return true;
  return isDeceptiveHost(url.hostname);
}
