import { urlOf } from '../../base/url';
import { hasInvisibleInAddress, visibleLine } from '../../markdown/visible';
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
    return {
      site: visibleLine(url),
      deceptive: hasInvisibleInAddress(url) || /^https?:\/*[^/?#]*[^\u0000-\u007f]/i.test(url),
    };
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
    !hasInvisibleInAddress(url) &&
    !hasUser(parsed)
  );
}

/**
 * What two URLs of the same place have in common: letter case of scheme and host, usual ports, a slash at the end, what
 * campaigns and click counters add to a query, and fragments that only mark text (`#:~:text=…`) do not count. Other fragments
 * do: two pages of one PDF are two places. For comparing only; never to be opened or shown.
 */
export function canonicalUrl(url: string): string {
  const parsed = parseWebUrl(url);
  return parsed ? pageOfParsed(parsed) + placeWithin(parsed) : url.trim();
}

/** What two URLs of the same page have in common, whatever place in it they name. For comparing only. */
export function pageOf(url: string): string {
  const parsed = parseWebUrl(url);
  return parsed ? pageOfParsed(parsed) : url.trim();
}

function pageOfParsed(parsed: URL): string {
  const query = parsed.search
    .slice(1)
    .split('&')
    .filter((parameter) => parameter !== '' && !isTracking(parameter))
    .join('&');
  const user = hasUser(parsed) ? `${parsed.username}:${parsed.password}@` : '';
  const path = withoutSlashesAtEnd(parsed.pathname);
  return `${parsed.protocol}//${user}${parsed.host}${path}${query === '' ? '' : `?${query}`}${routeOf(parsed)}`;
}

/** A fragment that is a path leads to a page of its own, in an application that lives in one document. */
function routeOf({ hash }: URL): string {
  return /^#!?\//.test(hash) ? hash : '';
}

/** A fragment without the directives behind it: https://wicg.github.io/scroll-to-text-fragment/ */
function placeWithin({ hash }: URL): string {
  if (/^#!?\//.test(hash)) return '';
  const directive = hash.indexOf(':~:');
  const place = directive < 0 ? hash : hash.slice(0, directive);
  return place === '#' ? '' : place;
}

function withoutSlashesAtEnd(path: string): string {
  let end = path.length;
  while (path.charAt(end - 1) === '/') end -= 1;
  return path.slice(0, end);
}

/**
 * Parameters that name a click, a campaign or a reader, and never a page: those of advertisers, mailings and analytics, as
 * browsers and filter lists take them out (https://github.com/brave/adblock-lists, https://bugzilla.mozilla.org/1715964).
 */
const tracking = new Set([
  ...['gclid', 'gclsrc', 'gbraid', 'wbraid', 'dclid', 'gad_source', 'gad_campaignid', 'srsltid', '_ga', '_gl'],
  ...['fbclid', 'igsh', 'igshid', 'msclkid', 'yclid', 'ysclid', 'twclid', 'ttclid', 'li_fat_id', 'rdt_cid', 'epik'],
  ...['scclid', 'sccid', 'irclickid', 'cjevent', 'wickedid', 'oly_anon_id', 'oly_enc_id', 'vero_id', 'vero_conv'],
  ...['mc_cid', 'mc_eid', 'mkt_tok', '__hssc', '__hstc', '__hsfp', '_hsenc', '_hsmi', 'hsctatracking', '_openstat'],
  ...['s_cid', 'dm_i', 'ml_subscriber', 'ml_subscriber_hash', 'bsft_clkid', 'guce_referrer', 'guce_referrer_sig'],
  ...['unicorn_click_id', 'spm', 'ref_src', 'ref_url', 'cmpid', 'ncid'],
]);

function isTracking(parameter: string): boolean {
  const equals = parameter.indexOf('=');
  const name = (equals < 0 ? parameter : parameter.slice(0, equals)).toLowerCase();
  return name.startsWith('utm_') || tracking.has(name);
}

function parseWebUrl(url: string): URL | null {
  const parsed = urlOf(url);
  return parsed?.protocol === 'http:' || parsed?.protocol === 'https:' ? parsed : null;
}

function hasUser(url: URL): boolean {
  return url.username !== '' || url.password !== '';
}

function isDeceptive(written: string, url: URL): boolean {
  if (hasUser(url) || hasInvisibleInAddress(written) || /[\\\t\n\r]/.test(written)) return true;
  const authority = /^https?:\/*([^/?#]*)/i.exec(written)?.[1] ?? '';
  // Escapes, ideographic full stops and compatibility characters such as full-width letters turn into plain ones.
  if (/[%。｡]/.test(authority) || authority.normalize('NFKC') !== authority.normalize('NFC')) return true;
  return isDeceptiveHost(url.hostname);
}
