import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { largestFile } from '../../../src/journal/files';
import { readChosenFile } from '../../../src/node/chosenFile';
import { NodeFiles } from '../../../src/node/files';
import { openPipeForReading, putSparseFile, strangers } from './strangers';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('What stands in the place of a file', () => {
  let folder: string;
  let place: string;
  const files = new NodeFiles();

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'regular-'));
    place = path.join(folder, 'f');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  for (const { what, put } of strangers) {
    describe(what, () => {
      let takeAway = (): void => undefined;

      beforeEach(async () => {
        takeAway = await put(place);
      });
      afterEach(() => takeAway());

      it('is refused at once when the journal reads, measures or continues it', async () => {
        const answers = [
          await files.read(place, 0),
          await files.size(place),
          await files.openForAppend(place, 'existing'),
          await files.openForAppend(place, 'new'),
        ];
        assert.deepEqual(
          answers.map(({ ok }) => ok),
          [false, false, false, false],
        );
        assert.notEqual(!answers[0]?.ok && answers[0]?.failure.kind, 'notFound', 'something is there');
      });

      it('is refused at once when a person chooses it', async () => {
        assert.equal((await readChosenFile(place, 1_000)).ok, false);
      });

      it('leaves the threads that work with files free', async () => {
        // As many as there are threads, and more: had one waited, the file behind them could not be read.
        await Promise.all(Array.from({ length: 16 }, () => [files.read(place, 0), readChosenFile(place, 10)]).flat());
        await writeFile(path.join(folder, 'other'), 'here');
        const other = await files.read(path.join(folder, 'other'), 0);
        assert.equal(other.ok && Buffer.from(other.value).toString(), 'here');
      });
    });
  }

  if (process.platform !== 'win32') {
    it('is not written to when it is a pipe at whose other end somebody listens', async () => {
      spawnSync('mkfifo', [place]);
      const stop = await openPipeForReading(place);
      try {
        assert.equal((await files.openForAppend(place, 'existing')).ok, false);
      } finally {
        await stop();
      }
    });

    it('is no link, which would lead reading and writing to somebody else’s place', async () => {
      await writeFile(path.join(folder, 'secret'), 'theirs');
      await symlink('secret', place);
      assert.equal((await files.read(place, 0)).ok, false);
      assert.equal((await files.openForAppend(place, 'existing')).ok, false);
      assert.ok((await files.replace(place, bytes('ours'))).ok);
      assert.equal(await readFile(path.join(folder, 'secret'), 'utf8'), 'theirs');
    });

    it('may be a link where a person chooses the file', async () => {
      await writeFile(path.join(folder, 'notes'), 'mine');
      await symlink('notes', place);
      const read = await readChosenFile(place, 100);
      assert.equal(read.ok && Buffer.from(read.value).toString(), 'mine');
    });

    it('is reached through a link to a folder above it, since people move their storage', async () => {
      await mkdir(path.join(folder, 'elsewhere'));
      await symlink('elsewhere', place);
      assert.ok((await files.replace(path.join(place, 'index.json'), bytes('x'))).ok);
      const read = await files.read(path.join(place, 'index.json'), 0);
      assert.equal(read.ok && Buffer.from(read.value).toString(), 'x');
    });

    it('is never waited for while files and pipes take each other’s place', async () => {
      await writeFile(path.join(folder, 'file'), 'whole');
      spawnSync('mkfifo', [path.join(folder, 'pipe')]);
      const swapping = { goesOn: true };
      const swap = (async () => {
        for (let turn = 0; swapping.goesOn; turn += 1) {
          const name = turn % 2 === 0 ? 'file' : 'pipe';
          await rename(path.join(folder, name), place);
          await rename(place, path.join(folder, name));
        }
      })();
      let whole = 0;
      for (let turn = 0; turn < 2_000; turn += 1) {
        const read = await readChosenFile(place, 100);
        assert.ok(!read.ok || Buffer.from(read.value).toString() === 'whole');
        if (read.ok) whole += 1;
      }
      swapping.goesOn = false;
      await swap;
      assert.ok(whole > 0, 'the file was there now and then');
    });
  }

  it('is not read when it is larger than asked for, and is up to that size', async () => {
    await writeFile(place, '12345');
    assert.deepEqual(await readChosenFile(place, 4), { ok: false, failure: { kind: 'tooLarge', size: 5 } });
    assert.ok((await readChosenFile(place, 5)).ok);
    assert.equal((await files.read(place, 0, 4)).ok, false);
    assert.ok((await files.read(place, 1, 4)).ok);
  });

  it('is not read when it is larger than anything here, and takes no memory', async () => {
    await putSparseFile(place, 20 * 2 ** 30);
    const before = process.memoryUsage().arrayBuffers;
    assert.equal((await files.read(place, 0)).ok, false);
    assert.deepEqual(await readChosenFile(place, largestFile), {
      ok: false,
      failure: { kind: 'tooLarge', size: 20 * 2 ** 30 },
    });
    assert.ok(process.memoryUsage().arrayBuffers - before < 2 ** 20);
  });
});
