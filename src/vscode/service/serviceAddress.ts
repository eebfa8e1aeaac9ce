import type { Localize } from '../../base/localize';
import { failed, type Result, success } from '../../base/result';
import { urlOf } from '../../base/url';

/** Where Parallel's own API is. */
export const officialUrl = 'https://api.parallel.ai';

/** Where requests go. */
export interface ServiceAddress {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly origin: string;
  /** With the port, where it isn't the usual one. */
  readonly host: string;
}

/** Names of this machine itself, to which questions may go without TLS. */
const loopbackHosts = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Reads the address of a service: https, or http on this machine, with nothing but host, port and path. Whatever else was
 * written is no address at all and never stands for another one, so that questions go where the person wants, or nowhere.
 * The sentence of a failure quotes nothing of what was written, which may hold a password.
 */
export function readServiceAddress(written: unknown, localize: Localize, id: string): Result<ServiceAddress, string> {
  const refuse = (reason: string): Result<ServiceAddress, string> =>
    failed(localize('The address in the setting {0} can’t be used. {1} Nothing is sent until it’s fixed.', id, reason));
  const url = typeof written === 'string' ? urlOf(written) : null;
  if (url === null) return refuse(localize('It isn’t a URL such as {0}.', officialUrl));
  const { protocol, hostname, host, origin, pathname, username, password, href } = url;
  if (protocol === 'http:' && !loopbackHosts.includes(hostname)) {
    return refuse(localize('It must start with https://. Only a server on this computer may use http://.'));
  }
  if (protocol !== 'https:' && protocol !== 'http:') return refuse(localize('It must start with https://.'));
  if (username !== '' || password !== '') return refuse(localize('It can’t contain a user name or a password.'));
  if (href !== `${origin}${pathname}`) return refuse(localize('It can’t contain a query or a fragment.'));
  return success({ baseUrl: href.replace(/\/+$/, ''), origin, host });
}
