import assert from 'node:assert/strict';
import path from 'node:path';
import { threadStorage } from '../../src/vscode/workspaces/storage';

/** As much of a URI as the storage needs. */
interface Place {
  readonly path: string;
  with(change: { readonly path: string }): Place;
}

function uri(text: string): Place {
  return { path: text, with: (change) => uri(change.path) };
}

describe('Where threads are kept', () => {
  const globalStorageUri = uri('/data/User/globalStorage/us.threads');
  const storageFor = (folder: string | null): string =>
    threadStorage({
      globalStorageUri,
      storageUri:
        folder === null ? undefined : uri(path.posix.join('/data/User/workspaceStorage', folder, 'us.threads')),
    }).path;

  it('is the same for every window on one folder, though VS Code gives each a storage of its own', () => {
    for (const id of ['3f2a9c0d3f2a9c0d3f2a9c0d3f2a9c0d', '1699999999999', '-4c8a1f07']) {
      const first = storageFor(id);
      assert.equal(first, `/data/User/workspaceStorage/${id}/us.threads`);
      assert.equal(storageFor(`${id}-1`), first);
      assert.equal(storageFor(`${id}-9`), first);
    }
  });

  it('is the global one when no folder is open, and as VS Code says for a form that is not known', () => {
    assert.equal(storageFor(null), globalStorageUri.path);
    for (const id of ['my-folder-1', 'xyz-2', '3f2a-10']) {
      assert.equal(storageFor(id), `/data/User/workspaceStorage/${id}/us.threads`);
    }
  });
});
