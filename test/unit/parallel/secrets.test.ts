import assert from 'node:assert/strict';
import type { ResearchApi } from '../../../src/runs/ports/researchApi';
import { createResearchApi } from '../../../src/parallel/researchApi';
import { FakeClock } from '../fakeClock';
import { quickFollowUp } from './chatFixtures';
import { apiFor, apiKey, envelope, followUp, goOn, KeptLog, question, runId, taskRun } from './fixtures';
import { frame, json, reset, type Script, ScriptedServer, stream, text } from './scriptedServer';

/** Every call of the port, one after another; what they return and tell, as one text. */
async function everyCall(api: ResearchApi): Promise<string> {
  const told: unknown[] = [];
  return JSON.stringify([
    await api.create(question, goOn()),
    await api.create(followUp, goOn()),
    await api.answer(quickFollowUp, (piece) => told.push(piece), goOn()),
    await api.retrieve(runId, goOn()),
    await api.result(runId, goOn()),
    await api.events(runId, (event) => told.push(event), goOn()),
    told,
  ]);
}

describe('parallel: where the key goes', () => {
  let server: ScriptedServer;
  let other: ScriptedServer;

  beforeEach(async () => {
    server = await ScriptedServer.start();
    other = await ScriptedServer.start(json(200, taskRun('completed')));
  });

  afterEach(() => Promise.all([server.stop(), other.stop()]));

  describe('whatever the environment says', () => {
    const environment = process.env;
    const written: string[] = [];
    const { debug, info, log, warn, error } = console;

    beforeEach(() => {
      written.length = 0;
      const keep = (...parts: unknown[]): void => void written.push(parts.map(String).join(' '));
      Object.assign(console, { debug: keep, info: keep, log: keep, warn: keep, error: keep });
    });

    afterEach(() => {
      Object.assign(console, { debug, info, log, warn, error });
      process.env = environment;
    });

    const environments: readonly Readonly<Record<string, string>>[] = [
      { PARALLEL_API_KEY: 'another-key-of-somebody-else' },
      { PARALLEL_BASE_URL: 'another server' },
      { PARALLEL_LOG: 'debug' },
      { PARALLEL_LOG: 'shout' },
      { PARALLEL_CUSTOM_HEADERS: 'x-api-key: stolen\nX-Custom: 1\nUser-Agent: Evil/1\nX-Stainless-Lang: cobol' },
      { PARALLEL_CUSTOM_HEADERS: 'Accept: text/html\nContent-Type: text/plain\nHost: evil.example\nCookie: a=b' },
      // Names and values that no header may have make the SDK throw.
      { PARALLEL_CUSTOM_HEADERS: 'not a header name: x\n: \nX: \u007f' },
    ];
    for (const variables of environments) {
      it(`requests stay the same: ${JSON.stringify(variables)}`, async () => {
        server.answer = json(200, taskRun('queued'));
        const plain = await everyCall(apiFor(server.url));
        const expected = server.requests.splice(0);
        const values = { ...variables, ...(variables['PARALLEL_BASE_URL'] && { PARALLEL_BASE_URL: other.url }) };
        process.env = { ...environment, ...values };
        assert.equal(await everyCall(apiFor(server.url)), plain);
        assert.deepEqual(server.requests, expected);
        assert.equal(other.requests.length, 0);
        assert.deepEqual(written, []);
        assert.deepEqual(process.env, { ...environment, ...values });
      });
    }
  });

  it('goes to no host that a redirect names, on any call', async () => {
    for (const status of [301, 302, 303, 307, 308]) {
      server.answer = text(status, '', { location: `${other.url}/v1/tasks/runs` });
      await everyCall(apiFor(server.url));
    }
    assert.equal(server.requests.length, 30);
    assert.equal(other.requests.length, 0);
  });

  const faults: readonly { readonly name: string; readonly script: Script }[] = [
    { name: 'success', script: json(200, taskRun('queued')) },
    { name: 'an envelope that quotes the key', script: json(401, envelope(`Invalid key ${apiKey}`, apiKey)) },
    { name: 'a server error that quotes it', script: json(500, envelope(`Trace: x-api-key: ${apiKey}`)) },
    { name: 'a page that quotes it', script: text(403, `<html><title>${apiKey}</title>`) },
    { name: 'headers that quote it', script: json(429, {}, { 'retry-after': apiKey, 'x-echo': apiKey }) },
    {
      name: 'a failed run that quotes it',
      script: json(200, taskRun('failed', { error: { ref_id: apiKey, message: `Key: ${apiKey}` } })),
    },
    {
      name: 'a stream that quotes it',
      script: stream(
        frame({ type: 'task_run.progress_msg.plan', ...{ message: `With ${apiKey}`, timestamp: apiKey } }),
        frame({ type: 'error', ...{ error: { ref_id: apiKey, message: apiKey } } }),
        `data: ${apiKey}\n\n`,
        frame({ type: apiKey }),
      ),
    },
    { name: 'a broken connection', script: reset },
  ];
  for (const { name, script } of faults) {
    it(`is in no result and no log: ${name}`, async () => {
      server.answer = script;
      const log = new KeptLog();
      const told = await everyCall(apiFor(server.url, { log }));
      assert.equal(server.requests.length >= 5, true);
      assert.ok(!told.includes(apiKey), told);
      assert.ok(log.lines.length > 0);
      assert.ok(!JSON.stringify(log.lines).includes(apiKey));
    });
  }

  it('takes a key out of answers that is also a word, since a damaged word can be guessed', async () => {
    server.answer = json(401, envelope('The key is gold.'));
    const outcome = await apiFor(server.url, { apiKey: () => Promise.resolve('gold') }).retrieve(runId, goOn());
    assert.ok(!outcome.ok);
    assert.equal(outcome.failure.failure.detail, 'The key is ‹API key›.');
  });

  it('is asked for before each request, so that a new one counts at once', async () => {
    server.answer = json(200, taskRun('queued'));
    const keys = ['first-key-0123456789', 'second-key-0123456789'];
    const api = apiFor(server.url, { apiKey: () => Promise.resolve(keys.shift() ?? null) });
    await api.retrieve(runId, goOn());
    await api.retrieve(runId, goOn());
    assert.deepEqual(
      server.requests.map(({ headers }) => headers['x-api-key']),
      ['first-key-0123456789', 'second-key-0123456789'],
    );
  });

  it('needs an address to go to', () => {
    const settings = {
      apiKey: () => Promise.resolve(apiKey),
      version: '1',
      clock: new FakeClock(),
      log: new KeptLog(),
    };
    for (const baseUrl of ['', '/v1', 'file:///etc', 'javascript:0', 'api.parallel.ai']) {
      assert.throws(() => createResearchApi({ ...settings, baseUrl }), baseUrl);
    }
  });

  it('a question is written to no log above debug, not even when the server repeats it', async () => {
    const repeated = {
      detail: [{ loc: ['body', 'input'], msg: `Too long: ${question.input}`, input: question.input }],
    };
    for (const script of [json(422, repeated), json(500, envelope(question.input)), json(202, taskRun('queued'))]) {
      server.answer = script;
      const log = new KeptLog();
      await everyCall(apiFor(server.url, { log }));
      const visible = log.lines.filter(({ level }) => level !== 'trace' && level !== 'debug');
      assert.ok(visible.length > 0);
      assert.ok(!JSON.stringify(visible).includes(question.input));
    }
  });

  it('uses whatever fetch the host has put in place by then', async () => {
    const api = apiFor(server.url);
    const { fetch } = globalThis;
    const asked: unknown[] = [];
    globalThis.fetch = (input, init) => {
      asked.push([input, init?.redirect]);
      return fetch(input, init);
    };
    try {
      server.answer = json(200, taskRun('queued'));
      await api.retrieve(runId, goOn());
    } finally {
      globalThis.fetch = fetch;
    }
    assert.deepEqual(asked, [[`${server.url}/v1/tasks/runs/${runId}`, 'error']]);
  });
});
