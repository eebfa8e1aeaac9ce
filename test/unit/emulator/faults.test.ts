import assert from 'node:assert/strict';
import type { FaultRuleInput } from '../../emulator/faults/faultRule';
import { FakeClock } from '../fakeClock';
import {
  type Answer,
  ask,
  at,
  emulators,
  guideQuestions,
  nextTurn,
  until,
  openEvents,
  start,
  text,
  untilPending,
} from './harness';

const create = { path: '/v1/tasks/runs', method: 'POST' };
const question = { input: guideQuestions[0], processor: 'lite' };

describe('Faults on request', () => {
  const emulator = emulators();

  async function answerWith(fault: FaultRuleInput['fault']): Promise<Answer> {
    return ask(await emulator({ faults: [{ match: create, fault }] }), 'POST', '/v1/tasks/runs', question);
  }

  for (const status of [401, 402, 403, 404, 408, 422, 429, 500, 502, 503]) {
    it(`answer ${status} in the envelope of the API`, async () => {
      const { status: answered, body } = await answerWith({ kind: 'status', status, message: 'No luck' });
      assert.equal(answered, status);
      assert.equal(at(body, 'type'), 'error');
      assert.equal(at(body, 'error.message'), 'No luck (from the emulator)');
      assert.match(text(at(body, 'error.ref_id')), /^[0-9a-f-]{36}$/);
    });
  }

  it('answer in the form of FastAPI and of OpenAI', async () => {
    const fastApi = await answerWith({ kind: 'status', status: 422, style: 'fastapi', message: 'Wrong' });
    assert.deepEqual(fastApi.body, {
      detail: [{ loc: ['body', 'input'], msg: 'Wrong (from the emulator)', type: 'value_error' }],
    });
    const openAi = await answerWith({ kind: 'status', status: 400, style: 'openai', message: 'Wrong' });
    assert.deepEqual(openAi.body, {
      error: { message: 'Wrong (from the emulator)', type: 'invalid_request_error', param: null, code: null },
    });
  });

  it('answer with a page of HTML', async () => {
    const service = await emulator({
      faults: [{ fault: { kind: 'status', status: 502, style: 'html', message: 'Bad Gateway' } }],
    });
    const response = await fetch(`${service.url}/v1/tasks/runs/x`, { headers: { 'x-api-key': 'key' } });
    assert.equal(response.status, 502);
    assert.equal(response.headers.get('content-type'), 'text/html');
    assert.match(await response.text(), /^<html>.*Bad Gateway.*emulator/);
  });

  it('ask to come back later, in seconds and as a date', async () => {
    const clock = new FakeClock(Date.UTC(2026, 1, 23, 12));
    const retryAfter = async (fault: FaultRuleInput['fault']): Promise<string | null> => {
      const service = await emulator({ clock, faults: [{ fault }] });
      return (await ask(service, 'POST', '/v1/tasks/runs', question)).headers.get('retry-after');
    };
    const fault = { kind: 'status', status: 429 } as const;
    assert.equal(await retryAfter(fault), null);
    assert.equal(await retryAfter({ ...fault, retryAfter: { seconds: 7, as: 'seconds' } }), '7');
    assert.equal(
      await retryAfter({ ...fault, retryAfter: { seconds: 60, as: 'date' } }),
      'Mon, 23 Feb 2026 12:01:00 GMT',
    );
    assert.equal(
      (await answerWith({ ...fault, headers: { 'x-should-retry': 'false' } })).headers.get('x-should-retry'),
      'false',
    );
  });

  it('reset the connection before the request is read: nothing has started', async () => {
    const service = await emulator({ faults: [{ match: create, fault: { kind: 'reset-before-reading' } }] });
    await assert.rejects(ask(service, 'POST', '/v1/tasks/runs', question), isConnectionError);
    assert.equal(service.runs().length, 0);
    assert.deepEqual([service.requests[0]?.status, service.requests[0]?.body], [null, null]);
  });

  it('reset the connection after the request was accepted: a run has started', async () => {
    const service = await emulator({ faults: [{ match: create, fault: { kind: 'reset-after-accepting' } }] });
    await assert.rejects(ask(service, 'POST', '/v1/tasks/runs', question), isConnectionError);
    assert.equal(service.runs().length, 1);
  });

  for (const accepted of [false, true]) {
    it(`never answer, the request ${accepted ? '' : 'not '}accepted`, async () => {
      const service = await emulator({ faults: [{ match: create, fault: { kind: 'hang-before-headers', accepted } }] });
      const controller = new AbortController();
      const hanging = fetch(`${service.url}/v1/tasks/runs`, {
        method: 'POST',
        headers: { 'x-api-key': 'key' },
        body: JSON.stringify(question),
        signal: controller.signal,
      });
      await until(() => typeof service.requests[0]?.body === 'object' && service.requests[0].body !== null);
      await nextTurn();
      controller.abort();
      await assert.rejects(hanging, { name: 'AbortError' });
      assert.equal(service.runs().length, accepted ? 1 : 0);
      assert.equal(service.requests[0]?.status, null);
    });
  }

  it('delay the answer', async () => {
    const clock = new FakeClock();
    const service = await emulator({
      clock,
      faults: [{ match: create, fault: { kind: 'delay', milliseconds: 5000 } }],
    });
    const waiting = ask(service, 'POST', '/v1/tasks/runs', question);
    await untilPending(clock, 1);
    await clock.advance(4999);
    assert.equal(service.runs().length, 0);
    await clock.advance(1);
    assert.equal((await waiting).status, 202);
  });

  it('stop in the middle of a body', async () => {
    const service = await emulator({ faults: [{ match: create, fault: { kind: 'hang-mid-body', afterBytes: 20 } }] });
    const controller = new AbortController();
    const response = await post(service.url, controller.signal);
    assert.equal(response.status, 202);
    const reader = response.body?.getReader();
    assert.equal((await reader?.read())?.value?.length, 20);
    const more = reader?.read();
    await nextTurn();
    controller.abort();
    await assert.rejects(more ?? Promise.resolve(), { name: 'AbortError' });
    assert.equal(service.runs().length, 1);
  });

  it('reset the connection in the middle of a body', async () => {
    const service = await emulator({ faults: [{ match: create, fault: { kind: 'reset-mid-body', afterBytes: 20 } }] });
    await assert.rejects((await post(service.url)).text(), isConnectionError);
  });

  it('drip a few bytes a second', async () => {
    const clock = new FakeClock();
    const service = await emulator({
      clock,
      faults: [{ match: create, fault: { kind: 'slow-drip', bytesPerSecond: 1 } }],
    });
    const response = await post(service.url);
    const length = Number(response.headers.get('content-length'));
    const reading = response.text();
    await clock.advance((length - 1) * 1000);
    assert.equal(clock.pending, 1, 'one byte is left');
    await clock.advance(1000);
    assert.equal((await reading).length, length);
  });

  it('spoil the JSON, or its content type', async () => {
    await assert.rejects(answerWith({ kind: 'malformed-json' }), SyntaxError);
    const { headers } = await answerWith({ kind: 'wrong-content-type' });
    assert.equal(headers.get('content-type'), 'text/html');
  });

  it('redirect to another origin, with path and query', async () => {
    const other = await emulator();
    const service = await emulator({ faults: [{ fault: { kind: 'redirect', origin: other.url, status: 308 } }] });
    const response = await fetch(`${service.url}/v1/tasks/runs/x/result?timeout=3`, {
      headers: { 'x-api-key': 'key' },
      redirect: 'manual',
    });
    assert.equal(response.status, 308);
    assert.equal(response.headers.get('location'), `${other.url}/v1/tasks/runs/x/result?timeout=3`);
    await ask(service, 'GET', '/v1/tasks/runs/x');
    assert.equal(other.requests[0]?.path, '/v1/tasks/runs/x', 'a client that follows ends up there');
  });

  it('let a run fail with an error', async () => {
    const service = await emulator({
      faults: [{ match: create, fault: { kind: 'run-fails', message: 'The search broke', detail: { step: 3 } } }],
    });
    const runId = await start(service, question);
    const { status, body } = await ask(service, 'GET', `/v1/tasks/runs/${runId}/result`);
    assert.equal(status, 404);
    assert.match(text(at(body, 'error.message')), /^Run failed or run id not found/);
    const { body: run } = await ask(service, 'GET', `/v1/tasks/runs/${runId}`);
    assert.equal(at(run, 'status'), 'failed');
    assert.equal(at(run, 'is_active'), false);
    assert.equal(at(run, 'error.message'), 'The search broke (from the emulator)');
    assert.deepEqual(at(run, 'error.detail'), { step: 3 });
    const frames = await (await openEvents(service, runId)).rest();
    assert.deepEqual(
      frames.map(({ data }) => [at(data, 'run.status'), at(data, 'output')]),
      [['failed', null]],
    );
  });

  for (const [status, active] of [
    ['action_required', false],
    ['cancelled', false],
    ['paused_by_moderator', false],
    ['cancelling', true],
  ] as const) {
    it(`let a run end up ${status}`, async () => {
      const clock = new FakeClock();
      const service = await emulator({ clock, speed: 1, faults: [{ fault: { kind: 'run-status', status, active } }] });
      const runId = await start(service, question);
      await clock.advance(60_000);
      const { body } = await ask(service, 'GET', `/v1/tasks/runs/${runId}`);
      assert.deepEqual([at(body, 'status'), at(body, 'is_active')], [status, active]);
      const waiting = ask(service, 'GET', `/v1/tasks/runs/${runId}/result?timeout=20`);
      if (active) {
        await untilPending(clock, 1);
        await clock.advance(20_000);
      }
      assert.equal((await waiting).status, active ? 408 : 404);
    });
  }

  it('let a run take as long as one likes', async () => {
    const clock = new FakeClock();
    const service = await emulator({
      clock,
      faults: [{ match: create, fault: { kind: 'run-takes', milliseconds: 86_400_000 } }],
    });
    const runId = await start(service, question);
    const active = async (): Promise<unknown> =>
      at((await ask(service, 'GET', `/v1/tasks/runs/${runId}`)).body, 'is_active');
    await clock.advance(86_399_999);
    assert.equal(await active(), true);
    await clock.advance(1);
    assert.equal(await active(), false);
  });

  it('can be several at once', async () => {
    const clock = new FakeClock();
    const service = await emulator({
      clock,
      speed: 1,
      faults: [
        { match: create, fault: { kind: 'delay', milliseconds: 100 } },
        { match: create, fault: { kind: 'run-fails' } },
        { match: create, fault: { kind: 'wrong-content-type', contentType: 'text/plain' } },
      ],
    });
    const waiting = ask(service, 'POST', '/v1/tasks/runs', question);
    await untilPending(clock, 1);
    await clock.advance(100);
    const { headers, body } = await waiting;
    assert.equal(headers.get('content-type'), 'text/plain');
    await clock.advance(60_000);
    const { body: run } = await ask(service, 'GET', `/v1/tasks/runs/${text(at(body, 'run_id'))}`);
    assert.equal(at(run, 'status'), 'failed');
  });

  it('are shown, replaced and ended while the emulator runs', async () => {
    const service = await emulator();
    const rules = [{ match: { path: '/v1/**', times: 1 }, fault: { kind: 'status', status: 503 } }];
    const put = await ask(service, 'PUT', '/emulator/faults', { rules }, {});
    assert.equal(put.status, 200);
    assert.equal((await ask(service, 'POST', '/v1/tasks/runs', question)).status, 503);
    assert.equal((await ask(service, 'POST', '/v1/tasks/runs', question)).status, 202);
    const shown = await ask(service, 'GET', '/emulator/faults', undefined, {});
    assert.deepEqual([at(shown.body, 'rules.0.matched'), at(shown.body, 'rules.0.applied')], [2, 1]);
    await ask(service, 'PUT', '/emulator/faults', [{ fault: { kind: 'reset-before-reading' } }], {});
    const ended = await ask(service, 'DELETE', '/emulator/faults', undefined, {});
    assert.deepEqual(at(ended.body, 'rules'), [], 'their own endpoint is out of their reach');
    assert.equal((await ask(service, 'POST', '/v1/tasks/runs', question)).status, 202);
    for (const wrong of [{ rules: [{ fault: { kind: 'magic' } }] }, 'no JSON', [{}], { rules: 5 }]) {
      assert.equal((await ask(service, 'PUT', '/emulator/faults', wrong, {})).status, 422);
    }
  });
});

function post(url: string, signal?: AbortSignal): Promise<Response> {
  return fetch(`${url}/v1/tasks/runs`, {
    method: 'POST',
    headers: { 'x-api-key': 'key' },
    body: JSON.stringify(question),
    ...(signal === undefined ? {} : { signal }),
  });
}

function isConnectionError(error: unknown): boolean {
  return error instanceof TypeError && /fetch failed|terminated/.test(error.message);
}
