import type { Disposable } from '../base/disposable';
import type { Result } from '../base/result';

/** Why the file system did not do what it was asked for. */
export interface FileFailure {
  readonly kind: FileFailureKind;
  /** What the system said, with the path: for the log and for people. */
  readonly detail: string;
}

export type FileFailureKind =
  /** There is no such file or folder. Never used for something that exists and cannot be read. */
  | 'notFound'
  | 'alreadyExists'
  /** No permission, or a read-only file system. */
  | 'accessDenied'
  /** The disk or a quota is full. */
  | 'noSpace'
  /** Everything else: a device error, something that is no file, one that is too large, too many open files. */
  | 'broken';

/** The most bytes that are read of a file at once: more than anything here has, and no longer than a string can be. */
export const largestFile = 512 * 1024 * 1024;

export interface FolderEntry {
  readonly name: string;
  /** `other`: links, devices, pipes; the journal touches none of them. */
  readonly kind: 'file' | 'folder' | 'other';
  /** Of a file, in bytes; null where the system did not tell, and for everything but files. */
  readonly size: number | null;
}

/** A file that is open for writing at its end. */
export interface AppendHandle {
  /** The file's size in bytes when it was opened. */
  readonly size: number;
  /**
   * Writes all of `bytes` at the end with a single write and makes them durable before it resolves with the file's new
   * size. After a failure any part of `bytes` may stand in the file. Fails with `notFound` when the file was moved or
   * deleted meanwhile: then `bytes` stand where nobody looks for them.
   */
  append(bytes: Uint8Array): Promise<Result<number, FileFailure>>;
  close(): Promise<void>;
}

/** What the journal needs of a file system. What is made is readable by its owner alone. Paths are the platform's own; expected failures are values. */
export interface Files {
  /** One path of several names, `..` among them. */
  join(path: string, ...names: readonly string[]): string;

  /** What stands in a folder, in no order. */
  list(folder: string): Promise<Result<readonly FolderEntry[], FileFailure>>;

  /**
   * All bytes of a file from `offset` to its end as it is now; none when it is shorter. Fails with `broken`, at once and
   * without reading anything, for what is no regular file (a folder, a pipe, a device, a link) and where there are more
   * than `longest` bytes.
   *
   * @param longest `largestFile` unless given
   */
  read(path: string, offset: number, longest?: number): Promise<Result<Uint8Array, FileFailure>>;

  /** The size of a file in bytes; fails for what is no regular file. */
  size(path: string): Promise<Result<number, FileFailure>>;

  /** Opens a file for appending: `new` makes it and fails where there is one, `existing` never makes one. */
  openForAppend(path: string, mode: 'new' | 'existing'): Promise<Result<AppendHandle, FileFailure>>;

  /**
   * Puts `bytes` in the place of a file, which at no moment is missing or half written, even when power fails. What a
   * process that ended half way leaves beside it is named as `temporaryName` says.
   */
  replace(path: string, bytes: Uint8Array): Promise<Result<void, FileFailure>>;

  /**
   * Gives a file or folder another place on the same disk, durably. Fails with `alreadyExists` where something stands
   * there already; nothing is ever moved over.
   */
  move(from: string, to: string): Promise<Result<void, FileFailure>>;

  /** Removes a file, or a folder with everything in it, for good. One that is not there is fine. */
  remove(path: string): Promise<Result<void, FileFailure>>;

  /** Makes a folder and those above it, durably. One that exists is fine. */
  ensureFolder(path: string): Promise<Result<void, FileFailure>>;

  /**
   * Tells when something directly in `folder` changes, with its name where the platform gives one. Null where watching
   * does not work; events may come late, several for one change, or for one's own changes.
   */
  watch(folder: string, onChange: (name: string | null) => void): Disposable | null;
}
