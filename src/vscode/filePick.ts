import { l10n, TabInputText, ThemeIcon, window, workspace, type Uri } from 'vscode';
import { nameOf, usualFolder } from './fileUris';
import { back, pickStep, type StepResult } from './steps';
import { choice, separator, type Choice } from './ui/choices';
import { chooseFiles } from './ui/fileDialogs';

interface FileItem extends Choice {
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
  return [
    ...(open.length > 0 ? [separator(l10n.t('open editors')), ...open] : []),
    separator(l10n.t('elsewhere')),
    choice({ label: l10n.t('Browse…'), iconPath: new ThemeIcon('folder-opened'), alwaysShow: true }),
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
  return choice({ label: nameOf(uri), description: folder, iconPath: ThemeIcon.File, uri });
}

function byPath(left: FileItem, right: FileItem): number {
  return (left.uri?.path ?? '').localeCompare(right.uri?.path ?? '');
}

async function browse(): Promise<readonly Uri[] | undefined> {
  return chooseFiles({ title: l10n.t('Attach a File'), action: l10n.t('Attach'), at: usualFolder() });
}
