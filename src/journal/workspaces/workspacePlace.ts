import * as v from 'valibot';
import { urlOf, withoutEscapes } from '../../base/url';
import type { Files } from '../files';

/** A folder of a workspace, as it was when threads were kept for it. */
export interface KnownFolder {
  /** `file:///…` for a folder of this machine. */
  readonly uri: string;
  /** What stays the same when the folder is renamed or moved on its disk; null where that is not known. */
  readonly identity: string | null;
}

/** What is known of the workspace that a storage belongs to. From the disk, so hostile. */
export interface WorkspacePlace {
  /** Null where nothing tells it. */
  readonly name: string | null;
  /** Empty where nothing tells them. */
  readonly folders: readonly KnownFolder[];
  /** The URI of its `.code-workspace` file; null when it is a folder, or where that is not known. */
  readonly workspaceFile: string | null;
}

export const unknownPlace: WorkspacePlace = { name: null, folders: [], workspaceFile: null };

/** The name of the file, of the extension's own and of VS Code's. */
const placeFile = 'workspace.json';
const version = 1;
/** How many bytes such a file has at most. */
export const longestPlace = 256 * 1024;

const uri = v.pipe(
  v.string(),
  v.maxLength(8_192),
  v.check((text) => urlOf(text) !== null),
);
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(1_000));

const ownSchema = v.pipe(
  v.object({
    v: v.literal(version),
    name: v.nullable(name),
    folders: v.pipe(
      v.array(v.object({ uri, identity: v.nullable(v.pipe(v.string(), v.maxLength(200))) })),
      v.maxLength(1_000),
    ),
    workspaceFile: v.nullable(uri),
  }),
  v.transform((note): WorkspacePlace => ({
    name: note.name,
    folders: note.folders,
    workspaceFile: note.workspaceFile,
  })),
);

/** VS Code on the desktop writes one of the two when it makes the storage of a workspace. */
const desktopSchema = v.union([
  v.pipe(
    v.object({ folder: uri }),
    v.transform(({ folder }) => placeOfFolder(folder)),
  ),
  v.pipe(
    v.object({ workspace: uri }),
    v.transform(({ workspace }) => placeOfWorkspaceFile(workspace)),
  ),
]);

/** VS Code's extension host writes this where the window has not made the storage. */
const hostSchema = v.object({
  name: v.fallback(v.nullable(name), null),
  configuration: v.fallback(v.nullable(uri), null),
});

/** The bytes of `<storage>/workspace.json`, which tells other workspaces whose threads these are. */
export function encodePlace({ name: given, folders, workspaceFile }: WorkspacePlace): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify({ v: version, name: given, folders, workspaceFile }, null, 2)}\n`);
}

/** Where a storage keeps what `encodePlace` makes. */
export function placePath(files: Files, storage: string): string {
  return files.join(storage, placeFile);
}

/**
 * Finds out which workspace a storage belongs to: from the extension's own note, else from what VS Code has written beside
 * it. On a server VS Code writes nothing.
 *
 * @param storage the extension's folder in the workspace's storage
 */
export async function readPlace(files: Files, storage: string): Promise<WorkspacePlace> {
  const above = files.join(storage, '..');
  const own = v.safeParse(ownSchema, await readJson(files, placePath(files, storage)));
  if (own.success) return own.output;
  const desktop = v.safeParse(desktopSchema, await readJson(files, files.join(above, placeFile)));
  if (desktop.success) return desktop.output;
  const host = v.safeParse(hostSchema, await readJson(files, files.join(above, 'meta.json')));
  if (!host.success) return unknownPlace;
  const { configuration } = host.output;
  return { ...(configuration ? placeOfWorkspaceFile(configuration) : unknownPlace), name: host.output.name };
}

function placeOfFolder(folder: string): WorkspacePlace {
  return { name: baseName(folder), folders: [{ uri: folder, identity: null }], workspaceFile: null };
}

function placeOfWorkspaceFile(workspaceFile: string): WorkspacePlace {
  return { name: baseName(workspaceFile)?.replace(/\.code-workspace$/, '') ?? null, folders: [], workspaceFile };
}

/** The last name of a URI's path, decoded; null for a path without one. */
export function baseName(address: string): string | null {
  const url = urlOf(address);
  if (url === null) return null;
  const last = withoutTrailingSlashes(url.pathname).split('/').at(-1);
  return last ? withoutEscapes(last) : null;
}

/** A URI in one of its several spellings, for comparing. */
export function comparable(address: string): string {
  return withoutEscapes(withoutTrailingSlashes(address));
}

/** Without a regular expression, which would begin anew at each slash that is not among the last. */
function withoutTrailingSlashes(path: string): string {
  let end = path.length;
  while (path.charAt(end - 1) === '/') end -= 1;
  return path.slice(0, end);
}

async function readJson(files: Files, path: string): Promise<unknown> {
  const bytes = await files.read(path, 0, longestPlace);
  if (!bytes.ok) return null;
  try {
    return JSON.parse(new TextDecoder().decode(bytes.value));
  } catch {
    return null;
  }
}
