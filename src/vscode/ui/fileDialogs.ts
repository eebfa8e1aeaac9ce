import { window, type OpenDialogOptions, type SaveDialogOptions, type Uri } from 'vscode';
import { plainLine } from './plainText';

/** What a dialog says, and the names of its filters with the endings of their files. */
interface DialogTexts {
  readonly title: string;
  readonly action: string;
  readonly filters?: Readonly<Record<string, readonly string[]>>;
  /** Where to begin; null for where VS Code likes. */
  readonly at: Uri | null;
}

/** Lets the person choose files; undefined when they choose none. */
export function chooseFiles(texts: DialogTexts): Thenable<Uri[] | undefined> {
  return window.showOpenDialog({ ...openOptions(texts), canSelectMany: true });
}

/** Lets the person choose a folder; undefined when they choose none. */
export async function chooseFolder(texts: DialogTexts): Promise<Uri | undefined> {
  const options = { ...openOptions(texts), canSelectFiles: false, canSelectFolders: true };
  return (await window.showOpenDialog(options))?.[0];
}

/** Lets the person name a file to write; undefined when they name none. */
export function chooseTarget(texts: DialogTexts): Thenable<Uri | undefined> {
  const options: SaveDialogOptions = { ...commonOptions(texts), saveLabel: plainLine(texts.action) };
  return window.showSaveDialog(options);
}

function openOptions(texts: DialogTexts): OpenDialogOptions {
  return { ...commonOptions(texts), openLabel: plainLine(texts.action) };
}

function commonOptions({ title, filters = {}, at }: DialogTexts): Pick<SaveDialogOptions, 'title' | 'filters'> {
  const named = Object.entries(filters).map(([name, endings]) => [plainLine(name), [...endings]] as [string, string[]]);
  return {
    title: plainLine(title),
    ...(named.length > 0 && { filters: Object.fromEntries(named) }),
    ...(at && { defaultUri: at }),
  };
}
