import assert from 'node:assert/strict';
import type { FaultRuleInput } from '../../emulator/faults/faultRule';
import { FakeClock } from '../fakeClock';
import { ask, at, emulators, guideQuestions, type OpenStream, readStream, text, until, untilPending } from './harness';

describe("The emulator's chat completions", () => {
  const emulator = emulators();
  const question = { model: 'base', messages: [{ role: 'user', content: guideQuestions[0] }] };

  it('answer on both paths', async () => {
    const service = await emulator();
    for (const path of ['/v1beta/chat/completions', '/chat/completions']) {
      const { status, body } = await ask(service, 'POST', path, question);
      assert.equal(status, 200);
      assert.equal(at(body, 'object'), 'chat.completion');
      assert.equal(at(body, 'model'), 'base');
      assert.match(text(at(body, 'choices.0.message.content')), /^Norway won the most gold medals .*\[1\]/);
      assert.equal(at(body, 'choices.0.finish_reason'), 'stop');
      assert.match(text(at(body, 'basis.0.citations.0.url')), /^https:/);
      assert.match(text(at(body, 'interaction_id')), /^interaction_[0-9a-f]{32}$/);
    }
  });

  it('have no basis and no markers on the model speed', async () => {
    const service = await emulator();
    const { body } = await ask(service, 'POST', '/v1beta/chat/completions', { ...question, model: 'speed' });
    assert.deepEqual(at(body, 'basis'), []);
    assert.match(text(at(body, 'choices.0.message.content')), /^Norway/);
    assert.doesNotMatch(text(at(body, 'choices.0.message.content')), /\[\d\]/);
  });

  it('come in pieces when they are streamed, with the basis in the last one', async () => {
    const service = await emulator();
    const whole = await ask(service, 'POST', '/v1beta/chat/completions', question);
    const frames = await (await stream(service.url, question)).rest();
    assert.equal(frames.at(-1)?.data, '[DONE]');
    const chunks = frames.slice(0, -1).map(({ data }) => data);
    assert(chunks.length > 5);
    for (const chunk of chunks) assert.equal(at(chunk, 'object'), 'chat.completion.chunk');
    assert.equal(at(chunks[0], 'choices.0.delta.role'), 'assistant');
    const pieces = chunks.map((chunk) => text(at(chunk, 'choices.0.delta.content') ?? ''));
    assert.equal(pieces.join(''), at(whole.body, 'choices.0.message.content'));
    const last = chunks.at(-1);
    assert.equal(at(last, 'choices.0.finish_reason'), 'stop');
    assert.match(text(at(last, 'basis.0.reasoning')), /emulator/);
    assert.match(text(at(last, 'interaction_id')), /^interaction_/);
    assert.deepEqual(
      chunks.slice(0, -1).map((chunk) => [at(chunk, 'interaction_id'), at(chunk, 'basis.length')]),
      chunks.slice(0, -1).map(() => [null, 0]),
    );
  });

  it('take their time: the first word, then the others', async () => {
    const clock = new FakeClock();
    const service = await emulator({ clock, speed: 1 });
    const opening = stream(service.url, { ...question, model: 'speed' });
    await untilPending(clock, 1);
    await clock.advance(4000);
    const answer = await opening;
    await answer.next();
    await clock.advance(4000);
    assert.equal((await answer.rest()).at(-1)?.data, '[DONE]');
  });

  it('are written evenly over their time, so that they can be watched', async () => {
    const clock = new FakeClock();
    const takes = { match: { path: '/v1beta/chat/completions' }, fault: { kind: 'run-takes', milliseconds: 10_000 } };
    const service = await emulator({ clock, speed: 1, faults: [takes as FaultRuleInput] });
    const opening = stream(service.url, question);
    await untilPending(clock, 1);
    await clock.advance(6_000);
    const answer = await opening;
    const frames: unknown[] = [];
    const reading = (async (): Promise<void> => {
      for (let frame = await answer.next(); frame !== null; frame = await answer.next()) frames.push(frame.data);
    })();
    await clock.advance(2_000);
    await until(() => frames.length > 3);
    const half = frames.length;
    await clock.advance(2_100);
    await reading;
    assert(half > frames.length * 0.35 && half < frames.length * 0.65, `${half} of ${frames.length}`);
  });

  it('have basis and interaction in the first chunk or in every one where they are asked for so', async () => {
    for (const chatFacts of ['first', 'every'] as const) {
      const service = await emulator({ forms: { chatFacts } });
      const frames = await (await stream(service.url, question)).rest();
      const facts = frames.slice(0, -1).map(({ data }) => at(data, 'interaction_id') !== null);
      assert.equal(facts[0], true);
      assert.equal(facts.slice(1).every(Boolean), chatFacts === 'every');
    }
  });

  it('spoil their streams with chunks and not with events', async () => {
    for (const kind of ['malformed-frame', 'error-event', 'huge-event'] as const) {
      const fault = {
        kind,
        afterFrames: 2,
        ...(kind === 'huge-event' && { megabytes: 0.1 }),
      } as FaultRuleInput['fault'];
      const service = await emulator({ faults: [{ match: { method: 'POST' }, fault }] });
      const frames = await (await stream(service.url, question)).rest();
      assert.equal(frames[2]?.event, undefined);
      if (kind === 'malformed-frame') assert.equal(frames[2]?.data, '{"object": "chat.completion');
      if (kind === 'error-event') assert.match(text(at(frames[2]?.data, 'error.message')), /emulator/);
      if (kind === 'huge-event') assert.deepEqual(at(frames[2]?.data, 'choices'), []);
    }
  });

  it('build on the messages of the same request', async () => {
    const service = await emulator();
    const messages = [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: guideQuestions[0] },
      { role: 'assistant', content: 'Norway, with 18.' },
      { role: 'user', content: guideQuestions[1] },
    ];
    const { body } = await ask(service, 'POST', '/v1beta/chat/completions', { model: 'lite', messages });
    assert.match(text(at(body, 'choices.0.message.content')), /^Norway won 41 medals in total/);
  });

  it('answer in JSON where a format is given', async () => {
    const service = await emulator();
    const schema = {
      type: 'object',
      properties: { country: { type: 'string' }, gold_medals: { type: 'integer' } },
      required: ['country', 'gold_medals'],
    };
    const response_format = { type: 'json_schema', json_schema: { name: 'winner', schema } };
    const { body } = await ask(service, 'POST', '/v1beta/chat/completions', { ...question, response_format });
    const content: unknown = JSON.parse(text(at(body, 'choices.0.message.content')));
    assert.deepEqual(content, { country: 'Norway', gold_medals: 18 });
    const loose = await ask(service, 'POST', '/chat/completions', {
      ...question,
      response_format: { type: 'json_object' },
    });
    const object: unknown = JSON.parse(text(at(loose.body, 'choices.0.message.content')));
    assert.match(text(at(object, 'answer')), /Norway/);
  });

  it('refuse what is no chat request in the form of FastAPI', async () => {
    const service = await emulator();
    for (const [body, location] of [
      [{ messages: question.messages }, ['body', 'model']],
      [{ ...question, model: 'gpt' }, ['body', 'model']],
      [{ ...question, messages: [{ role: 'robot', content: 'Hi' }] }, ['body', 'messages', '0', 'role']],
      [{ ...question, messages: [{ role: 'system', content: 'Hi' }] }, ['body', 'messages']],
      [
        { ...question, response_format: { type: 'json_schema', json_schema: { name: 'x' } } },
        ['body', 'response_format'],
      ],
    ] as const) {
      const answer = await ask(service, 'POST', '/v1beta/chat/completions', body);
      assert.equal(answer.status, 422);
      assert.deepEqual(at(answer.body, 'detail.0.loc'), location);
      assert.match(text(at(answer.body, 'detail.0.msg')), /emulator/);
    }
  });

  it('refuse unknown interactions and keys', async () => {
    const service = await emulator();
    const unknown = await ask(service, 'POST', '/chat/completions', { ...question, previous_interaction_id: 'no' });
    assert.equal(unknown.status, 422);
    assert.match(text(at(unknown.body, 'error.message')), /^Invalid interaction id: no/);
    assert.equal((await ask(service, 'POST', '/chat/completions', question, {})).status, 401);
  });
});

async function stream(url: string, body: Record<string, unknown>): Promise<OpenStream> {
  const controller = new AbortController();
  const response = await fetch(`${url}/v1beta/chat/completions`, {
    method: 'POST',
    headers: { 'x-api-key': 'key' },
    body: JSON.stringify({ ...body, stream: true }),
    signal: controller.signal,
  });
  assert.equal(response.headers.get('content-type'), 'text/event-stream; charset=utf-8');
  return readStream(response, controller);
}
