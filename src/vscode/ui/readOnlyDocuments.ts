import {
  Disposable,
  EventEmitter,
  FileChangeType,
  FileSystemError,
  FileType,
  type FileChangeEvent,
  type FileStat,
  type FileSystemProvider,
  type Uri,
  workspace,
} from 'vscode';

/** Marks the bytes as UTF-8, whatever encoding the person has set for files. */
const byteOrderMark = '\uFEFF';

/**
 * Documents of a scheme that cannot be edited, written anew whenever one is opened. They are files to VS Code, since it
 * brings back the tabs of files alone when a window is loaded again.
 */
export class ReadOnlyDocuments implements FileSystemProvider, Disposable {
  readonly #write: (uri: Uri) => Promise<string>;
  readonly #changedAt = new Map<string, number>();
  readonly #openedAt = Date.now();
  readonly #didChangeFile = new EventEmitter<FileChangeEvent[]>();
  readonly #registration: Disposable;
  readonly onDidChangeFile = this.#didChangeFile.event;

  /** @param write the text of a document, named by its URI; a sentence where what it was made of is gone */
  constructor(scheme: string, write: (uri: Uri) => Promise<string>) {
    this.#write = write;
    this.#registration = workspace.registerFileSystemProvider(scheme, this, {
      isReadonly: true,
      isCaseSensitive: true,
    });
  }

  /** Has a document that is open written anew. */
  noticeChange(uri: Uri): void {
    this.#changedAt.set(uri.toString(), Math.max(Date.now(), this.#timeOf(uri) + 1));
    this.#didChangeFile.fire([{ type: FileChangeType.Changed, uri }]);
  }

  /** VS Code reads a document again when its time is another one; how long it is shows when it is read. */
  stat(uri: Uri): FileStat {
    return { type: FileType.File, ctime: 0, mtime: this.#timeOf(uri), size: 0 };
  }

  async readFile(uri: Uri): Promise<Uint8Array> {
    return new TextEncoder().encode(byteOrderMark + (await this.#write(uri)));
  }

  watch(): Disposable {
    return new Disposable(() => undefined);
  }

  readDirectory(): [] {
    return [];
  }

  createDirectory(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  delete(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  rename(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.#registration.dispose();
    this.#didChangeFile.dispose();
  }

  #timeOf(uri: Uri): number {
    return this.#changedAt.get(uri.toString()) ?? this.#openedAt;
  }
}
