import assert from 'node:assert/strict';
import { fileMatches } from '../../../../src/vscode/question/fileMatches';

const files = (...paths: readonly string[]): { path: string; recency: number | null }[] =>
  paths.map((path) => ({ path, recency: null }));
const paths = (found: readonly { path: string }[]): readonly string[] => found.map(({ path }) => path);

describe('The files that a person may mean', () => {
  it('are found in the last of many folders', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => `src/module${index}/index.ts`);
    const found = fileMatches('thesis', files(...many, 'zz/last/my-thesis-notes.md'), 200);
    assert.deepEqual(paths(found), ['zz/last/my-thesis-notes.md']);
  });

  it('come by how well they match: name, beginning, word, part, folder, letters', () => {
    const found = fileMatches(
      'note',
      files('n/o/t/e.md', 'note/a.md', 'keynote.md', 'my-note.md', 'notebook.md', 'note.md', 'other.md'),
      10,
    );
    assert.deepEqual(paths(found), ['note.md', 'notebook.md', 'my-note.md', 'keynote.md', 'note/a.md', 'n/o/t/e.md']);
  });

  it('have each of several words', () => {
    assert.deepEqual(paths(fileMatches('docs note', files('docs/note.md', 'src/note.md', 'docs/a.md'), 10)), [
      'docs/note.md',
    ]);
  });

  it('are, before anything is typed, those that were used last, then the ones near the top', () => {
    const found = fileMatches(
      '',
      [...files('a/deep/file.md', 'top.md'), { path: 'old.md', recency: 2 }, { path: 'z/new.md', recency: 1 }],
      3,
    );
    assert.deepEqual(paths(found), ['z/new.md', 'old.md', 'top.md']);
  });
});
