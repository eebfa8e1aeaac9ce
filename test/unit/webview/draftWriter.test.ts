import assert from 'node:assert/strict';
import { ChatConnection } from '../../../webview/state/connection';
import { DraftWriter } from '../../../webview/state/draftWriter';
import { KeptState } from '../../../webview/state/kept';
import { FakeClock } from '../fakeClock';
import { MemoryHost } from './memoryHost';

/** A page of the chat; the next one begins with what this one has kept. */
class Page {
  readonly clock = new FakeClock();
  readonly drafts: DraftWriter;
  readonly #connection: ChatConnection;

  constructor(readonly host = new MemoryHost()) {
    this.#connection = new ChatConnection(host, this.clock);
    this.drafts = new DraftWriter(this.#connection, new KeptState(host), this.clock);
  }

  /** The host has everything safe that it was told up to now. */
  save(): void {
    const serials = this.host.posted.flatMap((message) => (message.type === 'typed' ? [message.serial] : []));
    this.host.say({ type: 'saved', serial: Math.max(...serials) });
  }

  next(): Page {
    return new Page(this.host);
  }

  textOf(place: string, name = place): string {
    this.drafts.open(place, name);
    return this.drafts.text(place);
  }
}

describe('what the page keeps of drafts', () => {
  const pageThatWrote = (text: string): Page => {
    const page = new Page();
    page.drafts.open('new', 'new');
    page.drafts.write('new', text);
    return page;
  };

  it('is nothing that the host has safe within a moment, so that nothing old comes back when it is stored late', async () => {
    const page = pageThatWrote('Half a question');
    const stored = JSON.stringify(page.host.state ?? null);
    page.save();
    await page.clock.advance(10_000);
    assert.doesNotMatch(stored, /Half/);
    assert.equal(page.next().textOf('new'), '');
  });

  it('is what the host does not have safe in time, typed or sent', async () => {
    const typed = pageThatWrote('Half a question');
    await typed.clock.advance(1_000);
    assert.equal(typed.next().textOf('new'), 'Half a question');
    const sent = pageThatWrote('A question');
    sent.drafts.take('new');
    sent.drafts.write('new', 'And then');
    await sent.clock.advance(1_000);
    assert.equal(sent.next().textOf('new'), 'A question\nAnd then');
    sent.drafts.settle('new');
    sent.save();
    assert.equal(sent.next().textOf('new'), '');
  });

  it('belongs to the thread that began in the empty chat, not to the next empty chat', async () => {
    for (const isKeptBefore of [true, false]) {
      const page = pageThatWrote('And then');
      if (isKeptBefore) await page.clock.advance(1_000);
      page.drafts.open('new', 'a-thread');
      await page.clock.advance(1_000);
      const next = page.next();
      assert.equal(next.textOf('new'), '');
      assert.equal(next.textOf('a-thread'), 'And then');
    }
  });

  it('is all that another chat says is written there now, and nothing that was written before', async () => {
    const page = pageThatWrote('Half a question');
    await page.clock.advance(1_000);
    for (const text of ['Half a question, and more', 'Half', '']) {
      page.host.say({ type: 'putText', place: 'new', text, anew: true });
      assert.equal(page.drafts.text('new'), text);
    }
    assert.equal(page.next().textOf('new'), '');
    assert.equal(page.host.posted.filter(({ type }) => type === 'typed').length, 1, 'it is told, and tells nobody');
  });
});
