import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { ChatView, ConditionView, TurnView } from '../../src/protocol/viewState';
import {
  answeredView,
  chatView,
  composerView,
  problemView,
  runningView,
  sourceView,
  turnView,
  waitingView,
} from './builders';
import type { ChatPage } from './chatPage';
import { ChatSuite } from './chatSuite';

/** Texts that would do something if anybody took them for more than text. */
const attacks: Readonly<Record<string, string>> = {
  script: '<script>window.attacked = true</script><script src="https://evil.example/x.js"></script>',
  'image with a handler': '<img src=x onerror="window.attacked = true">![x](https://evil.example/pixel.png "t")',
  'markup of many kinds':
    '<svg onload="window.attacked=true"><iframe src="https://evil.example"></iframe><style>*{display:none}</style><form action="https://evil.example"><input name=a autofocus onfocus="window.attacked=true"></form><meta http-equiv="refresh" content="0;url=https://evil.example"><base href="https://evil.example/"><link rel="stylesheet" href="https://evil.example/x.css">',
  'harmless elements with more than their names':
    '<b onclick="window.attacked=true" style="position:fixed">b</b> <sup class="x" id=y><sub onfocus=window.attacked=true tabindex=0>c</sub></sup> <mark autofocus><kbd>d</kbd></mark> <br onload="window.attacked=true"> <code onclick="window.attacked=true"><img src=x></code>',
  'links with other schemes':
    '[a](javascript:window.attacked=true) [b](JaVaScRiPt:window.attacked=true) [c](data:text/html,<script>window.attacked=true</script>) [d](command:workbench.action.quit) [e](vscode://x) [f](file:///etc/passwd) <javascript:window.attacked=true> [g](java\nscript:window.attacked=true)',
  'templates and entities':
    '${window.attacked=true} {{constructor.constructor("window.attacked=true")()}} &lt;script&gt; &#x3c;script&#x3e;',
  'bidirectional overrides': 'safe\u202Egnp.exe\u202C \u2066\u2067 https://example.com/\u202Emoc.live',
  'invisible characters': 'a\u200Bb\u200Dc\uFEFFd\u00ADe\u{E0041}\u{E0042}',
  'a very long word': 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(30),
  'right-to-left text': 'ما هي الدولة التي فازت بأكبر عدد من الميداليات الذهبية؟ 42 [1] עברית',
  'ten thousand characters': 'question '.repeat(1_112),
  'many lines': 'line\n'.repeat(500),
  'combining characters': `Z${'\u0335\u0322\u0489'.repeat(300)}`,
};

const urls = ['javascript:window.attacked=true', 'https://evil.example/\u202Egro.elpmaxe', 'data:text/html,x', ''];

/** The text in every place that the protocol has for a text from outside. */
function everywhere(text: string): ChatView {
  const problem = problemView({ title: text, explanation: text, detail: text });
  const conditions: readonly ConditionView[] = [
    answeredView({
      body: `${text}\n\n# ${text}\n\n- ${text}\n\n> ${text}\n\n| ${text.replaceAll('\n', ' ')} |\n|--|\n| [1] |\n\n\`\`\`${text}\n${text}\n\`\`\`\n\n[1]`,
      sources: urls.map((url, index) =>
        sourceView({
          number: index + 1,
          url,
          title: text,
          site: text,
          excerpts: [text, text],
          reasoning: [text],
          confidence: { level: null, word: text },
          deceptive: true,
        }),
      ),
      confidence: { level: 'low', word: text },
      confidenceSummary: text,
      reasoning: [
        { field: text, reasoning: text },
        { field: text, reasoning: text },
      ],
      duration: text,
      suggestions: [text],
    }),
    runningView({ status: text, readSample: [text, ...urls] }),
    { state: 'failed', problem },
    { state: 'detached', problem },
    { state: 'unconfirmed', problem },
    { state: 'lost', text, problem },
    { state: 'writing', since: 0 },
    waitingView({ text }),
  ];
  const turns = conditions.map((condition, index): TurnView =>
    turnView({
      id: `turn-${index} "${text.slice(0, 40)}`,
      question: text,
      contexts: [{ id: text, title: text }],
      engine: { kind: 'research', name: text },
      price: text,
      scope: text,
      notes: [text],
      trace: [{ kind: text, message: text }],
      siblings: { position: 1, count: 2, previousTurnId: null, nextTurnId: text, comparable: true },
      condition,
    }),
  );
  return {
    ...chatView(turns),
    thread: { id: text, title: text },
    writing: Object.fromEntries(turns.map(({ id }) => [id, text])),
    composer: composerView({
      aim: { kind: 'edit', turnId: text, question: text, unsent: false },
      scope: text,
      spent: text,
      contextNote: text,
      contexts: [{ id: text, title: text }],
      engine: { kind: 'research', name: text },
      service: { host: text, kind: 'other' },
    }),
  };
}

/** All that the chat may be made of. */
const allowedElements = new Set(
  'a article bdi blockquote br button code div em footer h1 h2 h3 h4 h5 h6 header hr kbd li main mark nav ol p pre s section span strong sub sup table tbody td th thead tr ul vscode-button vscode-progress-ring vscode-text-area'.split(
    ' ',
  ),
);

/** Opens what can be opened in `article`, and what comes to light by that. */
async function openEverything(chat: ChatPage, article: Locator): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await article.evaluate((element) => {
      const closed = element.querySelectorAll<HTMLElement>('button[aria-expanded="false"]:not(.marker, [role])');
      for (const button of closed) button.click();
    });
    await chat.settle();
  }
}

describe('hostile texts', () => {
  const suite = new ChatSuite();

  for (const [name, text] of Object.entries(attacks)) {
    it(`stay text in every place: ${name}`, async () => {
      const chat = await suite.open({ viewport: { width: 250, height: 900 } });
      const outside: string[] = [];
      const { origin } = new URL(chat.page.url());
      chat.page.on('request', (request) => {
        if (!request.url().startsWith(origin)) outside.push(request.url());
      });
      await chat.show(everywhere(text));
      // Everything that opens is opened, turn by turn, since only what is near is drawn.
      for (let turn = 0; turn < 8; turn += 1) {
        const article = chat.page.getByRole('article').nth(turn);
        await article.evaluate((element) => element.scrollIntoView());
        await chat.settle();
        await openEverything(chat, article);
        const found = await article.evaluate((element) => ({
          names: [...element.querySelectorAll('*')].map(({ localName }) => localName),
          links: [...element.querySelectorAll('[href], [src], [action]')].map(
            (node) => node.getAttribute('href') ?? 'no link',
          ),
          handlers: [...element.querySelectorAll('*')].flatMap((node) =>
            node.getAttributeNames().filter((attribute) => attribute.startsWith('on')),
          ),
          dressed: [...element.querySelectorAll('.markdown :is(b, i, em, strong, s, del, sub, sup, kbd, mark, br)')]
            .filter((node) => node.getAttributeNames().length > 0)
            .map((node) => node.localName),
        }));
        assert.deepEqual(
          found.names.filter((element) => !allowedElements.has(element)),
          [],
        );
        assert.deepEqual(
          found.links.filter((link) => !/^https?:\/\//.test(link)),
          [],
        );
        assert.deepEqual(found.handlers, []);
        assert.deepEqual(found.dressed, []);
      }
      assert.ok((await chat.sideways()).every((distance) => distance === 0));
      assert.equal(await chat.page.evaluate(() => 'attacked' in window), false);
      assert.deepEqual(outside, []);
    });
  }

  it('leave the page where it is when a link that must not open is clicked', async () => {
    const chat = await suite.open();
    const body = '[Click me](javascript:window.attacked=true)';
    await chat.show(chatView([turnView({ condition: answeredView({ body }) })]));
    await chat.page.getByText('Click me').click();
    assert.equal(await chat.page.evaluate(() => 'attacked' in window), false);
  });

  it('write from right to left where they are, and leave what surrounds them', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView({ question: attacks['right-to-left text'] ?? '' })]));
    const direction = (selector: string): Promise<string> =>
      chat.page
        .locator(selector)
        .first()
        .evaluate((element) => getComputedStyle(element).direction);
    assert.equal(await direction('.question'), 'rtl');
    assert.equal(await direction('.facts'), 'ltr');
    assert.equal(await direction('.markdown p'), 'ltr');
  });
});
