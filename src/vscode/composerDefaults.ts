import { workspace } from 'vscode';
import type { ComposerDefaults } from '../protocol/chatSession';
import { defaultQuickModel, type Engine } from '../research/engine';
import { defaultProcessor } from '../research/processor';

/** What the composer starts with, as the settings say at the moment. */
export const composerDefaults: ComposerDefaults = {
  engine: () => engineOf('research'),
  engineOf,
  scope: () => null,
};

/** What shows follow-up suggestions, or does not. */
export const suggestionsSetting = 'researchThreads.suggestFollowUps';

export function suggestsFollowUps(): boolean {
  return workspace.getConfiguration('researchThreads').get<boolean>('suggestFollowUps', true);
}

function engineOf(kind: Engine['kind']): Engine {
  const settings = workspace.getConfiguration('researchThreads');
  return kind === 'research'
    ? { kind, name: settings.get<string>('processor', defaultProcessor) }
    : { kind, name: settings.get<string>('quickAnswer.model', defaultQuickModel) };
}
