import assert from 'node:assert/strict';
import { waitFor } from '../vscode-host/wait';
import { Desk, keepPicturesOfFailures, type Researcher } from './researcher';

const question = 'Which country won the most Winter Olympics gold medals in 2026?';

/** The end of the channel to the extension, as a script that was smuggled into the page would take hold of it. */
declare const takenOver: { postMessage(message: unknown): void };

describe('A page that was taken over', () => {
  let desk: Desk;
  let person: Researcher;

  before(async () => {
    desk = await Desk.set();
    person = await desk.sit();
    await person.window.page.addInitScript(() => {
      Object.defineProperty(globalThis, 'acquireVsCodeApi', {
        configurable: true,
        set: (acquire: () => unknown) => {
          const value = (): unknown => {
            const api = acquire();
            Object.defineProperty(globalThis, 'takenOver', { value: api, configurable: true });
            return api;
          };
          Object.defineProperty(globalThis, 'acquireVsCodeApi', { value, configurable: true });
        },
      });
    });
    await person.window.reload();
    await person.startResearch();
    await person.ask(question);
    await person.seesAnswer(1, /Norway won/);
  });

  keepPicturesOfFailures(() => person);

  after(async () => {
    await desk.clear();
  });

  /** Has the page ask the question of its turn again, so many times at once, in a thread where it was answered. */
  async function flood(times: number): Promise<void> {
    const chat = await person.chat();
    const turnId = await chat.locator('article').first().getAttribute('data-turn');
    assert(turnId);
    await chat.evaluate(
      ([id, count]) => {
        for (let index = 0; index < count; index += 1) {
          takenOver.postMessage({ type: 'request', id: 10_000 + index, request: { kind: 'askAgain', turnId: id } });
        }
      },
      [turnId, times] as const,
    );
  }

  it('sends five questions at most before the person is asked, and none when the person says no', async () => {
    await flood(40);
    const dialog = person.window.modalDialog();
    await dialog.getByText('5 questions were sent within 10 seconds. Send this one for $0.025?').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await waitFor('what was let through', () => Promise.resolve(desk.createdRuns >= 5 ? true : undefined));
    assert(desk.createdRuns <= 6, String(desk.createdRuns));
  });

  it('gets no further by loading itself anew', async () => {
    // Ten seconds may have gone by, so that five more may be let through; thirty is the end of it.
    const before = desk.createdRuns;
    await (await person.chat()).evaluate(() => document.body.setAttribute('data-before', ''));
    await person.window.runCommand('Developer: Reload Webviews');
    await person.window.webviewFrame('body:not([data-before]) article');
    await flood(40);
    const dialog = person.window.modalDialog();
    await dialog.getByText(/questions were sent within/).waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'hidden' });
    assert(desk.createdRuns <= before + 5);
  });
});
