import type { ExtensionContext } from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable';
import type { ChatSession } from '../../chat/chatSession';
import type { ApiKeyStore } from '../service/apiKey';
import type { ChatViewProvider } from './chatView';
import { describeService, readService, serviceView, type ServiceInUse } from '../service/service';
import type { Settings } from '../settings/settings';

export interface FollowServiceOptions {
  readonly context: ExtensionContext;
  readonly settings: Settings;
  readonly service: { current: ServiceInUse };
  readonly apiKey: ApiKeyStore;
  readonly session: ChatSession;
  readonly chat: ChatViewProvider;
  readonly runs: { readonly patientSending: { takeBackAll(): void } };
}

/** Has the chat show where questions go and whether there is a key for it, now and whenever that changes. */
export function followService(options: FollowServiceOptions): Disposable {
  const { context, settings, service, apiKey, session, chat, runs } = options;
  const store = new DisposableStore();
  const announceKey = async (): Promise<void> => {
    const key = await apiKey.readCurrent();
    // Without a server no key is asked for.
    session.setKey(service.current.ok ? (key === null ? 'missing' : 'stored') : 'unknown');
  };
  const announceService = (): void => {
    session.setService(serviceView(service.current));
    chat.description = describeService(service.current);
  };
  announceService();
  store.add(apiKey.onDidChange(() => void announceKey()));
  store.add(
    settings.onDidChange(() => {
      const next = readService(context, settings);
      if (JSON.stringify(next) === JSON.stringify(service.current)) return;
      service.current = next;
      announceService();
      // What was to be sent later was to be sent to the server before.
      runs.patientSending.takeBackAll();
      void apiKey.announce();
    }),
  );
  void apiKey.announce();
  return store;
}
