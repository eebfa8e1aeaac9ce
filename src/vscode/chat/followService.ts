import type { ExtensionContext } from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable';
import type { ChatSession } from '../../chat/chatSession';
import type { ApiKeyStore } from '../service/apiKey';
import { describeService, readService, serviceView, type ServiceInUse } from '../service/service';
import type { Settings } from '../settings/settings';

export interface FollowServiceOptions {
  readonly context: ExtensionContext;
  readonly settings: Settings;
  readonly service: { current: ServiceInUse };
  readonly apiKey: ApiKeyStore;
  readonly chat: { description: string };
  readonly runs: { readonly patientSending: { takeBackAll(): void } };
}

/** Keeps which service is in use as the settings say, and says beside the chat's title where questions go. */
export function followService({ context, settings, service, apiKey, chat, runs }: FollowServiceOptions): Disposable {
  const announce = (): void => {
    chat.description = describeService(service.current);
    void apiKey.announce();
  };
  announce();
  return settings.onDidChange(() => {
    const next = readService(context, settings);
    if (JSON.stringify(next) === JSON.stringify(service.current)) return;
    service.current = next;
    // What was to be sent later was to be sent to the server before.
    runs.patientSending.takeBackAll();
    announce();
  });
}

/**
 * Has a chat show where questions go and whether there is a key for it, now and whenever that changes: while the window's
 * `followService` keeps up with the settings.
 */
export function showService(
  session: Pick<ChatSession, 'setKey' | 'setService'>,
  { settings, service, apiKey }: Pick<FollowServiceOptions, 'settings' | 'service' | 'apiKey'>,
): Disposable {
  const store = new DisposableStore();
  const showKey = async (): Promise<void> => {
    const key = await apiKey.readCurrent();
    // Without a server no key is asked for.
    session.setKey(service.current.ok ? (key === null ? 'missing' : 'stored') : 'unknown');
  };
  const showAddress = (): void => session.setService(serviceView(service.current));
  showAddress();
  void showKey();
  store.add(apiKey.onDidChange(() => void showKey()));
  // At once: a question must not go where the chat does not say.
  store.add(settings.onDidChange(showAddress));
  return store;
}
