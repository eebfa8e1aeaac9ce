import assert from 'node:assert/strict';
import { attachedNames } from '../../../../src/research/thread/attachedNames';

const at = (label: string, uri: string | null = null): { label: string; uri: string | null; lines: null } => ({
  label,
  uri,
  lines: null,
});

describe('The names of what goes along with a question', () => {
  it('are as they are where they differ', () => {
    assert.deepEqual(attachedNames([at('docs/notes.md'), at('notes.md')]), ['docs/notes.md', 'notes.md']);
  });

  it('have as much of their folder as tells them apart', () => {
    const names = attachedNames([
      at('notes.md', 'file:///home/ada/thesis/notes.md'),
      at('notes.md', 'file:///home/ada/talk/notes.md'),
      at('other.md', 'file:///home/ada/talk/other.md'),
    ]);
    assert.deepEqual(names, ['notes.md · thesis', 'notes.md · talk', 'other.md']);
    const deep = attachedNames([at('a.md', 'file:///x/docs/a.md'), at('a.md', 'file:///y/docs/a.md')]);
    assert.deepEqual(deep, ['a.md · x/docs', 'a.md · y/docs']);
  });

  it('have a number where nothing else tells them apart', () => {
    assert.deepEqual(attachedNames([at('notes.md'), at('notes.md')]), ['notes.md', 'notes.md (2)']);
  });
});
