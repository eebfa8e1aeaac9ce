import type { Disposable } from '../../src/base/disposable';
import { failed, type Result } from '../../src/base/result';
import type { AppendHandle, FileFailure, FileFailureKind, Files, FolderEntry } from '../../src/journal/files';

export type FileOperation = Exclude<keyof Files, 'join' | 'watch'> | 'append';

/** What goes wrong at a call: it fails, or it is an append that fails with a share of the bytes (0 to 1) written. */
export type Mishap = FileFailureKind | { readonly torn: number };

/** A file system of which some calls fail. */
export class FaultyFiles implements Files {
  readonly #files: Files;
  readonly #mishapAt: (call: number, operation: FileOperation) => Mishap | null;
  /** Every call, in order. */
  readonly calls: FileOperation[] = [];

  /** @param mishapAt what happens to a call, by its number from 0 and what it does; null lets it through */
  constructor(files: Files, mishapAt: (call: number, operation: FileOperation) => Mishap | null) {
    this.#files = files;
    this.#mishapAt = mishapAt;
  }

  join(path: string, ...names: readonly string[]): string {
    return this.#files.join(path, ...names);
  }

  list(folder: string): Promise<Result<readonly FolderEntry[], FileFailure>> {
    return this.#call('list', folder, () => this.#files.list(folder));
  }

  read(path: string, offset: number, longest?: number): Promise<Result<Uint8Array, FileFailure>> {
    return this.#call('read', path, () => this.#files.read(path, offset, longest));
  }

  size(path: string): Promise<Result<number, FileFailure>> {
    return this.#call('size', path, () => this.#files.size(path));
  }

  openForAppend(path: string, mode: 'new' | 'existing'): Promise<Result<AppendHandle, FileFailure>> {
    return this.#call('openForAppend', path, async () => {
      const opened = await this.#files.openForAppend(path, mode);
      return opened.ok ? { ok: true, value: this.#faultyHandle(path, opened.value) } : opened;
    });
  }

  replace(path: string, bytes: Uint8Array): Promise<Result<void, FileFailure>> {
    return this.#call('replace', path, () => this.#files.replace(path, bytes));
  }

  move(from: string, to: string): Promise<Result<void, FileFailure>> {
    return this.#call('move', from, () => this.#files.move(from, to));
  }

  remove(path: string): Promise<Result<void, FileFailure>> {
    return this.#call('remove', path, () => this.#files.remove(path));
  }

  ensureFolder(path: string): Promise<Result<void, FileFailure>> {
    return this.#call('ensureFolder', path, () => this.#files.ensureFolder(path));
  }

  watch(folder: string, onChange: (name: string | null) => void): Disposable | null {
    return this.#files.watch(folder, onChange);
  }

  #faultyHandle(path: string, handle: AppendHandle): AppendHandle {
    return {
      size: handle.size,
      append: (bytes) =>
        this.#call(
          'append',
          path,
          () => handle.append(bytes),
          (share) => handle.append(bytes.subarray(0, Math.floor(bytes.length * share))),
        ),
      close: () => handle.close(),
    };
  }

  async #call<Value>(
    operation: FileOperation,
    path: string,
    work: () => Promise<Result<Value, FileFailure>>,
    workInPart: (share: number) => Promise<unknown> = work,
  ): Promise<Result<Value, FileFailure>> {
    const mishap = this.#mishapAt(this.calls.length, operation);
    this.calls.push(operation);
    if (mishap === null) return work();
    if (typeof mishap === 'string') return failed({ kind: mishap, detail: `${operation} ${path}` });
    await workInPart(mishap.torn);
    return failed({ kind: 'noSpace', detail: `${operation} ${path}, torn` });
  }
}
