import { commands, ConfigurationTarget, extensions, window, workspace, type Extension } from 'vscode';
import { startEmulator } from '../emulator/emulator';

/** How a turn is named in the arguments and results of commands. */
export interface TurnAddress {
  readonly threadId: string;
  readonly turnId: string;
}

/**
 * Starts an emulator for the extension under test, unless an earlier suite did, and activates the extension. The
 * extension reads its environment when it is activated, and this code runs in the same process.
 */
export async function activateWithEmulator(): Promise<Extension<unknown>> {
  if (process.env['RESEARCH_THREADS_API_BASE_URL'] === undefined) {
    const { url } = await startEmulator({ speed: 200, seed: 'host' });
    process.env['RESEARCH_THREADS_API_BASE_URL'] = url;
    process.env['RESEARCH_THREADS_API_IS_EMULATOR'] = '1';
    process.env['RESEARCH_THREADS_API_KEY'] = 'a-key-of-the-test';
    agreeToHaste();
  }
  const extension = extensions.getExtension<unknown>('research-threads.research-threads');
  if (!extension) throw new Error('The extension under test is not there.');
  await extension.activate();
  return extension;
}

/** How the dialog about haste begins. */
const hastyQuestion = /questions were sent within/;

type ShowWarning = (message: string, ...rest: readonly unknown[]) => Thenable<unknown>;

/** Says yes where the person is asked about questions that come faster than anybody types, as they do in tests. */
function agreeToHaste(): void {
  const api = window as unknown as { showWarningMessage: ShowWarning };
  const { showWarningMessage } = api;
  api.showWarningMessage = (message, ...rest) =>
    hastyQuestion.test(message) ? Promise.resolve(rest.at(-1)) : showWarningMessage(message, ...rest);
}

/** Runs a command of the extension. */
export function run<Value>(name: string, argument?: unknown): Thenable<Value> {
  return commands.executeCommand<Value>(`researchThreads.${name}`, argument);
}

/** Asks a question that takes long, and so costs more than what is asked about by default. */
export async function askAtLength(question: string): Promise<TurnAddress> {
  const settings = workspace.getConfiguration('researchThreads');
  await settings.update('confirmAbove', null, ConfigurationTarget.Global);
  try {
    return await run<TurnAddress>('start', { question, processor: 'ultra8x' });
  } finally {
    await settings.update('confirmAbove', undefined, ConfigurationTarget.Global);
  }
}

/** Repeats `attempt` until it gives something, for at most twenty seconds. */
export async function eventually<Value>(what: string, attempt: () => Promise<Value | undefined>): Promise<Value> {
  const end = Date.now() + 20_000;
  for (;;) {
    const value = await attempt();
    if (value !== undefined) return value;
    if (Date.now() > end) throw new Error(`Waited in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
