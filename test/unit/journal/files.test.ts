import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Result } from '../../../src/base/result';
import type { Files } from '../../../src/journal/files';
import { NodeFiles } from '../../../src/node/files';
import { MemoryFiles } from './memoryFiles';

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();
const bytes = (content: string): Uint8Array => new TextEncoder().encode(content);

function valueOf<Value, Failure>(result: Result<Value, Failure>): Value {
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
}

function failureOf(result: Result<unknown, { readonly kind: string }>): string {
  assert.ok(!result.ok);
  return result.failure.kind;
}

/** What the journal relies on, of any file system. */
function describeFiles(name: string, make: () => Promise<{ files: Files; folder: string }>): void {
  describe(name, () => {
    let files: Files;
    let folder: string;
    const at = (...names: readonly string[]): string => files.join(folder, ...names);

    beforeEach(async () => {
      ({ files, folder } = await make());
    });

    it('joins paths', () => {
      assert.equal(at('threads', '..', 'index.json'), at('index.json'));
    });

    it('makes folders, and those above them, and does not mind that they exist', async () => {
      valueOf(await files.ensureFolder(at('one', 'two')));
      valueOf(await files.ensureFolder(at('one', 'two')));
      assert.deepEqual(valueOf(await files.list(at('one'))), [{ name: 'two', kind: 'folder', size: null }]);
    });

    it('appends to a new file and to one that exists, and tells the size', async () => {
      const file = at('file');
      const handle = valueOf(await files.openForAppend(file, 'new'));
      assert.equal(handle.size, 0);
      assert.equal(valueOf(await handle.append(bytes('one '))), 4);
      assert.equal(valueOf(await handle.append(bytes('two '))), 8);
      await handle.close();
      const again = valueOf(await files.openForAppend(file, 'existing'));
      assert.equal(again.size, 8);
      assert.equal(valueOf(await again.append(bytes('three'))), 13);
      await again.close();
      assert.equal(text(valueOf(await files.read(file, 0))), 'one two three');
      assert.equal(valueOf(await files.size(file)), 13);
    });

    it('makes no file where there is one, and opens none that is not there', async () => {
      const file = at('file');
      assert.equal(failureOf(await files.openForAppend(file, 'existing')), 'notFound');
      await valueOf(await files.openForAppend(file, 'new')).close();
      assert.equal(failureOf(await files.openForAppend(file, 'new')), 'alreadyExists');
    });

    it('tells what is not there', async () => {
      const file = at('missing');
      for (const result of [await files.read(file, 0), await files.size(file), await files.list(file)]) {
        assert.equal(failureOf(result), 'notFound');
      }
    });

    it('reads from an offset, and nothing behind the end', async () => {
      valueOf(await files.replace(at('file'), bytes('0123456789')));
      assert.equal(text(valueOf(await files.read(at('file'), 7))), '789');
      assert.equal(text(valueOf(await files.read(at('file'), 10))), '');
      assert.equal(text(valueOf(await files.read(at('file'), 20))), '');
    });

    it('replaces a file, and leaves nothing beside it', async () => {
      valueOf(await files.replace(at('file'), bytes('one')));
      valueOf(await files.replace(at('file'), bytes('two')));
      assert.equal(text(valueOf(await files.read(at('file'), 0))), 'two');
      assert.deepEqual(valueOf(await files.list(folder)), [{ name: 'file', kind: 'file', size: 3 }]);
    });

    it('replaces nothing in a folder that is not there', async () => {
      assert.equal(failureOf(await files.replace(at('missing', 'file'), bytes('one'))), 'notFound');
    });

    it('moves a file, and a folder with what stands in it, but never over something else', async () => {
      valueOf(await files.ensureFolder(at('from', 'inside')));
      valueOf(await files.ensureFolder(at('to')));
      valueOf(await files.replace(at('from', 'inside', 'file'), bytes('one')));
      valueOf(await files.replace(at('taken'), bytes('two')));
      assert.equal(failureOf(await files.move(at('from', 'inside', 'file'), at('taken'))), 'alreadyExists');
      assert.equal(failureOf(await files.move(at('from'), at('to'))), 'alreadyExists');
      assert.equal(failureOf(await files.move(at('missing'), at('new'))), 'notFound');
      valueOf(await files.move(at('from', 'inside'), at('to', 'inside')));
      valueOf(await files.move(at('taken'), at('to', 'taken')));
      assert.equal(text(valueOf(await files.read(at('to', 'inside', 'file'), 0))), 'one');
      assert.equal(text(valueOf(await files.read(at('to', 'taken'), 0))), 'two');
      assert.deepEqual(valueOf(await files.list(at('from'))), []);
      assert.equal(failureOf(await files.size(at('taken'))), 'notFound');
    });

    it('removes a file and a folder with what stands in it, and does not mind that they are gone', async () => {
      valueOf(await files.ensureFolder(at('folder', 'inside')));
      valueOf(await files.replace(at('folder', 'inside', 'file'), bytes('one')));
      valueOf(await files.replace(at('file'), bytes('two')));
      for (const name of ['file', 'folder', 'missing']) valueOf(await files.remove(at(name)));
      assert.deepEqual(valueOf(await files.list(folder)), []);
    });

    it('does not acknowledge what is appended to a file that was deleted', async () => {
      const handle = valueOf(await files.openForAppend(at('file'), 'new'));
      if (files instanceof MemoryFiles) files.contents.delete(at('file'));
      else await rm(at('file'));
      assert.equal(failureOf(await handle.append(bytes('lost'))), 'notFound');
      await handle.close();
    });

    it('tells when a file in a folder changes, until it is told to stop', async () => {
      const names: (string | null)[] = [];
      let heard = (): void => undefined;
      const watch = files.watch(folder, (name) => {
        names.push(name);
        heard();
      });
      assert.ok(watch);
      const change = new Promise<void>((resolve) => (heard = resolve));
      valueOf(await files.replace(at('file'), bytes('one')));
      await change;
      watch.dispose();
      assert.ok(names.length > 0);
    });

    it('does not watch a folder that is not there', () => {
      assert.equal(
        files.watch(at('missing'), () => undefined),
        null,
      );
    });
  });
}

describeFiles('files in memory', async () => {
  const files = new MemoryFiles();
  await files.ensureFolder('/storage');
  return { files, folder: '/storage' };
});

describe('files on disk', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'research-threads-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  describeFiles('as the journal relies on them', () => Promise.resolve({ files: new NodeFiles(), folder }));

  it('tells files from folders and from everything else', async () => {
    await mkdir(path.join(folder, 'folder'));
    await writeFile(path.join(folder, 'file'), 'four');
    await symlink(path.join(folder, 'file'), path.join(folder, 'link'));
    const entries = valueOf(await new NodeFiles().list(folder));
    assert.deepEqual(
      entries.toSorted((left, right) => left.name.localeCompare(right.name)),
      [
        { name: 'file', kind: 'file', size: 4 },
        { name: 'folder', kind: 'folder', size: null },
        { name: 'link', kind: 'other', size: null },
      ],
    );
  });

  it('never says of something that is there that it is not', async () => {
    const files = new NodeFiles();
    const file = path.join(folder, 'file');
    await writeFile(file, 'x');
    assert.equal(failureOf(await files.list(file)), 'broken');
    assert.equal(failureOf(await files.read(path.join(file, 'inside'), 0)), 'broken');
    assert.equal(failureOf(await files.read(folder, 0)), 'broken');
    assert.notEqual(failureOf(await files.ensureFolder(path.join(file, 'inside'))), 'notFound');
  });

  it('leaves no temporary file when it cannot replace', async () => {
    await mkdir(path.join(folder, 'taken', 'inside'), { recursive: true });
    assert.equal((await new NodeFiles().replace(path.join(folder, 'taken'), bytes('x'))).ok, false);
    assert.deepEqual(await readdir(folder), ['taken']);
  });

  it('keeps bytes that are no text', async () => {
    const content = Uint8Array.from({ length: 256 }, (_, index) => index);
    const files = new NodeFiles();
    valueOf(await files.replace(path.join(folder, 'file'), content));
    assert.deepEqual(valueOf(await files.read(path.join(folder, 'file'), 0)), content);
    assert.deepEqual(new Uint8Array(await readFile(path.join(folder, 'file'))), content);
  });
});
