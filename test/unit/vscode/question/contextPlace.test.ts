import assert from 'node:assert/strict';
import path from 'node:path';
import type { Memento } from 'vscode';
import fc from 'fast-check';
import { shownTitle } from '../../../../src/research/thread/context';
import { decideOpening, normalPath, type PlaceFacts } from '../../../../src/vscode/question/contextPlace';
import { OwnDocuments } from '../../../../src/vscode/documents/ownDocuments';

const unknown: PlaceFacts = { isInWorkspace: false, isOwn: false, isOpen: false, folders: [] };
const remote = { scheme: 'vscode-remote', authority: 'ssh-remote+host', path: '/home/me/work' };

describe('Opening what an attached text came from', () => {
  it('opens what is in the workspace, what was attached here, and answers', () => {
    const file = { scheme: 'file', authority: '', path: '/project/notes.md' };
    assert.equal(decideOpening(file, { ...unknown, isInWorkspace: true }), 'open');
    assert.equal(decideOpening(file, { ...unknown, isOwn: true }), 'open');
    assert.equal(decideOpening({ scheme: 'research-thread', authority: '', path: '/a.md' }, unknown), 'open');
  });

  it('asks about other files of this computer and of the workspace’s own', () => {
    assert.equal(decideOpening({ scheme: 'file', authority: '', path: '/etc/passwd' }, unknown), 'ask');
    assert.equal(decideOpening({ ...remote, path: '/etc/passwd' }, { ...unknown, folders: [remote] }), 'ask');
  });

  it('refuses other machines, the schemes of others, and documents that are no longer open', () => {
    const places = [
      { scheme: 'file', authority: 'evil.example', path: '/share/a.md' },
      { ...remote, authority: 'ssh-remote+evil' },
      { scheme: 'untitled', authority: '', path: '/etc/cron.d/x' },
      { scheme: 'vscode-notebook-cell', authority: '', path: '/a.ipynb' },
      { scheme: 'vscode-userdata', authority: '', path: '/settings.json' },
      { scheme: 'command', authority: '', path: 'x.y' },
    ];
    for (const place of places) assert.equal(decideOpening(place, { ...unknown, folders: [remote] }), 'refuse');
    assert.equal(
      decideOpening({ scheme: 'untitled', authority: '', path: 'Untitled-1' }, { ...unknown, isOpen: true }),
      'open',
    );
  });

  it('leaves no way out of a folder in a path', () => {
    assert.equal(normalPath('/project/../etc/passwd'), '/etc/passwd');
    assert.equal(normalPath('/c:/project/..\\..\\secret'), '/secret');
    assert.equal(normalPath('Untitled-1'), 'Untitled-1');
    const names = fc.constantFrom('a', 'b.md', '.', '..', '', ' ');
    fc.assert(
      fc.property(fc.array(names), (parts) => {
        const joined = `/${parts.join('/')}`;
        assert.equal(normalPath(joined), path.posix.resolve(joined));
      }),
    );
  });

  it('knows what was attached here from a memory that no record reaches', () => {
    const kept = new Map<string, unknown>([['attachedDocuments', 'damaged']]);
    const memory = {
      get: (key: string) => kept.get(key),
      update: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
    } as unknown as Memento;
    const own = new OwnDocuments(memory);
    assert(!own.has('file:///a'));
    for (let number = 0; number <= 500; number += 1) own.note({ uri: `file:///${number}` });
    own.note({ uri: null });
    assert(new OwnDocuments(memory).has('file:///500'));
    assert(!own.has('file:///0'));
  });

  it('is named with its path where a record gave it another name', () => {
    const lines = null;
    assert.equal(shownTitle({ label: 'notes.md', uri: 'file:///etc/passwd', lines }), 'notes.md (/etc/passwd)');
    assert.equal(shownTitle({ label: 'd', uri: 'file:///etc/passwd', lines }), 'd (/etc/passwd)');
    assert.equal(shownTitle({ label: '', uri: 'file:///etc/passwd', lines }), '(/etc/passwd)');
    assert.equal(
      shownTitle({ label: 'docs/a b.md', uri: 'file:///project/docs/a%20b.md', lines: [3, 9] }),
      'docs/a b.md:3-9',
    );
    assert.equal(shownTitle({ label: 'c:\\a\\b.md', uri: 'file:///c%3A/a/b.md', lines }), 'c:\\a\\b.md');
    assert.equal(shownTitle({ label: 'Answer: x', uri: 'research-thread:/x.md?1', lines }), 'Answer: x');
    assert.equal(shownTitle({ label: 'Untitled-1', uri: null, lines }), 'Untitled-1');
  });
});
