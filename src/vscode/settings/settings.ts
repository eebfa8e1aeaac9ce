import { commands, l10n, workspace, type Uri, type WorkspaceConfiguration } from 'vscode';
import { Emitter } from '../../base/event';
import type { Disposable } from '../../base/disposable';
import type { Engine } from '../../research/engine/engine';
import { showWarning } from '../ui/messages';
import {
  preferences,
  readPreference,
  readSafeguard,
  settingId,
  type PreferenceName,
  type PreferenceValue,
  type ReadPreference,
  type SafeguardName,
  type SafeguardResult,
} from './settingTable';
import type { ForeignEngine } from '../../spending/spendingGuard';

/** A document that a setting is for. */
interface SettingScope {
  readonly uri: Uri;
  readonly languageId: string;
}

/** The only place that reads this extension's settings. A value that can't be read is told once a session. */
export class Settings implements Disposable {
  readonly #didChange = new Emitter<void>();
  readonly #subscription: Disposable;
  /** What was told, so that it isn't told again. */
  readonly #told = new Set<string>();

  constructor() {
    this.#subscription = workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('researchThreads')) this.#didChange.fire();
    });
  }

  /** One of the settings may have another value now. */
  readonly onDidChange = this.#didChange.event;

  /**
   * A setting for convenience: the value in force, else the person's own, else the default.
   *
   * @param where the document that it's for, where that makes a difference
   */
  preference<Name extends PreferenceName>(name: Name, where?: SettingScope): PreferenceValue<Name> {
    return this.#read(name, where).read.value;
  }

  /** A setting that guards money or data, as the person set it; a sentence while it can't be read. */
  safeguard<Name extends SafeguardName>(name: Name): SafeguardResult<Name> {
    const configuration = workspace.getConfiguration('researchThreads');
    return readSafeguard(name, ownValue(configuration.inspect(name), configuration.get(name)), l10n.t);
  }

  /** The engine that new threads use for a kind of question. */
  engine(kind: Engine['kind']): Engine {
    return { kind, name: this.preference(engineSetting[kind]) };
  }

  /** Who chose that engine, where it isn't the person; null where the person's own setting or the default counts. */
  foreignEngine(kind: Engine['kind']): ForeignEngine | null {
    const name = engineSetting[kind];
    const { read, inspected } = this.#read(name);
    if (read.value === read.own) return null;
    return {
      setting: settingId(name),
      chosenBy: whoSet(inspected, preferences[name].fallback),
      own: { kind, name: read.own },
    };
  }

  /** Warns of a setting once, with a way to it. */
  tell(name: PreferenceName, sentence: string): void {
    if (this.#told.has(sentence)) return;
    this.#told.add(sentence);
    void offerSetting(showWarning, settingId(name), sentence);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#didChange.dispose();
  }

  #read<Name extends PreferenceName>(
    name: Name,
    where?: SettingScope,
  ): { readonly read: ReadPreference<PreferenceValue<Name>>; readonly inspected: Inspected } {
    const configuration = workspace.getConfiguration('researchThreads', where);
    const inspected = configuration.inspect(name);
    const own = inspected?.globalLanguageValue ?? inspected?.globalValue;
    const read = readPreference(name, { own, inForce: configuration.get(name) }, l10n.t);
    if (read.problem !== null) this.tell(name, read.problem);
    return { read, inspected };
  }
}

/** Says what is wrong with a setting, and opens it where the person wants that. */
export async function offerSetting(
  show: (message: string, ...buttons: readonly string[]) => Thenable<string | undefined>,
  setting: string,
  sentence: string,
): Promise<void> {
  const open = l10n.t('Open Settings');
  if ((await show(sentence, open)) === open) await openSetting(setting);
}

/** Shows a setting, or all whose ids begin so, in the settings editor. */
export async function openSetting(setting: string): Promise<void> {
  await commands.executeCommand('workbench.action.openSettings', setting);
}

const engineSetting = { research: 'processor', quick: 'quickAnswer.model' } as const;

/** What VS Code tells of a setting: each place that it may be set in. */
type Inspected = ReturnType<WorkspaceConfiguration['inspect']>;

/** What the person has set, or the default, whatever a workspace or a folder says. */
function ownValue(inspected: Inspected, inForce: unknown): unknown {
  if (inspected?.globalValue !== undefined) return inspected.globalValue;
  // VS Code's inspection leaves out a value that is null, and the value in force has it.
  const isForeign = inspected?.workspaceValue !== undefined || inspected?.workspaceFolderValue !== undefined;
  return isForeign ? (inspected.defaultValue ?? null) : inForce;
}

/** Besides workspaces, extensions may bring other defaults for the settings of others (`configurationDefaults`). */
function whoSet(inspected: Inspected, builtIn: unknown): ForeignEngine['chosenBy'] {
  const isOfWorkspace = inspected?.workspaceValue !== undefined || inspected?.workspaceFolderValue !== undefined;
  return !isOfWorkspace && inspected?.defaultValue !== builtIn ? 'extension' : 'workspace';
}
