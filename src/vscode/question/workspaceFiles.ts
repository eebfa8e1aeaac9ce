import { workspace, type Uri } from 'vscode';
import type { ChosenFiles } from '../documents/chosenFiles';
import { IgnoredFiles, type IgnoreFile } from './ignoredFiles';

/** A larger `.gitignore` is not one that a person wrote. */
const longestIgnoreFile = 100_000;
const mostIgnoreFiles = 500;

/**
 * The files of the workspace among which a person looks for one: without those that `files.exclude` and `search.exclude`
 * name, nor those that git ignores, where VS Code's search heeds that.
 */
export async function workspaceFiles(files: ChosenFiles): Promise<readonly Uri[]> {
  const exclude = excludedFiles();
  const found = await workspace.findFiles('**/*', exclude);
  if (!workspace.getConfiguration('search').get<boolean>('useIgnoreFiles', true)) return found;
  const ignored = await ignoredByFolder(await workspace.findFiles('**/.gitignore', exclude, mostIgnoreFiles), files);
  return found.filter((uri) => !ignored.get(folderOf(uri))?.has(workspace.asRelativePath(uri, false)));
}

/** One pattern for all that the settings exclude; null for nothing. */
function excludedFiles(): string | null {
  const patterns = ['files', 'search'].flatMap((section) => {
    const excluded = workspace.getConfiguration(section).get<Readonly<Record<string, unknown>>>('exclude', {});
    return Object.entries(excluded).flatMap(([pattern, counts]) => (counts === true ? [pattern] : []));
  });
  return patterns.length === 0 ? null : `{${[...new Set(patterns)].join(',')}}`;
}

async function ignoredByFolder(
  uris: readonly Uri[],
  files: ChosenFiles,
): Promise<ReadonlyMap<string, Pick<IgnoredFiles, 'has'>>> {
  const texts = new Map<string, IgnoreFile[]>();
  for (const uri of uris) {
    const bytes = await files.read(uri, longestIgnoreFile);
    // One that can't be read ignores nothing.
    if (!bytes.ok) continue;
    const folder = workspace.asRelativePath(uri, false).split('/').slice(0, -1).join('/');
    const known = texts.get(folderOf(uri)) ?? [];
    texts.set(folderOf(uri), [...known, { folder, text: new TextDecoder().decode(bytes.value) }]);
  }
  return new Map(Array.from(texts, ([folder, all]) => [folder, new IgnoredFiles(all)]));
}

function folderOf(uri: Uri): string {
  return workspace.getWorkspaceFolder(uri)?.uri.toString() ?? '';
}
