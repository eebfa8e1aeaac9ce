import assert from 'node:assert/strict';
import { answeredView, chatView, turnView, writingChat } from './builders';
import type { ChatPage } from './chatPage';
import { ChatSuite } from './chatSuite';
import { formulaAnswer } from './formulaAnswer';

function answered(body: string): ReturnType<typeof chatView> {
  return chatView([turnView({ condition: answeredView({ body }) })]);
}

/** The pages' requests for what draws formulas. */
function watchRequests(chat: ChatPage): readonly string[] {
  const seen: string[] = [];
  chat.page.on('request', (request) => {
    if (request.url().endsWith('/math.js')) seen.push(request.url());
  });
  return seen;
}

describe('formulas in the chat', () => {
  const suite = new ChatSuite();

  it('are drawn as MathML, with their TeX', async () => {
    const chat = await suite.open();
    await chat.show(answered('Energy is $E = mc^2$ and \\(\\sqrt{2}\\):\n\n$$\n\\frac{a}{b}\n$$'));
    await chat.page.locator('math mfrac').waitFor();
    const drawn = await chat.page.locator('math').evaluateAll((formulas) =>
      formulas.map((formula) => ({
        namespace: formula.namespaceURI,
        tex: formula.getAttribute('alttext'),
        annotation: formula.querySelector('annotation')?.textContent,
        display: formula.getAttribute('display'),
      })),
    );
    const namespace = 'http://www.w3.org/1998/Math/MathML';
    assert.deepEqual(drawn, [
      { namespace, tex: 'E = mc^2', annotation: 'E = mc^2', display: null },
      { namespace, tex: '\\sqrt{2}', annotation: '\\sqrt{2}', display: null },
      { namespace, tex: '\\frac{a}{b}', annotation: '\\frac{a}{b}', display: 'block' },
    ]);
  });

  it('load what draws them with the first one, once, and not for money', async () => {
    const chat = await suite.open();
    const requests = watchRequests(chat);
    await chat.show(answered('It costs $5 or $10.'));
    assert.deepEqual(requests, []);
    await chat.show(answered('Then $x^2$ and $y^2$.'));
    await chat.page.locator('math msup').nth(1).waitFor();
    assert.equal(requests.length, 1);
  });

  it('are TeX for as long as nothing can draw them', async () => {
    const chat = await suite.open();
    await chat.page.route('**/math.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: 'export {};' }),
    );
    await chat.show(answered('Energy is $E = mc^2$.'));
    await chat.page.locator('.markdown code', { hasText: '$E = mc^2$' }).waitFor();
  });

  const asWritten: Readonly<Record<string, string>> = {
    'an unknown command': '\\(\\unknown{x}\\)',
    'a link': '\\(\\href{https://evil.example}{x}\\)',
    'an image': '\\(\\includegraphics{https://evil.example/x.png}\\)',
    'a class': '\\(\\class{composer}{x}\\)',
    'a style': '\\(\\style{position:fixed}{x}\\)',
    'a definition that grows': '\\(\\def\\a{\\a\\a}\\a^2\\)',
    'braces that nest deeply': `$x^3 ${'\\sqrt{'.repeat(300)}y${'}'.repeat(300)}$`,
    'a formula of 100 KB': `$x${'+x'.repeat(50_000)}$`,
  };
  for (const [what, markdown] of Object.entries(asWritten)) {
    it(`show as it is written: ${what}`, async () => {
      const chat = await suite.open();
      await chat.show(answered(`${markdown}\n\nand $y^2$`));
      await chat.page.locator('math msup').waitFor();
      assert.equal(await chat.page.locator('math').count(), 1);
      assert.equal(await chat.page.locator('.markdown code').innerText(), markdown);
      assert.equal(await chat.page.locator('.markdown :is(a, img, [style*=fixed])').count(), 0);
    });
  }

  it('stay within their place, wherever TeX would put them', async () => {
    const chat = await suite.open();
    await chat.show(answered('before $\\hspace{-500em}x^2$ $y^2\\rlap{\\hspace{90em}z}$ after'));
    await chat.page.locator('math msup').first().waitFor();
    assert.ok((await chat.sideways()).every((moved) => moved === 0));
  });

  it('scroll in a box of their own where they are too wide, from the keyboard too', async () => {
    const chat = await suite.open({ viewport: { width: 250, height: 700 } });
    await chat.show(answered(formulaAnswer));
    await chat.page.locator('math mtable').first().waitFor();
    assert.ok((await chat.sideways()).every((moved) => moved === 0));
    const wide = chat.page.getByRole('group', { name: 'Formula' }).first();
    await wide.focus();
    await chat.page.keyboard.press('ArrowRight');
    await chat.page.waitForFunction(() => (document.activeElement?.scrollLeft ?? 0) > 0);
  });

  it('are held back while they are being written, and drawn when they are complete', async () => {
    const chat = await suite.open();
    await chat.show(writingChat('Energy is $E = m'));
    assert.equal((await chat.page.locator('.markdown p').innerText()).trim(), 'Energy is');
    await chat.patch({ part: 'text', turnId: 'turn-gold', offset: 'Energy is $E = m'.length, text: 'c^2$, said he.' });
    await chat.page.locator('math msup').waitFor();
  });

  it('stand in the contents of an answer by their TeX', async () => {
    const chat = await suite.open();
    const part = (words: string): string => `## ${words}\n\n${'Some text. '.repeat(100)}\n\n`;
    await chat.show(answered(['Why $E = mc^2$ holds', 'Two', 'Three', 'Four'].map(part).join('')));
    await chat.page.getByRole('button', { name: 'Contents' }).click();
    await chat.page.getByRole('button', { name: 'Why E = mc^2 holds' }).waitFor();
  });
});
