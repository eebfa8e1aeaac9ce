import { failed } from '../base/result';
import type { FileFailure, Files } from './files';

/**
 * A file system that can be looked at and not changed: for the storages of other workspaces, which belong to other windows.
 * Whatever would write fails as on a read-only disk.
 */
export function readOnly(files: Files): Files {
  const refuse = (path: string): Promise<{ readonly ok: false; readonly failure: FileFailure }> =>
    Promise.resolve(failed({ kind: 'accessDenied', detail: `Only read here: ${path}` }));
  return {
    join: (path, ...names) => files.join(path, ...names),
    list: (folder) => files.list(folder),
    read: (path, offset, longest) => files.read(path, offset, longest),
    size: (path) => files.size(path),
    openForAppend: refuse,
    replace: refuse,
    move: refuse,
    remove: refuse,
    ensureFolder: refuse,
    watch: () => null,
  };
}
