import assert from 'node:assert/strict';
import fc from 'fast-check';
import { systemClock } from '../../../src/base/clock';
import type { InteractionId } from '../../../src/research/thread/ids';
import type { FaultRuleInput } from '../../emulator/faults/faultRule';
import { FakeClock } from '../fakeClock';
import { emulators, guideQuestions } from '../emulator/harness';
import {
  answerAsTimePasses,
  answerFrom,
  chunk,
  data,
  doneMark,
  facts,
  inShort,
  lastChunk,
  quickQuestion,
  type Told,
} from './chatFixtures';
import { apiFor, goOn, question, textOutput } from './fixtures';

const utf8 = new TextEncoder();

/** Puts a fetch in the place of the system's whose answer is a stream of these bytes, in pieces, and how it ends. */
async function answerOf(pieces: readonly Uint8Array[], end: 'close' | 'break', json = false): Promise<Told> {
  const { fetch } = globalThis;
  globalThis.fetch = () => {
    const waiting = [...pieces];
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        const next = waiting.shift();
        if (next) controller.enqueue(next);
        else if (end === 'close') controller.close();
        else controller.error(new TypeError('terminated'));
      },
    });
    const type = json ? 'application/json' : 'text/event-stream';
    return Promise.resolve(new Response(body, { headers: { 'content-type': type } }));
  };
  try {
    return await answerFrom('http://127.0.0.1:9');
  } finally {
    globalThis.fetch = fetch;
  }
}

const piecesOf = (text: string, size: number): string[] =>
  Array.from(text.match(new RegExp(`[^]{1,${size}}`, 'gu')) ?? []);
const said =
  'Norway won 18 gold medals – “more” than 🇺🇸 [1].\n\n## References\n\n1. *Médailles*. https://example.com/ü';
const whole = utf8.encode(
  [': hi\n\n', data(chunk('')), ...piecesOf(said, 9).map((piece) => data(chunk(piece))), lastChunk, doneMark].join(''),
);
/** From here on the text is finished. */
const finished = new TextDecoder().decode(whole).indexOf(lastChunk);
const finishedBytes = utf8.encode(new TextDecoder().decode(whole).slice(0, finished) + lastChunk).byteLength;

function cut(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [...new Set(cuts.map((place) => place % (bytes.length + 1)))].sort((left, right) => left - right);
  return [0, ...places].map((start, index) => bytes.subarray(start, places[index] ?? bytes.length));
}

describe('parallel: the stream of a quick answer', () => {
  it('gives the same answer however it is cut into pieces', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(), { maxLength: 60 }), async (cuts) => {
        const told = await answerOf(cut(whole, cuts), 'close');
        assert.equal(inShort(told), 'complete');
        assert.equal(told.text, said);
      }),
      { numRuns: 200 },
    );
  });

  it('gives a beginning of the text and is lost where it ends early, at every byte, or is whole', async () => {
    for (let length = 0; length <= whole.byteLength; length += 1) {
      for (const end of ['close', 'break'] as const) {
        const told = await answerOf(cut(whole.subarray(0, length), [length >> 1]), end);
        assert.ok(said.startsWith(told.text), `${length} bytes`);
        assert.equal(told.outcome.ok, length >= finishedBytes, `${length} bytes, ${end}: ${inShort(told)}`);
        if (told.outcome.ok) assert.equal(told.text, said);
      }
    }
  }).timeout(60_000);

  it('reads bytes of any kind without failing, and then counts as lost or complete', async () => {
    const anyFrame = fc.oneof(
      fc.constantFrom(
        data(chunk('Norway ')),
        lastChunk,
        doneMark,
        ': c\n\n',
        'data\n\n',
        'event: error\n\n',
        'retry: x\n',
      ),
      fc.json().map((json) => `data: ${json}\n\n`),
      fc.record({ choices: fc.anything(), basis: fc.anything(), interaction_id: fc.anything() }).map(data),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(anyFrame, { maxLength: 12 }), fc.boolean(), async (frames, json) => {
        const { outcome, text } = await answerOf([utf8.encode(frames.join(''))], 'close', json);
        if (!outcome.ok) return;
        assert.ok(outcome.value.answer.type === 'text');
        assert.equal(outcome.value.answer.text, text);
      }),
      { numRuns: 300 },
    );
  });

  it('lets others run while a huge chunk is read', async () => {
    let longest = 0;
    let last = performance.now();
    const watch = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 1);
    const huge = data({ object: 'chat.completion.chunk', choices: [], page: 'x'.repeat(10 * 1024 * 1024) });
    const bytes = utf8.encode([data(chunk('Norway.')), huge, lastChunk, doneMark].join(''));
    const told = await answerOf(
      cut(
        bytes,
        Array.from({ length: 160 }, (_, place) => place * 65_536),
      ),
      'close',
    );
    clearInterval(watch);
    assert.equal(inShort(told), 'complete');
    // Parsing it takes a few dozen milliseconds at once; reading it byte by byte at a stretch would take far longer.
    assert.ok(longest < 1_000, `${Math.round(longest)} ms`);
  });

  describe('of the emulator', () => {
    const emulator = emulators();
    const chat = { method: 'POST', path: '/v1beta/chat/completions' };
    const asked = { ...quickQuestion, messages: [{ role: 'user', text: guideQuestions[0] }] } as const;

    async function answerWith(fault: FaultRuleInput['fault'] | null, clock = systemClock): Promise<Told> {
      const service = await emulator({ ...(fault && { faults: [{ match: chat, fault }] }) });
      return answerFrom(service.url, asked, { clock });
    }

    it('is a whole answer with its basis, wherever the basis stands', async () => {
      for (const chatFacts of ['last', 'first', 'every'] as const) {
        const service = await emulator({ forms: { chatFacts } });
        const { outcome, pieces } = await answerFrom(service.url, asked);
        assert.ok(outcome.ok && outcome.value.answer.type === 'text');
        assert.match(outcome.value.answer.text, /^Norway won the most gold medals .*\[1\]/);
        assert.equal(outcome.value.answer.text, pieces.join(''));
        assert.ok(pieces.length > 5);
        assert.match(outcome.value.answer.basis[0]?.citations[0]?.url ?? '', /^https:/);
        assert.match(outcome.value.interactionId ?? '', /^interaction_/);
      }
    });

    const ends: readonly (readonly [FaultRuleInput['fault'], RegExp])[] = [
      [{ kind: 'reset-mid-body', afterBytes: 1_500 }, /^lost: /],
      [{ kind: 'clean-close', afterFrames: 4 }, /^lost: The answer ended before/],
      [{ kind: 'truncated-last-frame' }, /^complete$/],
      [{ kind: 'malformed-frame', afterFrames: 3 }, /^lost: A part of the answer could not be read/],
      [{ kind: 'empty-data', afterFrames: 3 }, /^complete$/],
      [{ kind: 'error-event', afterFrames: 4 }, /^lost: Fault on request/],
      [{ kind: 'error-event', afterFrames: 1 }, /^lost: Fault on request/],
      [{ kind: 'error-event', afterFrames: 1, status: 402 }, /^refused: noCredit$/],
      [{ kind: 'huge-event', afterFrames: 3, megabytes: 10 }, /^complete$/],
      [{ kind: 'slow-drip', bytesPerSecond: 20_000 }, /^complete$/],
      [{ kind: 'wrong-content-type' }, /^complete$/],
      [{ kind: 'reset-before-reading' }, /^lost: /],
      [{ kind: 'reset-after-accepting' }, /^lost: /],
      [{ kind: 'status', status: 402 }, /^refused: noCredit$/],
      [{ kind: 'status', status: 403 }, /^refused: processorRefused$/],
      [{ kind: 'status', status: 422, style: 'fastapi' }, /^refused: invalidRequest$/],
      [{ kind: 'status', status: 429, style: 'openai' }, /^refused: rateLimited$/],
      [{ kind: 'status', status: 502, style: 'html' }, /^lost: HTTP 502/],
      [{ kind: 'redirect', origin: 'http://127.0.0.1:9' }, /^refused: unreachable$/],
    ];
    for (const [fault, end] of ends) {
      it(`with the fault ${JSON.stringify(fault)} is ${end.source}`, async () => {
        const usual = await answerWith(null);
        const told = await answerWith(fault);
        assert.match(inShort(told), end);
        assert.ok(usual.text.startsWith(told.text));
      });
    }

    it('that hangs in its middle is lost, with what had come', async () => {
      const clock = new FakeClock();
      const service = await emulator({
        faults: [{ match: chat, fault: { kind: 'hang-mid-body', afterBytes: 2_000 } }],
      });
      const told = await answerAsTimePasses(service.url, asked, clock);
      assert.match(inShort(told), /^lost: .* came within \d+ seconds\.$/);
    });

    it('is refused where interactions are, and without one is not', async () => {
      const service = await emulator({ zeroDataRetention: true });
      const previousInteractionId = 'trun_0123456789abcdef0123456789abcdef' as InteractionId;
      const told = await answerFrom(service.url, { ...asked, previousInteractionId });
      assert.equal(inShort(told), 'refused: contextRefused');
      assert.equal(inShort(await answerFrom(service.url, asked)), 'complete');
    });

    it('and a run build on each other, in either order', async () => {
      const service = await emulator();
      const api = apiFor(service.url, { clock: systemClock });
      const first = await api.create({ ...question, input: guideQuestions[0], processor: 'lite' }, goOn());
      assert.ok(first.ok);
      await api.result(first.value.runId, goOn());
      const second = await answerFrom(service.url, {
        ...quickQuestion,
        messages: [{ role: 'user', text: guideQuestions[1] }],
        previousInteractionId: first.value.interactionId,
      });
      assert.ok(second.outcome.ok);
      assert.match(second.text, /^Norway won 41 medals in total/);
      const previousInteractionId = second.outcome.value.interactionId;
      assert.ok(previousInteractionId);
      const input = guideQuestions[2];
      const third = await api.create({ ...question, input, processor: 'base', previousInteractionId }, goOn());
      assert.ok(third.ok);
      const result = await api.result(third.value.runId, goOn());
      assert.ok(result.ok && result.value.kind === 'completed' && result.value.answer?.type === 'text');
      assert.match(result.value.answer.text, /Norway[^]*United States/);
      const sent = service.requests
        .filter(({ method }) => method === 'POST')
        .map(({ body }) => body as { previous_interaction_id?: string });
      assert.deepEqual(
        sent.map((body) => body.previous_interaction_id),
        [undefined, first.value.interactionId, previousInteractionId],
      );
    });
  });

  it('takes the basis and the interaction that were given last, not those that are empty', async () => {
    const frames = [
      data(chunk('Norway.', facts)),
      data(chunk(null, { basis: null, interaction_id: '' }, 'stop')),
      doneMark,
    ];
    const { outcome } = await answerOf([utf8.encode(frames.join(''))], 'close');
    assert.ok(outcome.ok);
    assert.deepEqual(outcome.value.answer.basis, textOutput.basis);
    assert.equal(outcome.value.interactionId, facts.interaction_id);
  });
});
