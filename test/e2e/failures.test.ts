import assert from 'node:assert/strict';
import type { FaultRuleInput } from '../emulator/faults/faultRule';
import { Desk, keepPicturesOfFailures, type Researcher } from './researcher';

const create = { method: 'POST', path: '/v1/tasks/runs' };
const status = (code: number, message: string): FaultRuleInput => ({
  match: create,
  fault: { kind: 'status', status: code, message },
});

/** What can go wrong, what the turn says of it, and whether a run was started that is paid for. */
const failures: readonly {
  readonly what: string;
  readonly rule: FaultRuleInput;
  readonly says: readonly RegExp[];
  readonly server: string | null;
}[] = [
  {
    what: 'too little credit',
    rule: status(402, 'No credit left'),
    says: [/Not enough credit/, /nothing is billed/i],
    server: 'No credit left',
  },
  {
    what: 'a refused processor',
    rule: status(403, 'Not for you'),
    says: [/processor isn’t available/],
    server: 'Not for you',
  },
  { what: 'too many requests', rule: status(429, 'Slow down'), says: [/Too many requests/], server: 'Slow down' },
  {
    what: 'a question that is refused',
    rule: status(422, 'Too odd'),
    says: [/question was not accepted/],
    server: 'Too odd',
  },
  {
    what: 'a server that is out of order',
    rule: status(500, 'Out of order'),
    says: [/The server reported an error \(HTTP 500\)/, /may have started all the same and may be billed/],
    server: 'Out of order',
  },
  {
    what: 'a failed run',
    rule: { match: create, fault: { kind: 'run-fails', message: 'The web was closed' } },
    says: [/The run failed/, /not billed/],
    server: 'The web was closed',
  },
  {
    what: 'a connection that breaks while the question is sent',
    rule: { match: create, fault: { kind: 'reset-after-accepting' } },
    says: [/not certain that the question arrived/, /may be billed/],
    server: null,
  },
];

describe('What goes wrong is told in its turn', () => {
  let desk: Desk;
  let person: Researcher;

  before(async () => {
    desk = await Desk.set();
    person = await desk.sit();
  });

  keepPicturesOfFailures(() => person);

  after(async () => {
    await desk.clear();
  });

  afterEach(() => {
    desk.emulator.faults.clear();
  });

  for (const { what, rule, says, server } of failures) {
    it(`${what}: in plain words, with the question kept, and nothing sent again by itself`, async () => {
      await person.startResearch();
      const before = desk.createRequests.length;
      desk.emulator.faults.set([rule]);
      await person.ask('Which country won the most Winter Olympics gold medals in 2026?');
      for (const text of says) await person.sees(text);
      if (server !== null) {
        await (await person.chat()).getByRole('button', { name: 'Details' }).click();
        await person.sees(server);
      }
      await person.sees('Which country won the most Winter Olympics gold medals in 2026?');
      assert.equal(desk.createRequests.length, before + 1);
    });
  }

  it('sends the question again in place when the person asks for it', async () => {
    await person.startResearch();
    desk.emulator.faults.set([status(402, 'No credit left')]);
    await person.ask('Which country won the most Winter Olympics gold medals in 2026?');
    await person.sees(/Not enough credit/);
    desk.emulator.faults.clear();
    await person.keepPace();
    await (
      await person.chat()
    )
      .getByRole('button', { name: /^Retry/ })
      .first()
      .click();
    await person.seesAnswer(1, /Norway won/);
  });

  it('sends a question once that was refused for now, when that is over and only because the person wished it', async () => {
    await person.startResearch();
    desk.emulator.faults.set([
      { match: { ...create, nth: 1 }, fault: { kind: 'status', status: 429, retryAfter: { seconds: 8, as: 'date' } } },
    ]);
    const before = desk.createRequests.length;
    await person.rest(2);
    await person.ask('Which country won the most Winter Olympics gold medals in 2026?');
    await person.sees(/You can send it again in 0:0\d/);
    await (await person.chat()).getByRole('button', { name: 'Send When Ready for $0.025' }).click();
    await person.sees(/Will be sent in 0:\d\d/);
    assert.equal(desk.createRequests.length, before + 1);
    await person.seesAnswer(1, /Norway won/);
    assert.equal(desk.createRequests.length, before + 2);
  });

  it('asks before it sends a question again that may have arrived', async () => {
    await person.startResearch();
    desk.emulator.faults.set([{ match: { ...create, nth: 1 }, fault: { kind: 'reset-after-accepting' } }]);
    const before = desk.createRequests.length;
    await person.ask('Which country won the most Winter Olympics gold medals in 2026?');
    await person.sees(/not certain that the question arrived/);
    await person.keepPace();
    await (
      await person.chat()
    )
      .getByRole('button', { name: /^Retry/ })
      .first()
      .click();
    const dialog = person.window.modalDialog();
    await dialog.getByText('Send the question again?').waitFor();
    assert.equal(desk.createRequests.length, before + 1);
    await dialog.getByRole('button', { name: 'Send Again' }).click();
    await person.seesAnswer(1, /Norway won/);
    assert.equal(desk.createRequests.length, before + 2);
  });

  it('gets the answer of a run whose event stream breaks again and again', async () => {
    await person.startResearch();
    const events = '/v1/tasks/runs/*/events';
    desk.emulator.faults.set([
      { match: { path: events, nth: 1 }, fault: { kind: 'clean-close', afterFrames: 2 } },
      { match: { path: events, nth: 2 }, fault: { kind: 'status', status: 503, style: 'html' } },
    ]);
    await person.ask('Which country won the most Winter Olympics gold medals in 2026?');
    await person.seesAnswer(1, /Norway won/);
  });

  it('stops watching honestly, and watches again without sending', async () => {
    await person.startResearch();
    desk.emulator.faults.set([{ match: create, fault: { kind: 'run-takes', milliseconds: 12_000 } }]);
    const before = desk.createRequests.length;
    await person.ask('Which country won the most Winter Olympics gold medals in 2026?');
    await (
      await person.chat()
    )
      .getByRole('button', { name: /stop watching/i })
      .first()
      .click();
    await person.sees(/continues and may be billed/);
    await (
      await person.chat()
    )
      .getByRole('button', { name: /watch again/i })
      .first()
      .click();
    await person.seesAnswer(1, /Norway won/);
    assert.equal(desk.createRequests.length, before + 1);
  });
});
