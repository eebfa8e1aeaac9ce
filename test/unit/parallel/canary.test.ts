import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { RunEvent } from '../../../src/runs/ports/researchApi';
import { encodings, escapings, keys, letterCases } from '../escapings';
import { chunk, data, doneMark, lastChunk, quickQuestion } from './chatFixtures';
import { apiFor, goOn, KeptLog, question, runId, taskRun, textOutput } from './fixtures';
import { json, ScriptedServer, stream, text, type Script } from './scriptedServer';

/** Where a server can echo the key, and the calls that read it there. */
type Place = readonly [name: string, call: Call, script: (echo: string) => Script];
type Call = 'create' | 'answer' | 'retrieve' | 'retrieveInput' | 'result' | 'events';

const header = (echo: string): string => encodeURI(echo).replace(/[^\x21-\x7e]/g, '');
const event = (value: unknown, name = 'x'): Script => stream(`event: ${name}\ndata: ${JSON.stringify(value)}\n\n`);
const result = (output: unknown): Script => json(200, { run: taskRun('completed'), output });
const basis = (more: Readonly<Record<string, unknown>>): Script =>
  result({ ...textOutput, basis: [{ ...textOutput.basis[0], ...more }] });
const citation = (more: Readonly<Record<string, unknown>>): Script =>
  basis({ citations: [{ url: 'https://example.com', title: 'T', excerpts: ['E'], ...more }] });
const refusal = (error: Readonly<Record<string, unknown>>): Script => json(422, { type: 'error', error });

const places: readonly Place[] = [
  ['run id of a create answer', 'create', (echo) => json(202, taskRun('queued', { run_id: echo }))],
  ['interaction id', 'create', (echo) => json(202, taskRun('queued', { interaction_id: echo }))],
  ['run object', 'retrieve', (echo) => json(200, taskRun(echo, { run_id: echo, metadata: { rt_thread: echo } }))],
  ['warnings', 'retrieve', (echo) => json(200, taskRun('running', { warnings: [{ message: echo }] }))],
  ['error of a run', 'retrieve', (echo) => json(200, taskRun('failed', { error: { message: echo, ref_id: echo } }))],
  ['error message', 'create', (echo) => refusal({ message: `Bad key: ${echo}` })],
  ['reference', 'result', (echo) => refusal({ message: 'x', ref_id: echo })],
  ['detail', 'create', (echo) => json(422, { detail: [{ loc: ['body', echo], msg: echo }] })],
  [
    'type of an error',
    'retrieve',
    (echo) => json(400, { type: echo, error: { message: `${'x '.repeat(240)}${echo}` } }),
  ],
  ['input', 'retrieveInput', (echo) => json(200, { input: { [echo]: echo }, processor: echo.slice(0, 200) })],
  ['text of a result', 'result', (echo) => result({ ...textOutput, content: `A ${echo} z` })],
  ['title', 'result', (echo) => citation({ title: echo })],
  ['url', 'result', (echo) => citation({ url: `https://example.com/?q=${echo}` })],
  ['excerpt', 'result', (echo) => citation({ excerpts: [echo, `a${echo}`] })],
  ['reasoning', 'result', (echo) => basis({ reasoning: echo })],
  ['confidence', 'result', (echo) => basis({ confidence: echo })],
  ['name of a field', 'result', (echo) => basis({ field: echo })],
  ['JSON key', 'result', (echo) => result({ type: 'json', content: { a: { [echo]: 1 } }, basis: [] })],
  ['JSON value', 'result', (echo) => result({ type: 'json', content: { a: [{ b: echo }] }, basis: [] })],
  ['step', 'events', (echo) => event({ type: `task_run.progress_msg.${echo}`, message: `${echo}.`, timestamp: echo })],
  [
    'sample of sources',
    'events',
    (echo) => event({ type: 'task_run.progress_stats', source_stats: { sources_read_sample: [echo] } }),
  ],
  ['name of an event', 'events', (echo) => event({ message: 'x' }, `task_run.progress_msg.${echo.replace(/\s/g, '')}`)],
  ['kind of an event', 'events', (echo) => event({ type: echo })],
  ['error of a stream', 'events', (echo) => event({ type: 'error', error: { message: echo, ref_id: echo } })],
  [
    'answer of a stream',
    'events',
    (echo) => event({ type: 'task_run.state', run: taskRun('completed'), output: { content: echo, basis: [] } }),
  ],
  ['media type', 'events', (echo) => text(200, 'x', { 'content-type': `text/${header(echo)}` })],
  ['media type of an answer', 'answer', (echo) => text(200, 'x', { 'content-type': header(echo) })],
  ['status text', 'create', (echo) => (_, response) => void response.writeHead(500, header(echo)).end('x')],
  ['retry-after', 'create', (echo) => text(429, '{}', { 'retry-after': header(echo), 'x-echo': header(echo) })],
  ['piece of an answer', 'answer', (echo) => stream(data(chunk(`A ${echo} z`)), lastChunk, doneMark)],
  [
    'pieces of an answer',
    'answer',
    (echo) => stream(...Array.from(echo, (one) => data(chunk(one))), lastChunk, doneMark),
  ],
  [
    'halves of an answer that breaks off',
    'answer',
    (echo) => stream(data(chunk(echo.slice(0, 3))), data(chunk(echo.slice(3)))),
  ],
  [
    'message of an answer',
    'answer',
    (echo) => json(200, { choices: [{ message: { content: echo } }], interaction_id: echo }),
  ],
  ['error of an answer', 'answer', (echo) => stream(data({ error: { message: echo, code: 422 } }))],
  ['malformed JSON', 'create', (echo) => text(200, `{"run_id": "${echo}`, { 'content-type': 'application/json' })],
  ['page', 'create', (echo) => text(502, `<html><title>${echo}</title>${echo}`)],
  ['page without a title', 'retrieve', (echo) => text(502, `<p>${echo}<script>${echo}`)],
];

describe('parallel: a canary for the key', () => {
  let server: ScriptedServer;

  before(async () => {
    server = await ScriptedServer.start();
  });

  after(() => server.stop());

  /** All that comes out of a call: values, events, pieces, log lines and errors. */
  async function allThatComesOut(key: string, call: Call): Promise<string> {
    const log = new KeptLog();
    const told: unknown[] = [];
    const api = apiFor(server.url, { apiKey: () => Promise.resolve(key), log });
    const calls: Readonly<Record<Call, () => Promise<unknown>>> = {
      create: () => api.create(question, goOn()),
      answer: () => api.answer(quickQuestion, (piece) => told.push(piece), goOn()),
      retrieve: () => api.retrieve(runId, goOn()),
      retrieveInput: () => api.retrieveInput(runId, goOn()),
      result: () => api.result(runId, goOn()),
      events: () => api.events(runId, (one: RunEvent) => told.push(one), goOn()),
    };
    const outcome = await calls[call]().catch((error: unknown) => ({ thrown: String(error) }));
    const pieces = told.filter((one) => typeof one === 'string').join('');
    return textsOf([outcome, told, pieces, log.lines]).join('\n');
  }

  const layered = fc
    .tuple(fc.array(fc.constantFrom(...escapings), { maxLength: 2 }), fc.option(fc.constantFrom(...encodings)))
    .map(([layers, encoding]) => (encoding ? [encoding, ...layers] : layers));

  for (const [name, call, script] of places) {
    it(`is not in what comes out: ${name}`, async () => {
      let count = 0;
      const outcome = await fc.check(
        fc.asyncProperty(keys, fc.constantFrom(...letterCases), layered, async (key, inCase, layers) => {
          const spelled = layers.reduce((echo, { escape }) => escape(echo), inCase(key));
          // Vocabulary of the port is no echo.
          fc.pre(!key.toLowerCase().match(/^[a-z_]{4,9}$/));
          server.answer = script(spelled);
          const told = await allThatComesOut(key, call);
          for (const echo of [key, spelled]) assert(!told.toLowerCase().includes(echo.toLowerCase()), told);
          count += 1;
        }),
        { numRuns: 40 },
      );
      assert(!outcome.failed, fc.defaultReportMessage(outcome));
      console.info(JSON.stringify({ canary: name, tried: count, seed: outcome.seed }));
    });
  }
});

/** Every string in a value, the names of members too. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => [name, ...textsOf(member)]);
}
