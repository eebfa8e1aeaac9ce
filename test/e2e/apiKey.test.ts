import assert from 'node:assert/strict';
import { Desk, keepPicturesOfFailures, type Researcher } from './researcher';

describe('The API key', () => {
  let desk: Desk;
  let person: Researcher;

  before(async () => {
    desk = await Desk.set({ apiKey: null });
    person = await desk.sit();
    await person.window.runCommand('Research: Start Research');
  });

  keepPicturesOfFailures(() => person);

  after(async () => {
    await desk.clear();
  });

  it('is asked for before anything can be sent', async () => {
    const chat = await person.chat();
    await chat
      .getByRole('button', { name: /API key/i })
      .first()
      .click();
    await person.enterKey('wrong');
    const question = person.window.modalDialog().filter({ hasText: 'doesn’t accept this API key' });
    await question.getByRole('button', { name: 'Correct Key' }).click();
    await person.enterKey('wrong');
    await question.getByRole('button', { name: 'Keep Key' }).click();
    await person.startResearch();
    assert(desk.emulator.requests.every(({ method }) => method === 'GET'));
  });

  it('is told in the turn when it is not accepted; the question stays and can be sent again with another', async () => {
    await person.ask('Which country won the most Winter Olympics gold medals in 2026?');
    await person.sees('The API key was rejected');
    await person.sees(/nothing is billed/);
    await person.window.runCommand('Research: Set API Key…');
    await person.enterKey('a-better-key');
    const chat = await person.chat();
    await chat
      .getByRole('button', { name: /again|retry/i })
      .first()
      .click();
    await person.sees(/Norway won .*18/);
    assert.equal(desk.createdRuns, 1);
    assert.deepEqual(
      desk.emulator.requests.filter(({ method }) => method === 'POST').map(({ headers }) => headers['x-api-key']),
      ['wrong', 'a-better-key'],
    );
  });

  it('is removed on request', async () => {
    await person.window.runCommand('Research: Remove API Key');
    await person.window.notification('The API key was removed').waitFor();
    await person.window.runCommand('Research: Start Research');
    await person.sees(/API key/i);
  });
});
