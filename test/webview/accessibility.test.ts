import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { ChatPage } from './chatPage';
import { ChatSuite } from './chatSuite';
import { type ThemeName, themes } from './chatServer';
import { states } from './states';

const axeSource = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');
const themeNames = Object.keys(themes) as readonly ThemeName[];
const widths = [220, 250, 600] as const;
const height = 720;

/** What axe finds wrong in the chat as it stands, with where. */
async function violations(chat: ChatPage): Promise<readonly string[]> {
  const hasAxe = await chat.page.evaluate(() => 'axe' in window);
  if (!hasAxe) await chat.page.evaluate(axeSource);
  const found = await chat.page.evaluate(async () => {
    const axe = Reflect.get(window, 'axe') as { run(options: RunOptions): Promise<AxeResults> };
    // Describing every element that passes takes longer than all the rules, which are the same without it.
    return (await axe.run({ resultTypes: ['violations'] })).violations;
  });
  return found.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')}\n${node.failureSummary ?? ''}`),
  );
}

/** Opens what is open only on demand. */
const openings: Readonly<Record<string, { readonly state: string; readonly open: (chat: ChatPage) => Promise<void> }>> =
  {
    'the evidence': {
      state: 'answered',
      open: (chat) => chat.page.locator('.evidence-line').click(),
    },
    'the evidence of a report': {
      state: 'report',
      open: (chat) => chat.page.locator('.evidence-line').click(),
    },
    'a citation': {
      state: 'answered',
      open: (chat) => chat.page.locator('.marker').first().click(),
    },
    'the trace': {
      state: 'running',
      open: (chat) => chat.page.locator('.status').click(),
    },
    'the processors': {
      state: 'answered',
      open: (chat) => chat.page.getByRole('combobox', { name: /^Processor/ }).click(),
    },
    'the kinds': {
      state: 'answered',
      open: (chat) => chat.page.getByRole('combobox', { name: /^Kind/ }).click(),
    },
    'the contents': {
      state: 'report',
      open: (chat) => chat.page.getByRole('button', { name: /^Contents/ }).click(),
    },
    'what the server said': {
      state: 'failed',
      open: (chat) => chat.page.getByRole('button', { name: 'Details' }).click(),
    },
  };

describe('accessibility', () => {
  const suite = new ChatSuite();

  for (const [name, view] of Object.entries(states)) {
    // Starting the chat takes longer than drawing it at another width.
    describe(name, () => {
      const chatOfState = suite.openForAll({ viewport: { width: widths[0], height } });

      for (const width of widths) {
        it(`has nothing for axe to complain of: ${name}, ${width} px wide, in every theme`, async () => {
          const chat = chatOfState();
          await chat.page.setViewportSize({ width, height });
          await chat.show(view);
          await checkInEveryTheme(chat);
        });
      }
    });
  }

  for (const width of widths) {
    for (const [name, { state, open }] of Object.entries(openings)) {
      it(`has nothing for axe to complain of: ${name} opened, ${width} px wide, in every theme`, async () => {
        const view = states[state];
        assert.ok(view);
        const chat = await suite.open({ viewport: { width, height } });
        await chat.show(view);
        await open(chat);
        await chat.settle();
        await checkInEveryTheme(chat);
      });
    }
  }
});

async function checkInEveryTheme(chat: ChatPage): Promise<void> {
  // axe passes over what the browser does not lay out because it is out of sight.
  await chat.page.evaluate(() => {
    for (const section of document.querySelectorAll<HTMLElement>('.section'))
      section.style.contentVisibility = 'visible';
  });
  for (const theme of themeNames) {
    await chat.setTheme(theme);
    assert.deepEqual(await violations(chat), [], theme);
  }
}
