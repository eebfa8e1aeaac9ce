import assert from 'node:assert/strict';
import fc from 'fast-check';
import { headingsOf, parseMarkdown } from '../../../src/markdown/parse';
import { markdown } from '../webview/markdownArbitrary';

describe('the headings of a text', () => {
  it('are those that are drawn outside of lists and quotes, in order', () => {
    const pieces = fc.array(
      fc.oneof(
        markdown,
        fc.constantFrom('# A *heading* [1]\n', '- # In a list\n', '> ## In a quote\n\n', '####### Seven\n', '#\n'),
      ),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = parts.join('\n');
        const drawn = parseMarkdown(text).filter((block) => block.type === 'heading');
        assert.deepEqual(headingsOf(text), drawn);
      }),
      { numRuns: 200 },
    );
  });

  it('are none where a text nests too deeply to be drawn as Markdown', () => {
    assert.deepEqual(headingsOf(`# A\n\n${'> '.repeat(60)}deep\n`), []);
  });
});
