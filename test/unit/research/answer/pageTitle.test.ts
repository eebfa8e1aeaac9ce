import assert from 'node:assert/strict';
import fc from 'fast-check';
import { pageTitle } from '../../../../src/research/answer/pageTitle';
import { readSources } from '../../../../src/research/answer/sources';
import { textAnswer } from '../answerBuilders';

describe('The title of a page', () => {
  const decoded: readonly (readonly [title: string, read: string | null])[] = [
    ['AT&amp;T &ndash; results &#8217;26', 'AT&T – results ’26'],
    ['Caf&eacute; &#x2014; menu', 'Café — menu'],
    ['&amp;lt;b&amp;gt; in HTML', '&lt;b&gt; in HTML'],
    ['R&D, AT&T, &c; a &amp b, x&copy2', 'R&D, AT&T, &c; a &amp b, x&copy2'],
    ['pay&#8203;pal &#x202E;moc.elgoog &#0;', 'paypal moc.elgoog \ufffd'],
    ['a&nbsp;&nbsp;b&#10;c&#13;d', 'a b c d'],
    ['&#x1F469;&#x200D;&#x1F52C; at work', '👩‍🔬 at work'],
    ['&nbsp;', null],
    ['', null],
  ];
  for (const [title, read] of decoded) {
    it(`is ${JSON.stringify(read)} for ${JSON.stringify(title)}`, () => assert.equal(pageTitle(title), read));
  }

  it('stays what it is without a character reference', () => {
    const words = fc.array(fc.constantFrom('&', '#', 'x', ' ', 'amp', '1', 'é', '&&'), { maxLength: 12 });
    fc.assert(
      fc.property(words, (parts) => {
        const title = parts.join('');
        assert.equal(pageTitle(title) ?? '', title.replace(/ +/g, ' ').trim());
      }),
    );
  });
});

describe('The titles of sources', () => {
  const url = 'https://example.com/?a=1&copy;=2&amp;b';

  it('are decoded, and addresses and excerpts are not', () => {
    const cited = { url, title: 'AT&amp;T', excerpts: ['write &amp;lt; for &lt;'] };
    const [source] = readSources(textAnswer('x [1]', cited)).sources;
    assert.equal(source?.title, 'AT&T');
    assert.equal(source.url, url);
    assert.deepEqual(source.excerpts, ['write &amp;lt; for &lt;']);
  });

  it('are decoded once in a list of references, which is Markdown', () => {
    const text = 'x [1]\n\n## References\n\n1. How &amp;lt; is written. https://example.com/a';
    const [source] = readSources(textAnswer(text)).sources;
    assert.equal(source?.title, 'How &lt; is written');
  });
});
