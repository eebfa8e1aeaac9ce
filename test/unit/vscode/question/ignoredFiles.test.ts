import assert from 'node:assert/strict';
import { IgnoredFiles } from '../../../../src/vscode/question/ignoredFiles';

/** Those of `paths` that a `.gitignore` in the folder of the workspace names. */
function ignored(text: string, ...paths: readonly string[]): readonly string[] {
  const files = new IgnoredFiles([{ folder: '', text }]);
  return paths.filter((path) => files.has(path));
}

describe('Which files git ignores', () => {
  it('are those of a name in any folder, and all below a folder of that name', () => {
    assert.deepEqual(ignored('out', 'out', 'out/a.js', 'docs/out/b.js', 'outer/c.js', 'about'), [
      'out',
      'out/a.js',
      'docs/out/b.js',
    ]);
    assert.deepEqual(ignored('*.log\n', 'a.log', 'deep/down/b.log', 'a.log.md'), ['a.log', 'deep/down/b.log']);
  });

  it('are only those at a path where the pattern has one', () => {
    assert.deepEqual(ignored('/build', 'build/a', 'docs/build/a'), ['build/a']);
    assert.deepEqual(ignored('docs/*.pdf', 'docs/a.pdf', 'docs/more/a.pdf', 'a.pdf'), ['docs/a.pdf']);
    assert.deepEqual(ignored('a/**/z', 'a/z', 'a/b/z', 'a/b/c/z', 'b/z'), ['a/z', 'a/b/z', 'a/b/c/z']);
    assert.deepEqual(ignored('**/cache/x', 'cache/x', 'a/b/cache/x', 'cache/y'), ['cache/x', 'a/b/cache/x']);
    assert.deepEqual(ignored('data/**', 'data/a', 'data/b/c', 'other/data'), ['data/a', 'data/b/c']);
  });

  it('are folders alone where the pattern ends with a slash', () => {
    assert.deepEqual(ignored('temp/', 'temp', 'temp/a', 'b/temp/c'), ['temp/a', 'b/temp/c']);
  });

  it('are not those that a later line brings back, unless their folder is ignored', () => {
    assert.deepEqual(ignored('*.md\n!notes.md', 'a.md', 'notes.md', 'docs/notes.md'), ['a.md']);
    assert.deepEqual(ignored('out/\n!out/keep.md', 'out/keep.md'), ['out/keep.md']);
  });

  it('are as the nearest file says', () => {
    const files = new IgnoredFiles([
      { folder: '', text: '*.txt' },
      { folder: 'docs', text: '!*.txt\n/draft.md' },
    ]);
    assert.deepEqual(
      ['a.txt', 'docs/a.txt', 'docs/draft.md', 'docs/more/draft.md'].filter((path) => files.has(path)),
      ['a.txt', 'docs/draft.md'],
    );
  });

  it('reads comments, escapes, blanks, classes and line ends as git does', () => {
    assert.deepEqual(ignored('# a\r\n\\#b\r\n\\!c\r\nd  \r\n', '# a', '#b', '!c', 'd'), ['#b', '!c', 'd']);
    assert.deepEqual(ignored('file[0-9].?s', 'file1.ts', 'filex.ts', 'file2.s'), ['file1.ts']);
    assert.deepEqual(ignored('[!a]b', 'ab', 'cb'), ['cb']);
  });

  it('are found in time, whatever the pattern', () => {
    const started = performance.now();
    ignored(`${'*a'.repeat(200)}b`, 'a'.repeat(4_000));
    ignored(`${'**/a/'.repeat(200)}b`, `${'a/'.repeat(200)}c`);
    assert(performance.now() - started < 5_000);
  });
});
