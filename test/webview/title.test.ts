import assert from 'node:assert/strict';
import { chatView, olympicsAnswer, turnView } from './builders';
import type { ChatPage } from './chatPage';
import { ChatSuite } from './chatSuite';

const question = 'How do heat pumps work in winter?';
const paragraphs = Array.from({ length: 40 }, (_, index) => `Paragraph ${index} says how heat is moved.`).join('\n\n');
const report = turnView({
  question,
  condition: olympicsAnswer({ body: `# How do heat pumps work in winter\n\n${paragraphs}` }),
});

describe('a question that is the title of its thread and the heading of its report', () => {
  const suite = new ChatSuite();

  async function open(title: string): Promise<ChatPage> {
    const chat = await suite.open({ viewport: { width: 300, height: 700 } });
    await chat.show({ ...chatView([report]), thread: { id: `thread ${title}`, title } });
    return chat;
  }

  const scrollTo = (chat: ChatPage, place: number): Promise<void> =>
    chat.page.locator('.scroller').evaluate((scroller, top) => scroller.scrollTo(0, top), place);
  /** How far to scroll until one pixel of the question is left. */
  const bottomOfQuestion = (chat: ChatPage): Promise<number> =>
    chat.page
      .locator('.scroller')
      .evaluate(
        (scroller) =>
          (scroller.querySelector('.question')?.getBoundingClientRect().bottom ?? 0) -
          scroller.getBoundingClientRect().top -
          1,
      );
  const topOf = (chat: ChatPage, text: string): Promise<number> =>
    chat.page.getByText(text).evaluate((element) => Math.round(element.getBoundingClientRect().top));
  const isBarShown = (chat: ChatPage): Promise<boolean> =>
    chat.page
      .locator('.title')
      .count()
      .then((count) => count > 0);

  it('is shown once', async () => {
    const chat = await open(question);
    assert.equal(await isBarShown(chat), false);
    assert.equal(await chat.page.locator('.markdown').getByRole('heading').count(), 0);
    // A screen reader finds the thread's title all the same.
    await chat.page.getByRole('heading', { level: 1, name: question }).waitFor();
  });

  it('comes into the bar when it has scrolled away, and nothing else moves', async () => {
    const chat = await open(question);
    // The last pixel of the question is still in sight: the bar comes with the next step, and not while this is measured.
    await scrollTo(chat, await bottomOfQuestion(chat));
    await chat.settle();
    assert.equal(await isBarShown(chat), false);
    const before = await topOf(chat, 'Paragraph 5 ');
    await chat.page.locator('.scroller').evaluate((scroller) => scroller.scrollBy(0, 10));
    await chat.page.locator('.title').waitFor();
    await chat.settle();
    assert.ok(Math.abs((await topOf(chat, 'Paragraph 5 ')) - (before - 10)) <= 1);
    await scrollTo(chat, 0);
    await chat.page.locator('.title').waitFor({ state: 'detached' });
  });

  it('is shown once in the thread that is opened next, too, which asks the same', async () => {
    const chat = await open(question);
    await scrollTo(chat, 700);
    await chat.page.locator('.title').waitFor();
    const again = { ...report, id: 'again' };
    await chat.show({ ...chatView([again]), thread: { id: 'another', title: question } });
    await scrollTo(chat, 0);
    await chat.page.locator('.title').waitFor({ state: 'detached' });
    await scrollTo(chat, 700);
    await chat.page.locator('.title').waitFor();
  });

  it('does not take the place of a name that the thread was given', async () => {
    const chat = await open('Heat pumps');
    assert.equal(await isBarShown(chat), true);
  });
});
