import assert from 'node:assert/strict';
import { chatView, turnView } from './builders';
import { ChatSuite } from './chatSuite';
import { longReport } from './longReport';
import { everyRow, mapOf } from './mapBuilders';

/** A chat that has everything to show around its answer. */
const crowded = {
  ...chatView([turnView({ condition: longReport })], {
    spent: 'Today $0.35',
    contextNote: 'Builds on 1 answer',
    service: { host: '127.0.0.1:8787', kind: 'emulator' },
    contexts: ['one', 'two', 'three', 'four'].map((id) => ({ id, title: `docs/notes about ${id}.md:3-9` })),
    aim: { kind: 'branch', question: 'Which country won the most Winter Olympics gold medals in 2026?' },
  }),
  map: mapOf(everyRow),
};

describe('a low panel', () => {
  const suite = new ChatSuite();

  for (const [width, height] of [
    [300, 480],
    [250, 360],
    [300, 240],
    [900, 160],
  ] as const) {
    it(`leaves at least half of its height to the answer, at ${width} by ${height}`, async () => {
      const chat = await suite.open({ viewport: { width, height } });
      await chat.show(crowded);
      await chat.send({ type: 'said', id: 1, sentence: 'Deleted “A thread with a long title”.', button: 'Undo' });
      await chat.question.fill('A line of the question\n'.repeat(12));
      await chat.settle();
      const answer = await chat.page.locator('.scroller').boundingBox();
      assert.ok(answer && answer.height >= height / 2, `${answer?.height} of ${height}`);
      // What is written and how it is sent can be reached all the same.
      await chat.page.getByRole('button', { name: 'Send', exact: true }).click({ trial: true });
      assert.equal(await chat.page.locator('.map:visible, .notice-service:visible, .sending-facts:visible').count(), 0);
      assert.ok((await chat.sideways()).every((distance) => distance === 0));
    });
  }

  it('goes on to say what keeps a question from being sent', async () => {
    const chat = await suite.open({ viewport: { width: 300, height: 360 } });
    await chat.show(chatView([turnView()], { key: 'missing', room: 20 }));
    await chat.question.fill('A question that is longer than there is room for');
    await chat.page.getByText('characters too long').waitFor();
    await chat.page.getByRole('button', { name: 'Enter API Key' }).waitFor();
  });
});
