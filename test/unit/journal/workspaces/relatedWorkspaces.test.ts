import assert from 'node:assert/strict';
import { kinship, type OpenWorkspace } from '../../../../src/journal/workspaces/relatedWorkspaces';
import type { KnownFolder } from '../../../../src/journal/workspaces/workspacePlace';

const id = '0123456789abcdef0123456789abcdef';
const folder = (path: string, identity: string | null = null): KnownFolder => ({ uri: `file://${path}`, identity });

describe('what a workspace was before', () => {
  const open: OpenWorkspace = { storageId: id, folders: [folder('/home/new%20name', '1:7')] };

  const of = (
    folders: readonly KnownFolder[],
    gone: readonly string[] = [],
    otherId = 'other',
  ): Promise<string | null> =>
    kinship(open, { id: otherId, place: { name: null, folders, workspaceFile: null } }, (uri) =>
      Promise.resolve(gone.includes(uri)),
    );

  it('is nothing that is known of another folder, or of none', async () => {
    assert.equal(await of([folder('/home/other', '1:8')], ['file:///home/other']), null);
    assert.equal(await of([]), null);
  });

  it('is the folder under its old name', async () => {
    assert.equal(await of([folder('/home/old', '1:7')], ['file:///home/old']), 'renamed');
  });

  it('is not another folder that is still there, even where the disk gives it the same identity', async () => {
    assert.equal(await of([folder('/home/old', '1:7')]), null);
  });

  it('is a folder of the same name that is gone from its place', async () => {
    assert.equal(await of([folder('/mnt/new name')], ['file:///mnt/new name']), 'moved');
    assert.equal(await of([folder('/mnt/new name')]), null);
  });

  it('is the same folder in another storage, however its URI is spelt', async () => {
    assert.equal(await of([folder('/home/new name/')]), 'sameFolders');
    assert.equal(await of([], [], `${id}-1`), 'sameFolders');
  });

  it('is a workspace that has a folder in common with this one', async () => {
    assert.equal(await of([folder('/home/new name'), folder('/home/second')]), 'sharedFolder');
  });

  it('is nothing for a window without a folder', async () => {
    const none = { storageId: noStorage, folders: [] };
    const place = { name: null, folders: [folder('/home/a')], workspaceFile: null };
    assert.equal(await kinship(none, { id: 'other', place }, () => Promise.resolve(true)), null);
  });
});

const noStorage = 'none';
