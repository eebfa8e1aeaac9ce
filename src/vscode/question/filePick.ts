import { l10n, TabInputText, ThemeIcon, window, workspace, type Uri } from 'vscode';
import type { ChosenFiles } from '../documents/chosenFiles';
import { fileMatches, type FindableFile } from './fileMatches';
import { nameOf, usualFolder } from './fileUris';
import { back, pickStep, type StepResult } from './steps';
import { choice, separator, type Choice } from '../ui/choices';
import { chooseFiles } from '../ui/fileDialogs';
import { workspaceFiles } from './workspaceFiles';

/** What picking a file needs to know. */
export interface FilePickOptions {
  readonly chosenFiles: ChosenFiles;
  /** How recently a document was attached: the smaller, the more recently; null for never. */
  readonly recency: (uri: string) => number | null;
}

/** A row of the list; the one that opens the system's dialog has no file. */
interface FileItem extends Choice {
  readonly uri?: Uri;
}

interface WorkspaceFile extends FindableFile {
  readonly item: FileItem;
}

/** So many files are listed at a time; what is typed looks through all of them. */
const mostListed = 200;

/** Lets the person choose files: among those that are open and those of the workspace, or in the system's dialog. */
export async function pickFiles(options: FilePickOptions): Promise<StepResult<readonly Uri[]>> {
  if (!workspace.workspaceFolders) return browse();
  const open = openFiles();
  const browsing = choice({ label: l10n.t('Browse…'), iconPath: new ThemeIcon('folder-opened'), alwaysShow: true });
  let files = open.map((uri, index) => workspaceFile(uri, index));
  const listed = (typed: string): readonly FileItem[] =>
    typed.trim() === '' ? grouped(files, open.length, browsing) : [...matching(typed, files), browsing];
  const chosen = await pickStep<FileItem>({
    title: l10n.t('Attach a File'),
    placeholder: l10n.t('Type to find a file of the workspace'),
    items: listed(''),
    hasBack: true,
    onShow: (pick, signal) => {
      pick.onDidChangeValue((typed) => (pick.items = listed(typed)));
      void (async () => {
        pick.busy = true;
        const known = new Set(open.map(String));
        const found = (await workspaceFiles(options.chosenFiles)).filter((uri) => !known.has(uri.toString()));
        if (signal.aborted) return;
        files = [...files, ...found.map((uri) => workspaceFile(uri, recencyOf(uri, open, options)))];
        const [active] = pick.activeItems;
        pick.items = listed(pick.value);
        if (active && pick.value === '') pick.activeItems = [active];
        pick.busy = false;
      })();
    },
  });
  if (chosen === undefined || chosen === back) return chosen;
  return chosen.uri ? [chosen.uri] : browse();
}

/** What is open comes before what was attached lately. */
function recencyOf(uri: Uri, open: readonly Uri[], { recency }: FilePickOptions): number | null {
  const attached = recency(uri.toString());
  return attached === null ? null : open.length + attached;
}

function matching(typed: string, files: readonly WorkspaceFile[]): readonly FileItem[] {
  return fileMatches(typed, files, mostListed).map(({ item }) => item);
}

function grouped(files: readonly WorkspaceFile[], openCount: number, browsing: FileItem): readonly FileItem[] {
  const open = files.slice(0, openCount).map(({ item }) => item);
  const others = matching('', files.slice(openCount));
  return [
    ...(open.length > 0 ? [separator(l10n.t('open editors')), ...open] : []),
    separator(l10n.t('elsewhere')),
    browsing,
    ...(others.length > 0 ? [separator(l10n.t('workspace')), ...others] : []),
  ];
}

/** The files that are open in editors, each once. */
function openFiles(): readonly Uri[] {
  const inputs = window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ input }) => input));
  const uris = inputs.flatMap((input) => (input instanceof TabInputText || isNotebook(input) ? [input.uri] : []));
  return [...new Map(uris.map((uri) => [uri.toString(), uri])).values()];
}

function isNotebook(input: unknown): input is { readonly uri: Uri } {
  return typeof input === 'object' && input !== null && 'notebookType' in input && 'uri' in input;
}

/** Always shown, because VS Code would look for what was typed in another way once more. */
function workspaceFile(uri: Uri, recency: number | null): WorkspaceFile {
  const path = workspace.asRelativePath(uri);
  const description = path.split('/').slice(0, -1).join('/');
  const item = choice({ label: nameOf(uri), description, iconPath: ThemeIcon.File, uri, alwaysShow: true });
  return { path, recency, item };
}

async function browse(): Promise<readonly Uri[] | undefined> {
  return chooseFiles({ title: l10n.t('Attach a File'), action: l10n.t('Attach'), at: usualFolder() });
}
