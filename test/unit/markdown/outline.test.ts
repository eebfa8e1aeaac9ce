import assert from 'node:assert/strict';
import { outlineOf } from '../../../src/markdown/outline';

/** How many lists begin in a document. */
function listsIn(text: string): number {
  return outlineOf(text.split('\n')).structure.filter(({ part }) => /_list_open/.test(part)).length;
}

function partsOf(text: string): readonly string[] {
  return outlineOf(text.split('\n')).structure.map(({ part }) => part);
}

describe('the outline of a document', () => {
  it('has a list go on behind an empty item and blank lines, as CommonMark has it', () => {
    for (const text of ['-\n\n\n- a', '1.\n\n\n2. a', '> -\n>\n>\n> - a', '- b\n-\n\n\n\n- a']) {
      assert.equal(listsIn(text), 1, text);
    }
  });

  it('has lists apart that anything but blank lines keeps apart', () => {
    for (const text of ['-\n\n\n* a', '-\n\n\n1. a', '-\n\n[a]: /b\n\n- a', '-\n\n<!-- -->\n\n- a']) {
      assert.equal(listsIn(text), 2, text);
    }
  });

  it('is the same for HTML at the end of a document and for the same HTML before more', () => {
    const [html] = partsOf('<div>\na\n</div>');
    assert.equal(partsOf('<div>\na\n</div>\n\nMore.')[0], html);
  });

  it('has no mathematics where code in a list or a quote shows its delimiters', () => {
    for (const code of ['1. ```\n   $$\n   ```', '> ```\n> $$\n> ```', '- a\n\n  ~~~\n  $$\n  ~~~', '```\n$$\n```']) {
      const { leaves } = outlineOf(`${code}\n\n${code}\n\n$$\n\`\`\`\n$$\n\nx`.split('\n'));
      const kinds = leaves.map(({ kind }) => kind).filter((kind) => kind !== 'paragraph');
      assert.deepEqual(kinds, ['code', 'code', 'math'], code);
    }
  });
});
