import assert from 'node:assert/strict';
import { chatView, olympicsAnswer, sourceView, turnView } from './builders';
import type { ChatPage } from './chatPage';
import { ChatSuite } from './chatSuite';

/** Each is another text once the page has made a URL of it. */
const rewritten = [
  'HTTPS://Example.com:443/a/../ü',
  'https://example.com',
  "https://example.com/a b'|{}",
  'http://0x7f.1/',
];
const kept = 'https://example.com/a%20b?c=d#e';

describe('A link', () => {
  const suite = new ChatSuite();

  async function showLinks(...urls: readonly string[]): Promise<ChatPage> {
    const chat = await suite.open();
    const sources = urls.map((url, index) => sourceView({ number: index + 1, url, title: `Page ${index + 1}` }));
    await chat.show(chatView([turnView({ condition: olympicsAnswer({ body: 'See the pages.', sources }) })]));
    await chat.page.locator('[data-control="evidence"]').click();
    // VS Code listens at the document for clicks, and takes the address as the page has rewritten it.
    await chat.page.evaluate(() => {
      const taken: string[] = [];
      Object.assign(window, { taken });
      document.addEventListener('click', (event) => {
        const anchor = event.composedPath().find((element) => element instanceof HTMLAnchorElement);
        if (anchor) taken.push(anchor.href);
        event.preventDefault();
      });
    });
    return chat;
  }

  async function opened(chat: ChatPage): Promise<{ byHost: readonly string[]; byPage: readonly string[] }> {
    const byHost = (await chat.requests()).flatMap(({ request }) => (request.kind === 'openLink' ? [request.url] : []));
    return { byHost, byPage: await chat.page.evaluate(() => (window as unknown as { taken: string[] }).taken) };
  }

  it('that the page would rewrite is opened by the host, as it is stored, by mouse and by keyboard', async () => {
    const chat = await showLinks(...rewritten);
    const links = chat.page.locator('.source-title a');
    for (const index of rewritten.keys()) {
      await links.nth(index).click();
      await links.nth(index).press('Enter');
    }
    assert.deepEqual(await opened(chat), { byHost: rewritten.flatMap((url) => [url, url]), byPage: [] });
    const [first] = await chat.requests();
    assert.deepEqual(first?.request, { kind: 'openLink', turnId: 'turn-gold', url: rewritten[0] });
  });

  it('that stays as it is is left to VS Code', async () => {
    const chat = await showLinks(kept);
    await chat.page.locator('.source-title a').click();
    assert.deepEqual(await opened(chat), { byHost: [], byPage: [kept] });
  });

  it('opens by the middle button too', async () => {
    const chat = await showLinks(kept, rewritten[0] ?? '');
    for (const link of await chat.page.locator('.source-title a').all()) await link.click({ button: 'middle' });
    assert.deepEqual(await opened(chat), { byHost: [kept, rewritten[0]], byPage: [] });
  });

  it('shows the address as it is stored', async () => {
    const chat = await showLinks(...rewritten);
    const titles = await chat.page
      .locator('.source-title a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('title')));
    assert.deepEqual(titles, rewritten);
  });
});
