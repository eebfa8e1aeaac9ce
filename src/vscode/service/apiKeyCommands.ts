import { l10n } from 'vscode';
import { type Command, plainCommand } from '../commandTable';
import { showInformation } from '../ui/messages';
import type { ApiKeyStore } from './apiKey';

/** What is done with the API key. */
export function apiKeyCommands(apiKey: ApiKeyStore): readonly Command[] {
  return [
    plainCommand('setApiKey', () => apiKey.enter()),
    plainCommand('removeApiKey', async () => {
      if (await apiKey.remove()) void showInformation(l10n.t('The API key was removed from this machine.'));
    }),
  ];
}
