import { commands, type ExtensionContext } from 'vscode';
import { DisposableStore, type Disposable } from '../base/disposable';
import type { Command } from './commandTable';

const prefix = 'researchThreads.';

/**
 * Registers every command of the manifest. What carries them out is loaded with the first that is called.
 *
 * @param table the commands, by their names without `researchThreads.`
 */
export function registerCommands(
  { extension }: Pick<ExtensionContext, 'extension'>,
  table: () => Promise<ReadonlyMap<string, Command>>,
): Disposable {
  const store = new DisposableStore();
  const { contributes } = extension.packageJSON as Manifest;
  for (const { command: id } of contributes.commands) {
    const run = async (given: unknown, several: unknown): Promise<unknown> => {
      const command = (await table()).get(id.slice(prefix.length));
      if (!command) throw new Error(`${id} is declared, and nothing carries it out.`);
      return command.run(given, several);
    };
    store.add(commands.registerCommand(id, run));
  }
  return store;
}

/** As much of the manifest as counts here. */
interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}
