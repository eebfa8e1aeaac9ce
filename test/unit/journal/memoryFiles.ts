import path from 'node:path/posix';
import { type Disposable, toDisposable } from '../../../src/base/disposable';
import { failed, type Result, success } from '../../../src/base/result';
import {
  type AppendHandle,
  type FileFailure,
  type FileFailureKind,
  type Files,
  type FolderEntry,
  largestFile,
} from '../../../src/journal/files';

export type FileOperation = Exclude<keyof Files, 'join' | 'watch'> | 'append';

/** What shall go wrong: the kind of failure for an operation on a path, null to let it through. */
export type Fault = (operation: FileOperation, file: string) => FileFailureKind | null;

/** A file system in memory that several journals can share and that fails when it is told to. */
export class MemoryFiles implements Files {
  readonly contents = new Map<string, Uint8Array>();
  readonly #folders = new Set<string>(['/']);
  /** Where the files that are open stand now; null for those that were deleted. */
  readonly #open = new Set<{ place: string | null }>();
  readonly #watchers = new Set<{ readonly folder: string; readonly onChange: (name: string | null) => void }>();
  /** Every operation, in order: `read /threads/…`. */
  readonly operations: string[] = [];
  fault: Fault = () => null;
  /** How many bytes of the next append reach the file before it fails; null for an append that works. */
  tearNextAppendAfter: number | null = null;
  /** Whether folders can be watched. */
  canWatch = true;

  join(first: string, ...names: readonly string[]): string {
    return path.join(first, ...names);
  }

  list(folder: string): Promise<Result<readonly FolderEntry[], FileFailure>> {
    return this.#perform('list', folder, () => {
      if (!this.#folders.has(folder)) return notFound(folder);
      const files = [...this.contents].map(([file, bytes]) => ({ file, kind: 'file' as const, size: bytes.length }));
      const folders = [...this.#folders].map((file) => ({ file, kind: 'folder' as const, size: null }));
      const inside = [...files, ...folders].filter(({ file }) => file !== '/' && path.dirname(file) === folder);
      return success(inside.map(({ file, kind, size }) => ({ name: path.basename(file), kind, size })));
    });
  }

  read(file: string, offset: number, longest = largestFile): Promise<Result<Uint8Array, FileFailure>> {
    return this.#perform('read', file, () => {
      const bytes = this.contents.get(file);
      if (bytes && bytes.length - offset > longest) return failed({ kind: 'broken', detail: file });
      return bytes ? success(bytes.slice(offset)) : notFound(file);
    });
  }

  size(file: string): Promise<Result<number, FileFailure>> {
    return this.#perform('size', file, () => {
      const bytes = this.contents.get(file);
      return bytes ? success(bytes.length) : notFound(file);
    });
  }

  openForAppend(file: string, mode: 'new' | 'existing'): Promise<Result<AppendHandle, FileFailure>> {
    return this.#perform('openForAppend', file, () => {
      const exists = this.contents.has(file);
      if (mode === 'new' && exists) return failed({ kind: 'alreadyExists', detail: file });
      if ((mode === 'existing' && !exists) || !this.#folders.has(path.dirname(file))) return notFound(file);
      if (!exists) this.write(file, new Uint8Array());
      const opened = { place: file };
      this.#open.add(opened);
      return success({
        size: this.contents.get(file)?.length ?? 0,
        append: (bytes) => this.#append(opened, file, bytes),
        close: () => {
          this.#open.delete(opened);
          return Promise.resolve();
        },
      });
    });
  }

  replace(file: string, bytes: Uint8Array): Promise<Result<void, FileFailure>> {
    return this.#perform('replace', file, () => {
      if (!this.#folders.has(path.dirname(file))) return notFound(file);
      this.write(file, bytes.slice());
      return success(undefined);
    });
  }

  move(from: string, to: string): Promise<Result<void, FileFailure>> {
    return this.#perform('move', from, () => {
      if (this.contents.has(to) || this.#folders.has(to)) return failed({ kind: 'alreadyExists', detail: to });
      const moved = this.#below(from);
      if (moved.length === 0 || !this.#folders.has(path.dirname(to))) return notFound(from);
      const folders = [...this.#folders].filter((folder) => isWithin(folder, from));
      const open = [...this.#open].map((opened) => ({ opened, place: opened.place }));
      this.#forget(from);
      for (const { opened, place } of open) {
        if (place !== null && isWithin(place, from)) opened.place = to + place.slice(from.length);
      }
      for (const folder of folders) this.#folders.add(to + folder.slice(from.length));
      for (const [file, bytes] of moved) if (bytes) this.write(to + file.slice(from.length), bytes);
      this.#notify(from);
      this.#notify(to);
      return success(undefined);
    });
  }

  remove(file: string): Promise<Result<void, FileFailure>> {
    return this.#perform('remove', file, () => {
      if (!this.#folders.has(path.dirname(file))) return notFound(file);
      this.#forget(file);
      this.#notify(file);
      return success(undefined);
    });
  }

  ensureFolder(folder: string): Promise<Result<void, FileFailure>> {
    return this.#perform('ensureFolder', folder, () => {
      for (let made = folder; !this.#folders.has(made); made = path.dirname(made)) {
        this.#folders.add(made);
        this.#notify(made);
      }
      return success(undefined);
    });
  }

  watch(folder: string, onChange: (name: string | null) => void): Disposable | null {
    if (!this.canWatch || !this.#folders.has(folder)) return null;
    const watcher = { folder, onChange };
    this.#watchers.add(watcher);
    return toDisposable(() => this.#watchers.delete(watcher));
  }

  get watchedFolders(): readonly string[] {
    return [...this.#watchers].map(({ folder }) => folder);
  }

  /** Puts a file there, as something other than the journal would; its folder too. */
  write(file: string, bytes: Uint8Array): void {
    for (let made = path.dirname(file); !this.#folders.has(made); made = path.dirname(made)) this.#folders.add(made);
    this.contents.set(file, bytes);
    this.#notify(file);
  }

  /** The only file whose path ends so. */
  only(ending: string): { readonly file: string; readonly bytes: Uint8Array } {
    const found = [...this.contents].filter(([file]) => file.endsWith(ending));
    const [first] = found;
    if (!first || found.length > 1) throw new Error(`${found.length} files end with ${ending}`);
    return { file: first[0], bytes: first[1] };
  }

  /** A file or folder and what stands in it; folders without bytes. */
  #below(place: string): readonly (readonly [string, Uint8Array | null])[] {
    const folders = [...this.#folders].map((folder) => [folder, null] as const);
    return [...folders, ...this.contents].filter(([file]) => isWithin(file, place));
  }

  #forget(place: string): void {
    for (const [file] of this.#below(place)) {
      this.contents.delete(file);
      this.#folders.delete(file);
    }
    for (const opened of this.#open) if (opened.place !== null && isWithin(opened.place, place)) opened.place = null;
  }

  async #append(
    opened: { place: string | null },
    file: string,
    bytes: Uint8Array,
  ): Promise<Result<number, FileFailure>> {
    const torn = this.tearNextAppendAfter;
    this.tearNextAppendAfter = null;
    const appended = await this.#perform('append', file, () => {
      const { place } = opened;
      const before = place === null ? undefined : this.contents.get(place);
      if (place === null || !before) return notFound(file);
      const after = Buffer.concat([before, bytes.subarray(0, torn ?? bytes.length)]);
      this.write(place, new Uint8Array(after));
      return place === file ? success(after.length) : notFound(file);
    });
    return appended.ok && torn !== null ? failed({ kind: 'noSpace', detail: 'No space left on device' }) : appended;
  }

  async #perform<Value>(
    operation: FileOperation,
    file: string,
    work: () => Result<Value, FileFailure>,
  ): Promise<Result<Value, FileFailure>> {
    this.operations.push(`${operation} ${file}`);
    await Promise.resolve();
    const kind = this.fault(operation, file);
    return kind === null ? work() : failed({ kind, detail: `${operation} ${file}` });
  }

  #notify(changed: string): void {
    for (const { folder, onChange } of this.#watchers) {
      if (folder === path.dirname(changed)) queueMicrotask(() => onChange(path.basename(changed)));
    }
  }
}

function isWithin(file: string, place: string): boolean {
  return file === place || file.startsWith(`${place}/`);
}

function notFound(file: string): { readonly ok: false; readonly failure: FileFailure } {
  return failed({ kind: 'notFound', detail: file });
}
