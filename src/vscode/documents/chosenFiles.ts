import { FileType, workspace, type Uri } from 'vscode';
import { failed, type Result, success } from '../../base/result';

/** Why a file was not read. */
export type UnreadFile =
  | { readonly kind: 'folder' }
  /** A pipe, a socket, a device: it may never answer, or answer without end. */
  | { readonly kind: 'notRegular' }
  | { readonly kind: 'tooLarge'; readonly size: number }
  /** What the system said, in its own words. */
  | { readonly kind: 'failed'; readonly detail: string };

/** Reads a file of this machine: only a regular one, and only one of at most `longest` bytes. */
export type ReadLocalFile = (path: string, longest: number) => Promise<Result<Uint8Array, UnreadFile>>;

/**
 * Reads files that were not made by this extension: chosen ones, dropped ones, those of other extensions. Through VS Code's
 * file systems, so that remote and virtual ones are read too; but those of this machine without VS Code, which opens
 * whatever stands there and reads all of it.
 */
export class ChosenFiles {
  readonly #readLocal: ReadLocalFile;

  constructor(readLocal: ReadLocalFile) {
    this.#readLocal = readLocal;
  }

  /** All bytes of a file; fails for what is no regular file and for one of more than `longest` bytes, unread. */
  async read(uri: Uri, longest: number): Promise<Result<Uint8Array, UnreadFile>> {
    if (uri.scheme === 'file') return this.#readLocal(uri.fsPath, longest);
    try {
      const { type, size } = await workspace.fs.stat(uri);
      if ((type & FileType.Directory) !== 0) return failed({ kind: 'folder' });
      if ((type & FileType.File) === 0) return failed({ kind: 'notRegular' });
      if (size > longest) return failed({ kind: 'tooLarge', size });
      const bytes = await workspace.fs.readFile(uri);
      return bytes.length > longest ? failed({ kind: 'tooLarge', size: bytes.length }) : success(bytes);
    } catch (error) {
      return failed({ kind: 'failed', detail: error instanceof Error ? error.message : String(error) });
    }
  }
}
