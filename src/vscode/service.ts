import { ExtensionMode, l10n, workspace, type ExtensionContext } from 'vscode';
import { urlOf } from '../base/url';
import type { ServiceView } from '../protocol/viewState';

/** Where Parallel's own API is. */
export const officialUrl = 'https://api.parallel.ai';

/** The setting that says where questions go. */
export const serviceSetting = 'researchThreads.apiBaseUrl';

/** Where questions go. */
export interface Service {
  readonly baseUrl: string;
  /** The key is kept for this origin and sent to no other. */
  readonly origin: string;
  readonly view: ServiceView;
  /** A key that the developer gave for this session only; null to use the stored one. */
  readonly sessionKey: string | null;
}

/**
 * The service of the setting `apiBaseUrl`. In a development host, and only there, the environment may name another one:
 * a workspace can set the environment of an installed extension, and must not be able to move requests elsewhere.
 */
export function readService(context: ExtensionContext): Service {
  const development = context.extensionMode !== ExtensionMode.Production;
  const environment = development ? process.env : {};
  const fromEnvironment = environment['RESEARCH_THREADS_API_BASE_URL'];
  const configured = fromEnvironment ?? workspace.getConfiguration('researchThreads').get('apiBaseUrl', officialUrl);
  const url = parseServiceUrl(configured) ?? new URL(officialUrl);
  const baseUrl = url.href.replace(/\/+$/, '');
  return {
    baseUrl,
    origin: url.origin,
    view: { host: url.host, kind: kindOf(url, environment['RESEARCH_THREADS_API_IS_EMULATOR'] === '1') },
    sessionKey: environment['RESEARCH_THREADS_API_KEY'] || null,
  };
}

function kindOf(url: URL, emulator: boolean): ServiceView['kind'] {
  if (url.origin === officialUrl) return 'official';
  return emulator ? 'emulator' : 'other';
}

/** The URL of a service: https, or http on this machine. Null for anything else. */
export function parseServiceUrl(text: string): URL | null {
  const url = urlOf(text);
  if (url === null) return null;
  const local = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  const trusted = url.protocol === 'https:' || (url.protocol === 'http:' && local);
  return trusted && url.username === '' && url.password === '' ? url : null;
}

/**
 * What stands beside the chat's title: where questions go, when that is not Parallel's own API, or when a developer has
 * to know that it is, because a key was given for the session.
 */
export function describeService({ view, sessionKey }: Service): string {
  if (view.kind === 'emulator') return l10n.t('Emulator');
  return view.kind === 'official' && sessionKey === null ? '' : view.host;
}
