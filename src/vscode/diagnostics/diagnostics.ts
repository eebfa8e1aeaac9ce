import type { JournalReading } from '../../journal/ports';
import { env, ExtensionKind, ExtensionMode, l10n, UIKind, version, window, workspace } from 'vscode';
import type { ExtensionContext, Uri } from 'vscode';
import type { IdSource } from '../../base/ids';
import type { Files } from '../../journal/files';
import { examineStorage } from '../../journal/threads/health';
import type { TurnId } from '../../research/thread/ids';
import type { ThreadSummary } from '../../journal/threads/threadSummary';
import { isActive } from '../../research/thread/turn';
import type { ConnectionCheck } from '../../runs/ports/connectionCheck';
import type { WatchStatus } from '../../runs/watch/turnWork';
import { composeReport, type Diagnostics, type Fact } from './diagnosticsReport';
import { proxyInUse, proxySecrets, proxySettings } from '../service/proxyFacts';
import type { ScrubbedLog } from './scrubbedLog';
import type { Service, ServiceInUse } from '../service/service';
import { officialUrl } from '../service/serviceAddress';
import { showInformation } from '../ui/messages';
import { withNotification } from '../ui/progress';

export interface DiagnosticsOptions {
  readonly context: ExtensionContext;
  /** Where this window's threads are kept. */
  readonly storage: Uri;
  readonly files: Files;
  readonly newId: IdSource;
  readonly journal: Pick<JournalReading, 'load' | 'summaries'>;
  readonly runs: { status(turnId: TurnId): WatchStatus | undefined };
  /** The kinds of the journal's problems that were met in this window. */
  readonly problems: readonly string[];
  readonly connection: () => Promise<ConnectionCheck>;
  readonly service: () => ServiceInUse;
  readonly apiKey: { read(service: Service): Promise<string | null> };
  readonly log: ScrubbedLog;
}

/** "Copy Diagnostics": puts a report on the clipboard that holds nothing private, to look at and to share. Returns it too. */
export async function copyDiagnostics(options: DiagnosticsOptions): Promise<string> {
  const report = await withNotification(l10n.t('Collecting diagnostics…'), () => makeReport(options));
  await env.clipboard.writeText(report);
  void offerToOpen(report);
  return report;
}

async function offerToOpen(report: string): Promise<void> {
  const open = l10n.t('Open');
  const message = l10n.t('The diagnostics were copied. Look them over before you share them.');
  if ((await showInformation(message, open)) !== open) return;
  await window.showTextDocument(await workspace.openTextDocument({ language: 'markdown', content: report }));
}

async function makeReport(options: DiagnosticsOptions): Promise<string> {
  const { log, service, apiKey } = options;
  const inUse = service();
  const key = inUse.ok ? await apiKey.read(inUse.value).catch(() => null) : null;
  for (const secret of [...(key === null ? [] : [key]), ...proxySecrets(process.env)]) log.conceal(secret);
  return composeReport(await collect(options, key !== null), log.privateTexts);
}

async function collect(options: DiagnosticsOptions, keyStored: boolean): Promise<Diagnostics> {
  const { context, storage, files, newId, journal, log } = options;
  const connection = await options.connection();
  const service = options.service();
  const [health, summaries, reachability] = await Promise.all([
    examineStorage(files, storage.fsPath, newId()),
    journal.summaries(),
    service.ok ? connection.check(service.value.baseUrl) : null,
  ]);
  return {
    at: Date.now(),
    versions: versions(context, connection.sdkVersion),
    settings: settingFacts(context),
    keyStored,
    storage: `${context.storageUri ? 'of the workspace' : 'of windows without a folder'} (${storage.scheme})`,
    journal: health,
    turns: summaries.reduce((sum, { turnCount }) => sum + turnCount, 0),
    problems: tally(options.problems.map((kind) => `Problems in this window: ${kind}`)),
    runs: await runsUnderWay(options, summaries),
    origin: originFact(service),
    connection: reachability,
    proxy: proxyInUse(process.env),
    proxySettings: proxySettings(),
    noted: log.noted,
  };
}

function versions({ extension, extensionMode }: ExtensionContext, sdkVersion: string): readonly Fact[] {
  const { version: own } = extension.packageJSON as { version: string };
  const kind = extension.extensionKind === ExtensionKind.UI ? 'beside the window' : 'beside the workspace';
  return [
    {
      name: 'Research Threads',
      value: extensionMode === ExtensionMode.Production ? own : `${own} (under development)`,
    },
    { name: 'parallel-web', value: sdkVersion },
    {
      name: 'VS Code',
      value: `${version} (${env.appHost}, ${env.uiKind === UIKind.Web ? 'in a browser' : 'desktop'})`,
    },
    { name: 'Remote', value: remoteKind() },
    { name: 'Extension host', value: kind },
    { name: 'System', value: `${process.platform} ${process.arch}, Node ${process.versions.node}` },
    { name: 'Workspace', value: workspaceKind() },
    { name: 'Workspace trusted', value: workspace.isTrusted },
  ];
}

function originFact(service: ServiceInUse): string {
  if (!service.ok) return 'none, because the setting researchThreads.apiBaseUrl can’t be used';
  const { origin } = service.value;
  return origin === officialUrl ? `${origin} (Parallel)` : origin;
}

/** Such as `ssh-remote` or `wsl`; of other kinds it would be the name of a machine. */
function remoteKind(): string {
  if (env.remoteName === undefined) return 'none';
  return /^[a-z][a-z-]*$/.test(env.remoteName) ? env.remoteName : 'a server';
}

function workspaceKind(): string {
  const count = workspace.workspaceFolders?.length ?? 0;
  if (count === 0) return 'no folder';
  return workspace.workspaceFile ? `${count} folders` : 'one folder';
}

/** Settings whose values are one of a few; of others only whether they were changed. */
function settingFacts(context: ExtensionContext): readonly Fact[] {
  const { contributes } = context.extension.packageJSON as {
    contributes: { configuration: { properties: Readonly<Record<string, { enum?: unknown; type?: unknown }>> }[] };
  };
  const settings = contributes.configuration.flatMap(({ properties }) => Object.entries(properties));
  return settings.map(([id, { enum: choices, type }]) => {
    const value = workspace.getConfiguration().get<unknown>(id);
    if (typeof value === 'boolean' && type === 'boolean') return { name: id, value };
    if (typeof value === 'string' && Array.isArray(choices) && choices.includes(value)) return { name: id, value };
    const inspected = workspace.getConfiguration().inspect(id);
    const changed = JSON.stringify(value) !== JSON.stringify(inspected?.defaultValue);
    return { name: id, value: changed ? 'changed' : 'default' };
  });
}

async function runsUnderWay(
  { journal, runs }: DiagnosticsOptions,
  summaries: readonly ThreadSummary[],
): Promise<readonly Fact[]> {
  const active = summaries.filter(({ hasActiveRun }) => hasActiveRun);
  const threads = await Promise.all(active.map(({ id }) => journal.load(id)));
  const turns = threads.flatMap((thread) => [...(thread?.turns.values() ?? [])].filter(isActive));
  return tally(
    turns.map(({ id, attempt }) => {
      const status = runs.status(id);
      const watched = status
        ? `, ${[status.connection, status.problem?.reason].filter(Boolean).join(', ')}`
        : ', not watched here';
      return `${attempt.condition.state}${watched}`;
    }),
  );
}

function tally(names: readonly string[]): readonly Fact[] {
  return [...new Set(names)].map((name) => ({ name, value: names.filter((one) => one === name).length }));
}
