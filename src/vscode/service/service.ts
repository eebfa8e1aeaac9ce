import { ExtensionMode, l10n, type ExtensionContext } from 'vscode';
import { failed, type Result, success } from '../../base/result';
import type { ServiceView } from '../../protocol/viewState';
import { officialUrl, readServiceAddress, type ServiceAddress } from './serviceAddress';
import type { Settings } from '../settings/settings';
import { settingId } from '../settings/settingTable';

/** The setting that says where questions go. */
export const serviceSetting = settingId('apiBaseUrl');

/** Where questions go. The key is kept for the origin and sent to no other. */
export interface Service extends ServiceAddress {
  readonly view: Exclude<ServiceView, { readonly kind: 'unusable' }>;
  /** A key that the developer gave for this session only; null to use the stored one. */
  readonly sessionKey: string | null;
}

/** The service in use; a sentence where none can be, because the setting is wrong. Then nothing is sent anywhere. */
export type ServiceInUse = Result<Service, string>;

/**
 * The service of the setting `apiBaseUrl`. In a development host, and only there, the environment may name another one:
 * a workspace can set the environment of an installed extension, and must not be able to move requests elsewhere.
 */
export function readService(context: ExtensionContext, settings: Pick<Settings, 'safeguard'>): ServiceInUse {
  const development = context.extensionMode !== ExtensionMode.Production;
  const environment = development ? process.env : {};
  const named = 'RESEARCH_THREADS_API_BASE_URL';
  const fromEnvironment = environment[named];
  const address =
    fromEnvironment === undefined
      ? settings.safeguard('apiBaseUrl')
      : readServiceAddress(fromEnvironment, l10n.t, named);
  if (!address.ok) return failed(address.failure);
  const { origin, host } = address.value;
  return success({
    ...address.value,
    view: { host, kind: kindOf(origin, environment['RESEARCH_THREADS_API_IS_EMULATOR'] === '1') },
    sessionKey: environment['RESEARCH_THREADS_API_KEY'] || null,
  });
}

/** What the chat says about where questions go. */
export function serviceView(service: ServiceInUse): ServiceView {
  return service.ok ? service.value.view : { kind: 'unusable', problem: service.failure };
}

function kindOf(origin: string, emulator: boolean): Service['view']['kind'] {
  if (origin === officialUrl) return 'official';
  return emulator ? 'emulator' : 'other';
}

/**
 * What stands beside the chat's title: where questions go, when that is not Parallel's own API, or when a developer has
 * to know that it is, because a key was given for the session.
 */
export function describeService(service: ServiceInUse): string {
  if (!service.ok) return l10n.t('No server');
  const { view, sessionKey } = service.value;
  if (view.kind === 'emulator') return l10n.t('Emulator');
  return view.kind === 'official' && sessionKey === null ? '' : view.host;
}
