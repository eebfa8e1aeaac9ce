import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { threadAsHtml } from '../../src/documents/exports/threadHtml';
import { isOpenable } from '../../src/research/answer/links';
import type { Thread } from '../../src/research/thread/thread';
import { happened } from '../unit/research/builders';
import { hostileThreads } from '../unit/documents/hostileThreads';
import { answerOf, citation, threadOfEvents, turnEvents, writing } from '../unit/documents/threadBuilders';
import { formulaAnswer } from './formulaAnswer';
import { launchBrowser } from '../vscode-host/browser';

const elements =
  /^(html|head|meta|title|style|body|header|h[1-6]|p|nav|ol|ul|li|a|small|main|section|span|blockquote|details|summary|pre|code|div|table|thead|tbody|tr|t[hd]|hr|br|em|strong|s|sub|sup|kbd|mark|bdi|math|semantics|annotation|m[a-z]+)$/;
const attributes =
  /^(charset|http-equiv|content|name|lang|dir|class|id|href|rel|title|aria-labelledby|aria-label|tabindex|start|scope|style|display|alttext|encoding|stretchy|fence|form|mathvariant|[lr]space|displaystyle|linethickness|accent|separator|width|height|depth)$/;

function written(thread: Thread): string {
  return [...threadAsHtml(thread, writing)].join('');
}

/** What a browser makes of a page. */
interface Seen {
  readonly elements: readonly string[];
  readonly attributes: readonly string[];
  readonly links: readonly string[];
  readonly sources: readonly string[];
  readonly missing: readonly string[];
  readonly sections: number;
}

function look(page: Page): Promise<Seen> {
  return page.evaluate(() => {
    const all = [...document.querySelectorAll('*')];
    const hrefs = (selector: string): string[] =>
      [...document.querySelectorAll(selector)].map((link) => link.getAttribute('href') ?? '');
    const inside = hrefs('a[href^="#"]');
    return {
      elements: [...new Set(all.map(({ localName }) => localName))],
      attributes: [...new Set(all.flatMap((element) => element.getAttributeNames()))],
      links: hrefs('a:not([href^="#"])'),
      sources: hrefs('.source a'),
      missing: inside.filter((href) => document.getElementById(href.slice(1)) === null),
      sections: document.querySelectorAll('main > section').length,
    };
  });
}

describe('A thread as an HTML page, in a browser', () => {
  let browser: Browser;

  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser.close());

  const long = 'word '.repeat(200);
  const thread = threadOfEvents(
    ...turnEvents(
      'a',
      null,
      'Which country won?',
      answerOf(
        `Norway [1], CO<sub>2</sub>, 10<sup>3</sup>, <kbd>F5</kbd>, <mark class="x">marked</mark>.\n\n# Why\n\n- a\n\n\`\`\`js\n${long}\n\`\`\`\n\n| a | b |\n|--|--|\n| ${'x'.repeat(300)} | ${long} |`,
        [citation(1), citation(2)],
        'high',
      ),
    ),
    ...turnEvents(
      'b',
      'a',
      `And then?\n${long}`,
      answerOf('Sweden [1].', [citation(1, { title: 'x'.repeat(400) })], 'low'),
    ),
    ...turnEvents('c', 'a', 'What else?', answerOf('Nothing.', [citation(1)])),
    happened.asked('d', 'c'),
    happened.sending('d'),
    happened.failed('d'),
  );

  /** Opens a page as it was written; requests and complaints are collected. */
  async function open(
    html: string,
    options: BrowserContextOptions = {},
  ): Promise<{ page: Page; complaints: string[] }> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('request', (request) => complaints.push(`asks for ${request.url()}`));
    page.on('console', (message) => complaints.push(message.text()));
    await page.setContent(html);
    return { page, complaints };
  }

  for (const [name, options] of [
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['narrow', { viewport: { width: 340, height: 700 } }],
  ] as const) {
    it(`can be read by everyone, and fits: ${name}`, async () => {
      const { page, complaints } = await open(written(thread), options);
      await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(overflow <= 0, `It is ${overflow} pixels too wide.`);
      assert.deepEqual(complaints, []);
      // The page's own policy lets no script in, so that of the checker comes by another way.
      await page.evaluate(readFileSync(require.resolve('axe-core'), 'utf8'));
      const violations = await page.evaluate(
        'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))',
      );
      assert.deepEqual(violations, []);
      await page.context().close();
    });
  }

  it('has formulas as MathML, and fits with wide ones', async () => {
    const answer = answerOf(formulaAnswer, [citation(1)]);
    const formulas = threadOfEvents(...turnEvents('a', null, 'Why?', answer));
    const { page, complaints } = await open(written(formulas), { viewport: { width: 340, height: 700 } });
    const drawn = await page.evaluate(() => document.querySelectorAll('math mfrac, math mtable, math msqrt').length);
    assert.ok(drawn >= 4);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(overflow <= 0, `It is ${overflow} pixels too wide.`);
    assert.deepEqual(complaints, []);
    await page.context().close();
  });

  it('leads from a marker to its source, and from a branch to where it starts', async () => {
    const { page } = await open(written(thread));
    await page.click('#question-2 .citation a');
    assert.equal(await page.evaluate(() => document.querySelector(':target')?.id), 'question-2-source-1');
    assert.equal(await page.getAttribute('#question-3 .departure a', 'href'), '#question-1');
    const { missing, sections } = await look(page);
    assert.deepEqual({ missing, sections }, { missing: [], sections: 4 });
    await page.context().close();
  });

  it('shows on paper what is folded away on the screen, and where sources are', async () => {
    const { page } = await open(written(thread));
    await page.emulateMedia({ media: 'print' });
    const address = await page.evaluate(() => {
      const link = document.querySelector('.source a');
      return link && getComputedStyle(link, '::after').content;
    });
    assert.match(address ?? '', /https:\/\/example\.com\/1/);
    const isShown = await page.evaluate(
      () => (document.querySelector('.sources blockquote')?.getBoundingClientRect().height ?? 0) > 0,
    );
    assert.ok(isShown);
    await page.context().close();
  });

  it('is made of nothing but its own elements, whatever the texts are, and links byte for byte', async () => {
    const { page, complaints } = await open('');
    await fc.assert(
      fc.asyncProperty(hostileThreads, async (hostile) => {
        await page.setContent(written(hostile));
        const seen = await look(page);
        for (const name of seen.elements) assert.match(name, elements);
        for (const name of seen.attributes) assert.match(name, attributes);
        for (const url of seen.links) assert.ok(isOpenable(url), url);
        assert.deepEqual(seen.missing, []);
        assert.equal(seen.sections, hostile.turns.size);
        const known = new Set(
          [...hostile.turns.values()].flatMap(({ attempt: { condition } }) =>
            condition.state === 'answered' ? writing.sourcesOf(condition.answer).sources.map(({ url }) => url) : [],
          ),
        );
        for (const url of seen.sources) assert.ok(known.has(url), url);
      }),
      { numRuns: 150 },
    );
    assert.deepEqual(complaints, []);
    await page.context().close();
  });
});
