import assert from 'node:assert/strict';
import { FakeClock } from '../fakeClock';
import {
  answerFrom,
  chunk,
  data,
  doneMark,
  inShort,
  lastChunk,
  norway,
  quickFollowUp,
  quickQuestion,
} from './chatFixtures';
import { envelope, textOutput } from './fixtures';
import { json, reset, ScriptedServer, silence, stream, text } from './scriptedServer';

describe('parallel: a quick answer that does not come', () => {
  let server: ScriptedServer;

  beforeEach(async () => {
    server = await ScriptedServer.start();
  });

  afterEach(() => server.stop());

  describe('is lost', () => {
    const ends: readonly (readonly [string, readonly string[], RegExp])[] = [
      ['when its stream ends in the middle', norway, /^The answer ended before it was complete\.$/],
      ['when nothing came', [], /^The answer ended before/],
      ['when a part of it cannot be read', [...norway, 'data: {"choi\n\n', lastChunk, doneMark], /could not be read/],
      [
        'when the API reports an error after words',
        [...norway, data({ error: { message: 'Overloaded.', ref_id: 'r-1' } })],
        /^Overloaded\. \(reference r-1\)$/,
      ],
      ['when an error without a status comes first', [data({ error: { message: 'Overloaded.' } })], /^Overloaded\.$/],
      [
        'when an error with a status comes after words',
        [...norway, data({ error: { message: 'No.', code: 402 } })],
        /^No\.$/,
      ],
      ['when an error of the server comes first', [data({ error: { message: 'Out.', status: 503 } })], /Out\./],
      ['when an error is named and in words only', ['event: error\ndata: "Broken"\n\n', doneMark], /./],
      ['when it is empty', [lastChunk, doneMark], /^The API gave an empty answer\.$/],
      ['when its lines mean nothing', ['x\n'.repeat(3000)], /^More than 1000 lines/],
    ];
    for (const [what, frames, detail] of ends) {
      it(what, async () => {
        server.answer = stream(...frames);
        const told = await answerFrom(server.url);
        assert.match(inShort(told), /^lost: /);
        assert.match(inShort(told).slice(6), detail);
        assert.ok(textOutput.content.startsWith(told.text));
      });
    }

    it('when what comes is a page', async () => {
      server.answer = text(200, '<html>Log in</html>\n\n', { 'content-type': 'text/html' });
      assert.equal(inShort(await answerFrom(server.url)), 'lost: This is no answer but text/html.');
    });

    it('when JSON breaks off or says nothing', async () => {
      server.answer = text(200, '{"choices": [', { 'content-type': 'application/json' });
      assert.match(inShort(await answerFrom(server.url)), /^lost: A part of the answer could not be read/);
      server.answer = json(200, {});
      assert.equal(inShort(await answerFrom(server.url)), 'lost: The API gave an empty answer.');
    });

    for (const status of [500, 502, 503, 504]) {
      it(`with status ${status}, which does not say whether it was taken`, async () => {
        server.answer = json(status, envelope('Out of order.', 'ref-7'));
        const told = await answerFrom(server.url);
        assert.equal(inShort(told), `lost: HTTP ${status}: Out of order. (reference ref-7)`);
        assert(!told.outcome.ok && told.outcome.failure.kind === 'lost');
        assert.equal(told.outcome.failure.status, status);
        assert.equal(server.requests.length, 1);
      });
    }

    it('when the connection breaks before an answer', async () => {
      server.answer = reset;
      assert.match(inShort(await answerFrom(server.url)), /^lost: .*ECONNRESET/);
    });

    it('when no answer comes within six minutes', async () => {
      server.answer = silence;
      const clock = new FakeClock();
      const told = answerFrom(server.url, quickQuestion, { clock });
      await server.received(1);
      await clock.advance(360_000);
      assert.equal(inShort(await told), 'lost: No complete answer within 360 seconds.');
      assert.equal(clock.pending, 0);
    });
  });

  describe('is refused for certain', () => {
    for (const [status, reason] of [
      [401, 'keyRefused'],
      [402, 'noCredit'],
      [403, 'processorRefused'],
      [422, 'invalidRequest'],
      [429, 'rateLimited'],
    ] as const) {
      it(`with status ${status}: ${reason}`, async () => {
        server.answer = json(status, envelope('Because.', 'ref-1'), { 'retry-after': '7' });
        const { outcome, pieces } = await answerFrom(server.url);
        const failure = { reason, detail: 'Because.', reference: 'ref-1', retryAfterSeconds: 7 };
        assert.deepEqual(outcome, { ok: false, failure: { kind: 'refused', failure } });
        assert.deepEqual(pieces, []);
      });

      it(`with an error that names status ${status} before the first word: ${reason}`, async () => {
        server.answer = stream(data(chunk('')), data({ error: { message: 'Because.', ref_id: 'ref-1', status } }));
        assert.equal(inShort(await answerFrom(server.url)), `refused: ${reason}`);
        server.answer = json(200, { error: { message: 'Because.', code: status } });
        assert.equal(inShort(await answerFrom(server.url)), `refused: ${reason}`);
      });
    }

    it('by a context that the API does not take', async () => {
      for (const message of ['Invalid interaction id: no', 'Not available to accounts with zero data retention']) {
        server.answer = json(422, envelope(message));
        assert.equal(inShort(await answerFrom(server.url, quickFollowUp)), 'refused: contextRefused');
        server.answer = stream(data({ error: { message } }));
        assert.equal(inShort(await answerFrom(server.url, quickFollowUp)), 'refused: contextRefused');
      }
    });

    it('without a key, and by a server that nobody runs', async () => {
      const apiKeyMissing = { apiKey: () => Promise.resolve(null) };
      assert.equal(inShort(await answerFrom(server.url, quickQuestion, apiKeyMissing)), 'refused: keyMissing');
      const { url } = server;
      await server.stop();
      assert.equal(inShort(await answerFrom(url)), 'refused: unreachable');
      server = await ScriptedServer.start();
    });
  });
});
