import assert from 'node:assert/strict';
import { chatView, runningView, turnView } from './builders';
import { ChatSuite } from './chatSuite';

describe('what chat and host say to each other', () => {
  const suite = new ChatSuite();

  it('begins with ready, and shows nothing before it is told what', async () => {
    const chat = await suite.open();
    assert.deepEqual(await chat.sent(), [{ type: 'ready' }]);
    assert.equal(await chat.page.locator('.panel').count(), 0);
  });

  it('shows what a snapshot says, and what patches change in it', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView({ condition: runningView() })]));
    await chat.page.getByText('Reading 4 of 12 pages').waitFor();
    await chat.patch(
      { part: 'turn', turn: turnView() },
      { part: 'turn', turn: turnView({ id: 'second', question: 'And who came second?' }) },
      { part: 'order', turnIds: ['turn-gold', 'second'] },
      { part: 'thread', thread: { id: 'thread-olympics', title: 'Renamed' } },
    );
    await chat.page.getByRole('heading', { name: 'And who came second?' }).waitFor();
    await chat.page.getByRole('heading', { name: 'Renamed' }).waitFor();
    assert.equal(await chat.page.getByText('Reading 4 of 12 pages').count(), 0);
  });

  it('asks for everything when a patch is missing, and shows no patch until it has it', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView()]));
    await chat.sendPatch(chat.revision + 2, [{ part: 'thread', thread: { id: 't', title: 'After the gap' } }]);
    await chat.waitForMessage('resync');
    await chat.sendPatch(chat.revision + 3, [{ part: 'thread', thread: { id: 't', title: 'Later still' } }]);
    assert.equal(await chat.page.getByRole('heading', { name: /After the gap|Later still/ }).count(), 0);
    assert.equal((await chat.sent()).filter((message) => message.type === 'resync').length, 1);
    await chat.show({ ...chatView([turnView()]), thread: { id: 't', title: 'Everything' } });
    await chat.page.getByRole('heading', { name: 'Everything' }).waitFor();
  });

  it('asks for everything when an order names a turn that was never told', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView()]));
    await chat.patch({ part: 'order', turnIds: ['turn-gold', 'unknown'] });
    await chat.waitForMessage('resync');
  });

  it('lives through messages that it does not know', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView()]));
    for (const message of [null, 7, 'patch', [], {}, { type: 'later' }, { type: 'snapshot', view: null }]) {
      await chat.send(message);
    }
    await chat.patch({ part: 'thread', thread: { id: 'thread-olympics', title: 'Still there' } });
    await chat.page.getByRole('heading', { name: 'Still there' }).waitFor();
  });

  it('draws a turn again only when it has changed', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView(), turnView({ id: 'second', condition: runningView() })]));
    const first = chat.page.locator('[data-turn="turn-gold"] .markdown p').first();
    await first.evaluate((paragraph) => paragraph.append('(marked by the test)'));
    await chat.patch({ part: 'turn', turn: turnView({ id: 'second' }) });
    await chat.show(chatView([turnView(), turnView({ id: 'second' })]));
    await chat.page.getByText('(marked by the test)').waitFor();
  });

  it('names the turn and the source in requests, never a URL or a text', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView()]));
    await chat.page.getByRole('button', { name: 'Insert', exact: true }).click();
    await chat.page.getByRole('button', { name: 'Copy', exact: true }).click();
    await chat.page.getByRole('button', { name: 'Branch', exact: true }).click();
    await chat.page.locator('.evidence-line').click();
    await chat.page.getByRole('button', { name: 'Insert citation 2' }).click();
    await chat.page.getByRole('button', { name: 'Copy citation 2' }).click();
    assert.deepEqual(
      (await chat.requests()).map(({ request }) => request),
      [
        { kind: 'insertAnswer', turnId: 'turn-gold' },
        { kind: 'copyAnswer', turnId: 'turn-gold' },
        { kind: 'branch', turnId: 'turn-gold' },
        { kind: 'insertCitation', turnId: 'turn-gold', source: 2 },
        { kind: 'copyCitation', turnId: 'turn-gold', source: 2 },
      ],
    );
  });

  it('says into which document an answer goes', async () => {
    const chat = await suite.open();
    await chat.show({ ...chatView([turnView()]), insertTarget: 'notes.md' });
    await chat.page.getByRole('button', { name: 'Insert into notes.md', exact: true }).waitFor();
    await chat.patch({ part: 'insertTarget', name: 'other.md' });
    await chat.page.getByRole('button', { name: 'Insert into other.md', exact: true }).waitFor();
    await chat.patch({ part: 'insertTarget', name: null });
    await chat.page.getByRole('button', { name: 'Insert', exact: true }).waitFor();
  });

  it('sends a request once while it is pending, and says what the host said when it refuses', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView()]));
    const insert = chat.page.getByRole('button', { name: 'Insert', exact: true });
    await insert.click();
    await insert.click();
    const [request, ...more] = await chat.requests();
    assert.ok(request);
    assert.deepEqual(more, []);
    await chat.respond(request.id, { kind: 'refused', message: 'No editor is open.' });
    await chat.page.locator('.actions').getByText('No editor is open.').waitFor();
    await insert.click();
    assert.equal((await chat.requests()).length, 2);
  });

  it('recovers when the host does not answer', async () => {
    const chat = await suite.open();
    await chat.page.clock.install();
    await chat.show(chatView([turnView()]));
    await chat.page.getByRole('button', { name: 'Copy', exact: true }).click();
    await chat.page.clock.fastForward(15_000);
    await chat.page.locator('.actions').getByText('The extension isn’t responding').waitFor();
    await chat.waitForMessage('resync');
    await chat.page.getByRole('button', { name: 'Copy', exact: true }).click();
    assert.equal((await chat.requests()).length, 2);
  });
});
