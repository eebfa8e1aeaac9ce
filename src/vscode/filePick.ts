import {
  l10n,
  QuickPickItemKind,
  TabInputText,
  ThemeIcon,
  window,
  workspace,
  type QuickPickItem,
  type Uri,
} from 'vscode';
import { nameOf, usualFolder } from './fileUris';
import { plainLabel } from './plainLabel';
import { back, pickStep, type StepResult } from './steps';

interface FileItem extends QuickPickItem {
  /** The file; absent for the row that opens the system's dialog. */
  readonly uri?: Uri;
}

/** So many files of the workspace are listed; the dialog has the others. */
const mostFiles = 5_000;

/** Lets the person choose files: among those that are open and those of the workspace, or in the system's dialog. */
export async function pickFiles(): Promise<StepResult<readonly Uri[]>> {
  if (!workspace.workspaceFolders) return browse();
  const open = openFiles().map(fileItem);
  const chosen = await pickStep<FileItem>({
    title: l10n.t('Attach a File'),
    placeholder: l10n.t('Type to find a file of the workspace'),
    items: grouped(open, []),
    hasBack: true,
    onShow: (pick, signal) =>
      void (async () => {
        pick.busy = true;
        const files = await workspace.findFiles('**/*', undefined, mostFiles);
        if (signal.aborted) return;
        const known = new Set(open.map(({ uri }) => uri?.toString()));
        const others = files.filter((uri) => !known.has(uri.toString()));
        const [active] = pick.activeItems;
        pick.items = grouped(open, others.map(fileItem).sort(byPath));
        if (active) pick.activeItems = [active];
        pick.busy = false;
      })(),
  });
  if (chosen === undefined || chosen === back) return chosen;
  return chosen.uri ? [chosen.uri] : browse();
}

function grouped(open: readonly FileItem[], others: readonly FileItem[]): readonly FileItem[] {
  const separator = (label: string): FileItem => ({ label, kind: QuickPickItemKind.Separator });
  return [
    ...(open.length > 0 ? [separator(l10n.t('open editors')), ...open] : []),
    separator(l10n.t('elsewhere')),
    { label: l10n.t('Browse…'), iconPath: new ThemeIcon('folder-opened'), alwaysShow: true },
    ...(others.length > 0 ? [separator(l10n.t('workspace')), ...others] : []),
  ];
}

/** The files that are open in editors, each once. */
function openFiles(): readonly Uri[] {
  const inputs = window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ input }) => input));
  const uris = inputs.flatMap((input) => (input instanceof TabInputText ? [input.uri] : []));
  return [...new Map(uris.map((uri) => [uri.toString(), uri])).values()];
}

function fileItem(uri: Uri): FileItem {
  const path = workspace.asRelativePath(uri);
  const folder = path.split('/').slice(0, -1).join('/');
  return { label: plainLabel(nameOf(uri)), description: plainLabel(folder), iconPath: ThemeIcon.File, uri };
}

function byPath(left: FileItem, right: FileItem): number {
  return (left.uri?.path ?? '').localeCompare(right.uri?.path ?? '');
}

async function browse(): Promise<readonly Uri[] | undefined> {
  const folder = usualFolder();
  return window.showOpenDialog({
    title: l10n.t('Attach a File'),
    openLabel: l10n.t('Attach'),
    canSelectMany: true,
    ...(folder ? { defaultUri: folder } : {}),
  });
}
