import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { FakeClock } from '../fakeClock';
import {
  answerFrom,
  chunk,
  data,
  doneMark,
  facts,
  inShort,
  lastChunk,
  quickFollowUp,
  quickQuestion,
} from './chatFixtures';
import { apiFor, apiKey, envelope, goOn, interactionId, KeptLog, textOutput } from './fixtures';
import { json, reset, type Script, ScriptedServer, silence, stream, text } from './scriptedServer';

const norway = [data(chunk('Norway ')), data(chunk('won 18 ')), data(chunk('gold medals [1].'))];
const complete = {
  ok: true,
  value: { answer: { type: 'text', text: textOutput.content, basis: textOutput.basis }, interactionId },
};

/** Opens a stream and hands its response to the test. */
function opened(beginning = ''): { readonly script: Script; readonly response: Promise<ServerResponse> } {
  let open: (response: ServerResponse) => void;
  const response = new Promise<ServerResponse>((resolve) => (open = resolve));
  const script: Script = (_request, answer) => {
    answer.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    answer.write(`: hello\n\n${beginning}`, () => open(answer));
  };
  return { script, response };
}

describe('parallel: a quick answer', () => {
  let server: ScriptedServer;

  beforeEach(async () => {
    server = await ScriptedServer.start();
  });

  afterEach(() => server.stop());

  it('is asked for once, with what was said before and the interaction', async () => {
    server.answer = stream(...norway, lastChunk, doneMark);
    const messages = [
      { role: 'user', text: 'Who won?' },
      { role: 'assistant', text: 'Norway.' },
      { role: 'user', text: 'How many?' },
    ] as const;
    const told = await answerFrom(server.url, { ...quickFollowUp, messages });
    assert.equal(inShort(told), 'complete');
    assert.equal(server.requests.length, 1);
    const [request] = server.requests;
    assert.equal(`${request?.method} ${request?.url}`, 'POST /v1beta/chat/completions');
    assert.equal(request?.headers['x-api-key'], apiKey);
    assert.match(request?.headers.accept ?? '', /^text\/event-stream/);
    assert.deepEqual(JSON.parse(request?.body ?? ''), {
      model: 'lite',
      messages: messages.map(({ role, text: content }) => ({ role, content })),
      stream: true,
      previous_interaction_id: interactionId,
    });
    await answerFrom(server.url, quickQuestion);
    assert.ok(!('previous_interaction_id' in (JSON.parse(server.requests[1]?.body ?? '') as object)));
  });

  it('is told piece by piece, in order, while it arrives', async () => {
    const { script, response } = opened(norway[0]);
    server.answer = script;
    const pieces: string[] = [];
    let hear = (): void => undefined;
    const heard = (): Promise<void> => new Promise((resolve) => (hear = resolve));
    const first = heard();
    const outcome = apiFor(server.url).answer(
      quickQuestion,
      (piece) => {
        pieces.push(piece);
        hear();
      },
      goOn(),
    );
    await first;
    assert.deepEqual(pieces, ['Norway ']);
    const second = heard();
    const answer = await response;
    answer.write(norway[1]);
    await second;
    assert.deepEqual(pieces, ['Norway ', 'won 18 ']);
    answer.end([norway[2], lastChunk, doneMark].join(''));
    assert.deepEqual(await outcome, complete);
    assert.equal(pieces.join(''), textOutput.content);
  });

  describe('is complete', () => {
    const ends: readonly (readonly [string, readonly string[]])[] = [
      ['with its mark', [...norway, lastChunk, doneMark]],
      ['without its mark after the text was finished', [...norway, lastChunk]],
      ['with a mark alone', [...norway, data(chunk('', facts)), doneMark]],
      [
        'with basis and interaction in the first chunk',
        [data(chunk('', facts)), ...norway, data(chunk(null, {}, 'stop'))],
      ],
      [
        'with a basis after the text',
        [...norway, data(chunk(null, {}, 'stop')), data({ choices: [], ...facts }), doneMark],
      ],
      [
        'with null, missing and odd members',
        [data({ choices: null, basis: 7 }), ...norway, data({}), lastChunk, doneMark],
      ],
      [
        'when chunks have names and other events stand between',
        [
          `event: ping\ndata: x\n\n`,
          ...norway.map((frame) => `event: chat.completion.chunk\n${frame}`),
          lastChunk,
          doneMark,
        ],
      ],
      [
        'when the whole text is repeated at the end',
        [
          ...norway,
          data({
            ...chunk(null, facts, 'stop'),
            choices: [{ message: { content: textOutput.content }, finish_reason: 'stop' }],
          }),
          doneMark,
        ],
      ],
      [
        'when the text comes in messages',
        [
          data({
            choices: [{ message: { role: 'assistant', content: textOutput.content }, finish_reason: 'stop' }],
            ...facts,
          }),
          doneMark,
        ],
      ],
    ];
    for (const [what, frames] of ends) {
      it(what, async () => {
        server.answer = stream(...frames);
        const { outcome, text: told } = await answerFrom(server.url);
        assert.deepEqual(outcome, complete);
        assert.equal(told, textOutput.content);
      });
    }

    it('when it comes whole, as JSON', async () => {
      const message = { role: 'assistant', content: textOutput.content };
      server.answer = json(200, { object: 'chat.completion', choices: [{ message, finish_reason: 'stop' }], ...facts });
      const { outcome, pieces } = await answerFrom(server.url);
      assert.deepEqual(outcome, complete);
      assert.deepEqual(pieces, [textOutput.content]);
    });

    it('when its content type is wrong', async () => {
      server.answer = text(200, [...norway, lastChunk, doneMark].join(''), { 'content-type': 'text/html' });
      assert.deepEqual((await answerFrom(server.url)).outcome, complete);
    });

    it('without interaction and basis, as the API gives none on `speed`', async () => {
      server.answer = stream(...norway, data(chunk(null, {}, 'stop')), doneMark);
      const { outcome } = await answerFrom(server.url, { ...quickQuestion, model: 'speed' });
      assert.deepEqual(outcome, {
        ok: true,
        value: { answer: { type: 'text', text: textOutput.content, basis: [] }, interactionId: null },
      });
    });

    it('when its text is JSON, which stays text', async () => {
      server.answer = stream(data(chunk('{"country": "Norway"}')), lastChunk, doneMark);
      const { outcome } = await answerFrom(server.url);
      assert.ok(outcome.ok && outcome.value.answer.type === 'text');
      assert.equal(outcome.value.answer.text, '{"country": "Norway"}');
    });
  });

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
        assert.equal(inShort(await answerFrom(server.url)), `lost: HTTP ${status}: Out of order. (reference ref-7)`);
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

  it('is waited for a moment after its text is finished, and counts without what follows', async () => {
    const { script } = opened([...norway, lastChunk].join(''));
    server.answer = script;
    const clock = new FakeClock();
    const told = await clock.passWhile(answerFrom(server.url, quickQuestion, { clock }));
    assert.deepEqual(told.outcome, complete);
    assert.equal(clock.pending, 0);
  });

  it('is given up when its connection falls silent in its middle', async () => {
    const { script } = opened(norway.join(''));
    server.answer = script;
    const clock = new FakeClock();
    const told = await clock.passWhile(answerFrom(server.url, quickQuestion, { clock }));
    assert.match(inShort(told), /^lost: (Nothing more came within 60|No answer came within 360) seconds\.$/);
    assert.equal(clock.pending, 0);
  });

  it('ends at once when it is stopped: before, while it is awaited, and in its middle', async () => {
    const before = new AbortController();
    before.abort();
    assert.equal(inShort(await answerFrom(server.url, quickQuestion, {}, before.signal)), 'lost: stopped');
    assert.equal(server.requests.length, 0);

    server.answer = silence;
    const awaited = new AbortController();
    const first = answerFrom(server.url, quickQuestion, {}, awaited.signal);
    await server.received(1);
    awaited.abort();
    assert.equal(inShort(await first), 'lost: stopped');

    const { script, response } = opened();
    server.answer = script;
    const middle = new AbortController();
    const pieces: string[] = [];
    const second = apiFor(server.url).answer(
      quickQuestion,
      (piece) => {
        pieces.push(piece);
        middle.abort();
      },
      middle.signal,
    );
    const answer = await response;
    const closed = new Promise((resolve) => answer.on('close', resolve));
    answer.write(norway.join(''));
    assert.deepEqual(await second, { ok: false, failure: { kind: 'lost', detail: null } });
    assert.deepEqual(pieces, ['Norway ']);
    await closed;
  });

  it('keeps the key out of its text, however it is cut, out of its basis, its errors and the log', async () => {
    const said = `The key is ${apiKey}, and not ${apiKey.slice(0, 12)}.`;
    const expected = `The key is [API key], and not ${apiKey.slice(0, 12)}.`;
    const basis = [{ field: 'output', reasoning: `Said ${apiKey}`, citations: [] }];
    for (const size of [1, 3, 7, 20, 41, 200]) {
      const pieces = said.match(new RegExp(`.{1,${size}}`, 'g')) ?? [];
      server.answer = stream(
        ...pieces.map((piece) => data(chunk(piece))),
        data(chunk(null, { basis }, 'stop')),
        doneMark,
      );
      const log = new KeptLog();
      const told = await answerFrom(server.url, quickQuestion, { log });
      assert.ok(told.outcome.ok && told.outcome.value.answer.type === 'text');
      assert.equal(told.outcome.value.answer.text, expected);
      assert.equal(told.text, expected);
      assert.ok(!JSON.stringify([told, log.lines]).includes(apiKey), String(size));
    }
    server.answer = stream(data(chunk(`It is ${apiKey.slice(0, -1)}`)));
    const broken = await answerFrom(server.url);
    assert.equal(broken.text, 'It is ');
    server.answer = stream(data({ error: { message: `Wrong key ${apiKey}` } }));
    assert.equal(inShort(await answerFrom(server.url)), 'lost: Wrong key [API key]');
  });
});
