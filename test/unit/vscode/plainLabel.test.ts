import assert from 'node:assert/strict';
import fc from 'fast-check';
import { visibleText } from '../../../src/markdown/visible';
import { plainLabel, plainMessage } from '../../../src/vscode/plainLabel';

/** What VS Code makes a link of in a message: `parseLinkedText` in its sources, src/vs/base/common/linkedText.ts. */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;

describe('a text in a widget of VS Code', () => {
  it('holds no link in a message, whatever it says', () => {
    const parts = fc.constantFrom(
      '[',
      ']',
      '(',
      ')',
      '](',
      'Look',
      'command:a.b',
      'https://a.example',
      ' "c"',
      '\u200b',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 12 }), (texts) => {
        assert.doesNotMatch(plainMessage(texts.join('')), link);
      }),
    );
    assert.match('[Look](command:a.b)', link);
  });

  it('reads in a message as it does anywhere', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        assert.equal(plainMessage(text).replaceAll('\u200b', ''), visibleText(text));
      }),
    );
  });

  it('draws no icon in a label, and stays on its line', () => {
    assert.equal(plainLabel('$(trash) a\nb').replaceAll('\u200b', ''), '$(trash) a b');
    assert.doesNotMatch(plainLabel('$(trash) $(x)'), /\$\([a-z]/);
  });
});
