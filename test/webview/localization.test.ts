import assert from 'node:assert/strict';
import { pageStrings } from '../../src/chat/page/pageStrings';
import { chatView, olympicsAnswer, problemView, runningView, turnView } from './builders';
import { ChatSuite } from './chatSuite';
import { states } from './states';

/** A language in which every text is longer and told apart from English: `Send` is `⟦Séñd···⟧`. */
function pseudo(text: string): string {
  const letters: Readonly<Record<string, string>> = { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', n: 'ñ' };
  const written = text.replace(/\{\d+\}|[aeioun]/g, (match) => letters[match] ?? match);
  return `⟦${written}${'·'.repeat(Math.ceil(text.length / 3))}⟧`;
}

const strings = pageStrings(pseudo);

/** What the states are made of is data: it comes from the host, in whatever language. */
const data = new Set(
  JSON.stringify([states, chatView(), olympicsAnswer(), problemView(), runningView(), turnView()])
    .replaceAll('\\n', ' ')
    .split(/[^\p{L}]+/u),
);

describe('localisation', () => {
  const suite = new ChatSuite();

  for (const [name, view] of Object.entries(states)) {
    it(`has no English text of its own: ${name}`, async () => {
      const chat = await suite.open({ viewport: { width: 250, height: 720 } });
      await chat.show(view, strings);
      for (const closed of await chat.page.locator('button[aria-expanded="false"]').elementHandles()) {
        await closed.evaluate((button) => button.dispatchEvent(new MouseEvent('click', { bubbles: true })));
      }
      await chat.settle();
      const texts = await chat.page.evaluate(() => {
        const read = (root: Document | ShadowRoot): readonly string[] => {
          const elements = [...root.querySelectorAll('*')].filter(
            ({ localName }) => localName !== 'script' && localName !== 'style' && localName !== 'title',
          );
          return elements.flatMap((element) => [
            ...[...element.childNodes]
              .filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
              .map((node) => node.textContent ?? ''),
            ...['aria-label', 'title', 'placeholder'].map((attribute) => element.getAttribute(attribute) ?? ''),
            ...(element.shadowRoot ? read(element.shadowRoot) : []),
          ]);
        };
        return read(document);
      });
      const english = texts
        .map((text) => text.replace(/⟦[^⟧]*⟧/g, ''))
        .flatMap((text) => text.split(/[^\p{L}]+/u))
        .filter((word) => word.length > 1 && !data.has(word));
      assert.deepEqual([...new Set(english)], []);
      assert.ok((await chat.sideways()).every((distance) => distance === 0));
    });
  }
});
