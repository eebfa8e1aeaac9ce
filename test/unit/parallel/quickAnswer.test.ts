import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { FakeClock } from '../fakeClock';
import {
  answerAsTimePasses,
  answerFrom,
  chunk,
  data,
  doneMark,
  facts,
  inShort,
  lastChunk,
  norway,
  quickFollowUp,
  quickQuestion,
} from './chatFixtures';
import { apiFor, apiKey, goOn, interactionId, KeptLog, textOutput } from './fixtures';
import { json, type Script, ScriptedServer, silence, stream, text } from './scriptedServer';

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
    assert.ok(request);
    assert.equal(`${request.method} ${request.url}`, 'POST /v1beta/chat/completions');
    assert.equal(request.headers['x-api-key'], apiKey);
    assert.match(request.headers.accept ?? '', /^text\/event-stream/);
    assert.deepEqual(JSON.parse(request.body), {
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

  it('is waited for a moment after its text is finished, and counts without what follows', async () => {
    const { script } = opened([...norway, lastChunk].join(''));
    server.answer = script;
    const clock = new FakeClock();
    const told = await answerAsTimePasses(server.url, quickQuestion, clock);
    assert.deepEqual(told.outcome, complete);
    assert.equal(clock.pending, 0);
  });

  it('is given up when its connection falls silent in its middle', async () => {
    const { script } = opened(norway.join(''));
    server.answer = script;
    const clock = new FakeClock();
    const told = await answerAsTimePasses(server.url, quickQuestion, clock);
    assert.equal(inShort(told), 'lost: Nothing more came within 60 seconds.');
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
    const expected = `The key is ‹API key›, and not ${apiKey.slice(0, 12)}.`;
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
    assert.equal(inShort(await answerFrom(server.url)), 'lost: Wrong key ‹API key›');
  });
});
