import assert from 'node:assert/strict';
import path from 'node:path';
import fc from 'fast-check';
import { fileNameFor, FileNames } from '../../../../src/documents/model/fileName';

describe('The name of a file for a thread', () => {
  const cases: readonly (readonly [title: string, name: string])[] = [
    ['Which country won the most medals?', 'Which country won the most medals.md'],
    ['../../etc/passwd', 'etc passwd.md'],
    ['C:\\Windows\\system32', 'C Windows system32.md'],
    ['CON', 'thread CON.md'],
    ['aux.h', 'thread aux.h.md'],
    ['com1 .txt', 'thread com1 .txt.md'],
    ['console', 'console.md'],
    ['  dots and spaces . . ', 'dots and spaces.md'],
    ['.hidden', 'hidden.md'],
    ['~root', 'root.md'],
    ['a\u202egpj.exe\u0000', 'agpj.exe.md'],
    ['', 'thread.md'],
    ['???', 'thread.md'],
    ['Größe 漢字 👩‍👩‍👧', 'Größe 漢字 👩 👩 👧.md'],
  ];
  for (const [title, name] of cases) {
    it(`for ${JSON.stringify(title)} is ${name}`, () => assert.equal(fileNameFor(title, '.md'), name));
  }

  it('gets a number where the folder has one like it', () => {
    assert.equal(fileNameFor('Medals', '.md', ['medals.MD', 'MEDALS (2).md', 'other.md']), 'Medals (3).md');
    assert.equal(fileNameFor('Größe', '.md', ['Gro\u0308ße.md']), 'Größe (2).md');
  });

  const parts = fc.constantFrom(
    ...[
      '..',
      '/',
      '\\',
      ':',
      'CON',
      'nul',
      'COM1',
      'lpt¹',
      '.',
      ' ',
      '~',
      '%2e%2e',
      '\0',
      '\n',
      '\u202e',
      '\ud800',
      '\u2028',
    ],
    ...['é', 'e\u0301', '漢', '👩‍👩‍👧', '*', '?', '"', '<', '|', '$(x)', '`', 'a'.repeat(100), 'ﬁ', '\u3000', '／', '‥'],
  );
  const titles = fc.oneof(
    fc.array(parts, { maxLength: 12 }).map((all) => all.join('')),
    fc.string({ unit: 'binary' }),
  );

  it('stays in the folder, on every system, whatever the title', () => {
    fc.assert(
      fc.property(titles, fc.constantFrom('.md', '.html', '.json'), (title, ending) => {
        const name = fileNameFor(title, ending);
        assert.equal(path.posix.dirname(path.posix.resolve('/exports', name)), '/exports');
        assert.equal(path.win32.dirname(path.win32.resolve('C:\\exports', name)), 'C:\\exports');
        assert.equal(path.win32.basename(name), name);
        assert.ok(name.endsWith(ending) && name.length > ending.length);
        assert.doesNotMatch(name, /[\\/:*?"<>|\p{Control}\p{Format}\p{Surrogate}]|^[\s.~-]|[\s.]$/u);
        assert.doesNotMatch(name, /^(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])\s*(\.|$)/i);
        assert.ok(Buffer.byteLength(name) <= 200);
        assert.ok(Buffer.from(name).toString() === name && name === name.normalize('NFC'));
      }),
      { numRuns: 2000 },
    );
  });

  it('is never that of another thread, in any letter case', () => {
    fc.assert(
      fc.property(fc.array(titles, { maxLength: 8 }), (all) => {
        const folder = new FileNames();
        const titled = [...all, ...all.map((title) => title.toUpperCase())];
        const names = titled.map((title) => folder.take(title, '.md'));
        const oneByOne: string[] = [];
        for (const title of titled) oneByOne.push(fileNameFor(title, '.md', oneByOne));
        assert.deepEqual(names, oneByOne);
        assert.equal(new Set(names.map((name) => name.toLowerCase().normalize('NFC'))).size, names.length);
        assert.equal(new Set(names.map((name) => name.toUpperCase().normalize('NFD'))).size, names.length);
      }),
    );
  });
});
