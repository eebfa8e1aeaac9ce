import { workspace } from 'vscode';
import type { ComposerDefaults } from '../protocol/nextQuestion';
import { defaultQuickModel, type Engine } from '../research/engine';
import { defaultProcessor } from '../research/processor';

/** What the composer starts with, as the settings say at the moment. */
export const composerDefaults: ComposerDefaults = {
  engine: () => engineOf('research'),
  engineOf,
  scope: () => null,
};

function engineOf(kind: Engine['kind']): Engine {
  const settings = workspace.getConfiguration('researchThreads');
  return kind === 'research'
    ? { kind, name: settings.get<string>('processor', defaultProcessor) }
    : { kind, name: settings.get<string>('quickAnswer.model', defaultQuickModel) };
}
