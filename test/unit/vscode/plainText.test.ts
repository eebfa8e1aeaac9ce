import assert from 'node:assert/strict';
import fc from 'fast-check';
import { visibleLine, visibleText } from '../../../src/markdown/visible';
import { plainLine, plainText } from '../../../src/vscode/ui/plainText';

/** `parseLinkedText` of VS Code: https://github.com/microsoft/vscode/blob/main/src/vs/base/common/linkedText.ts (MIT). */
const links = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^\)\s]+)(?: (["'])(.+?)(\3))?\)/gi;

/** Of VS Code, too: src/vs/base/common/themables.ts and src/vs/base/browser/ui/iconLabel/iconLabels.ts (MIT). */
const iconNames = '[A-Za-z0-9-]+(?:~[A-Za-z]+)?';
const icons = new RegExp(`(\\\\)?\\$\\((${iconNames})\\)`, 'g');
/** `getCodiconAriaLabel` and `matchesFuzzyIconAware` look for less. */
const anyIcon = /\$\((.*?)\)/g;

/** What VS Code does to a text before it looks for links: notifications stay on one line, labels lose their icons. */
const onTheWay: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.replace(/(\r\n|\n|\r)/gm, ' ').trim(),
  (text) => text.replace(/(\s)?(\\)?\$\([A-Za-z0-9-]+(?:~[A-Za-z]+)?\)(\s)?/g, '$1$3'),
  (text) => text.replace(anyIcon, ' $1 ').trim(),
];

const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom('[', ']', '(', ')', '](', '$(', '$', '\\', '`', '\n', '\r', '\u2028', ' ', '"', "'"),
      fc.constantFrom(
        'command:a.b?%5B%5D',
        'https://a.example/',
        'file:///a',
        'trash',
        'sync~spin',
        '[Fix](command:a)',
      ),
      fc.constantFrom('\u200b', '\u200d', '\u00ad', '\u2060', '\ufeff', '\u202e', '\0', '\ud800'),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(''));

describe('a text that VS Code shows', () => {
  it('holds no link and no icon, whatever it says', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        for (const plain of [plainText(text), plainLine(text)]) {
          for (const change of onTheWay) {
            assert.doesNotMatch(change(plain), links);
            assert.doesNotMatch(change(plain), icons);
            assert.doesNotMatch(change(plain), anyIcon);
          }
        }
      }),
      { numRuns: 5_000 },
    );
    assert.match('[Look](command:a.b)', links);
    assert.match('$(trash)', icons);
  });

  it('reads as it does anywhere else', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const read = (plain: string): string => plain.replaceAll('\u200b', '');
        assert.equal(read(plainText(text)), read(visibleText(text)));
        assert.equal(read(plainLine(text)), read(visibleLine(text)));
      }),
      { numRuns: 2_000 },
    );
  });

  it('stays as it is when it is made plain again', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        assert.equal(plainText(plainText(text)), plainText(text));
        assert.equal(plainLine(plainLine(text)), plainLine(text));
      }),
    );
  });
});
