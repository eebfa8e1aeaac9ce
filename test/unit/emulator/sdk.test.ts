import assert from 'node:assert/strict';
import Parallel, {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  AuthenticationError,
  InternalServerError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
  UnprocessableEntityError,
} from 'parallel-web';
import type { TaskRunEventsResponse } from 'parallel-web/resources/task-run';
import type { Emulator } from '../../emulator/emulator';
import { FakeClock } from '../fakeClock';
import { at, emulators, guideQuestions, text, whileTimePasses } from './harness';

const create = { path: '/v1/tasks/runs', method: 'POST' };
const question = { input: guideQuestions[0], processor: 'core' };

describe('The official SDK against the emulator', () => {
  const emulator = emulators();

  function clientOf(service: Emulator, apiKey = 'key'): Parallel {
    return new Parallel({ apiKey, baseURL: service.url, maxRetries: 0, logLevel: 'off' });
  }

  it("holds the API guide's session", async () => {
    const client = clientOf(await emulator());
    let previous: string | null = null;
    const answers: string[] = [];
    for (const input of guideQuestions) {
      const run = await client.taskRun.create({ input, processor: 'core-fast', previous_interaction_id: previous });
      assert.equal(run.status, 'queued');
      const { output, run: completed } = await client.taskRun.result(run.run_id);
      assert.equal(completed.status, 'completed');
      assert(output.type === 'text');
      answers.push(output.content);
      previous = completed.interaction_id;
    }
    assert.match(answers[0] ?? '', /^Norway won the most gold medals .* 18 \[1\]/);
    assert.match(answers[1] ?? '', /^Norway won 41 medals in total/);
    assert.match(answers[2] ?? '', /United States .* 12 gold medals and 33 medals in total/);
  });

  it('creates, retrieves and reads back the input', async () => {
    const service = await emulator();
    const client = clientOf(service);
    const run = await client.taskRun.create({
      ...question,
      metadata: { thread: 'a' },
      betas: ['field-basis-2025-11-25'],
    });
    assert.deepEqual((await client.taskRun.retrieve(run.run_id)).metadata, { thread: 'a' });
    assert.deepEqual(await client.taskRun.retrieveInput(run.run_id), { ...question, metadata: { thread: 'a' } });
    assert.equal(service.requests[0]?.headers['parallel-beta'], 'field-basis-2025-11-25');
    assert.equal(service.requests[0].headers['x-api-key'], 'key');
  });

  it('reads events to the end', async () => {
    const clock = new FakeClock();
    const client = clientOf(await emulator({ clock, speed: 1 }));
    const run = await client.taskRun.create({ ...question, enable_events: true });
    const stream = await client.taskRun.events(run.run_id);
    const events: TaskRunEventsResponse[] = [];
    const reading = (async () => {
      for await (const event of stream) events.push(event);
    })();
    await whileTimePasses(clock, reading);
    const last = events.at(-1);
    assert(last?.type === 'task_run.state' && last.output?.type === 'text');
    assert.match(last.output.content, /^Norway/);
    assert(events.some(({ type }) => type === 'task_run.progress_msg.search'));
    assert(events.some(({ type }) => type === 'task_run.progress_stats'));
  });

  it('waits in slices, with 408 for a run that is still active', async () => {
    const clock = new FakeClock();
    const client = clientOf(await emulator({ clock, speed: 1 }));
    const run = await client.taskRun.create(question);
    const waitOnce = () => whileTimePasses(clock, client.taskRun.result(run.run_id, { timeout: 5 }, { maxRetries: 0 }));
    const first = await waitOnce().catch((error: unknown) => error);
    assert(first instanceof APIError);
    assert.equal(first.status, 408);
    await clock.advance(600_000);
    assert.equal((await waitOnce()).output.type, 'text');
  });

  it('throws its classes for the statuses of the API', async () => {
    const service = await emulator();
    const client = clientOf(service);
    await assert.rejects(clientOf(service, 'wrong').taskRun.create(question), AuthenticationError);
    await assert.rejects(client.taskRun.create({ ...question, processor: 'turbo' }), PermissionDeniedError);
    await assert.rejects(client.taskRun.retrieve('trun_0'), NotFoundError);
    await assert.rejects(
      client.taskRun.create({ ...question, previous_interaction_id: 'no' }),
      UnprocessableEntityError,
    );
    service.faults.set([
      { match: { nth: 1 }, fault: { kind: 'status', status: 429 } },
      { match: { nth: 2 }, fault: { kind: 'status', status: 503, style: 'html' } },
      { match: { nth: 3 }, fault: { kind: 'status', status: 402 } },
    ]);
    await assert.rejects(client.taskRun.create(question), RateLimitError);
    await assert.rejects(client.taskRun.create(question), InternalServerError);
    await assert.rejects(
      client.taskRun.create(question),
      (error: unknown) => error instanceof APIError && error.status === 402,
    );
    assert.equal(service.runs().length, 0);
  });

  it('finds message and reference of an error where the API has them', async () => {
    const client = clientOf(await emulator());
    const error = await client.taskRun
      .create({ ...question, previous_interaction_id: 'no' })
      .catch((thrown: unknown) => thrown);
    assert(error instanceof APIError);
    assert.match(error.message, /^422 \{"type":"error"/);
    assert.match(text(at(error.error, 'error.message')), /^Invalid interaction id: no/);
    assert.match(text(at(error.error, 'error.ref_id')), /^[0-9a-f-]{36}$/);
  });

  it('learns of a failed run from retrieve', async () => {
    const client = clientOf(
      await emulator({ faults: [{ match: create, fault: { kind: 'run-fails', message: 'The search broke' } }] }),
    );
    const run = await client.taskRun.create(question);
    await assert.rejects(client.taskRun.result(run.run_id), NotFoundError);
    const { status, error } = await client.taskRun.retrieve(run.run_id);
    assert.equal(status, 'failed');
    assert.match(error?.message ?? '', /^The search broke/);
  });

  it('sends a create again when the answer is lost, and so starts two runs', async () => {
    const service = await emulator({
      faults: [{ match: { ...create, nth: 1 }, fault: { kind: 'reset-after-accepting' } }],
    });
    const retrying = new Parallel({ apiKey: 'key', baseURL: service.url, maxRetries: 1, logLevel: 'off' });
    await retrying.taskRun.create(question);
    assert.equal(service.runs().length, 2, 'what maxRetries: 0 is for');
    service.faults.set([{ match: { ...create, nth: 1 }, fault: { kind: 'reset-after-accepting' } }]);
    await assert.rejects(clientOf(service).taskRun.create(question), APIConnectionError);
    assert.equal(service.runs().length, 3);
  });

  it('gives up on an answer that does not come', async () => {
    const service = await emulator({ faults: [{ match: create, fault: { kind: 'hang-before-headers' } }] });
    const impatient = clientOf(service).withOptions({ timeout: 50 });
    await assert.rejects(impatient.taskRun.create(question), APIConnectionTimeoutError);
  });

  it('ends quietly on a clean close without a closing state, and on a truncated last frame', async () => {
    for (const fault of [{ kind: 'clean-close', afterFrames: 1 }, { kind: 'truncated-last-frame' }] as const) {
      const clock = new FakeClock();
      const client = clientOf(await emulator({ clock, speed: 1, faults: [{ match: { path: '/**/events' }, fault }] }));
      const run = await client.taskRun.create(question);
      const events = await whileTimePasses(clock, collect(client, run.run_id));
      const last = events.filter(({ type }) => type === 'task_run.state').at(-1);
      assert(last?.type === 'task_run.state' && last.run.is_active);
    }
  });

  it('throws on empty data and on a reset', async () => {
    for (const [fault, expected] of [
      [{ kind: 'empty-data', afterFrames: 1 }, SyntaxError],
      [{ kind: 'reset-mid-body', afterBytes: 800 }, TypeError],
    ] as const) {
      const clock = new FakeClock();
      const client = clientOf(await emulator({ clock, speed: 1, faults: [{ match: { path: '/**/events' }, fault }] }));
      const run = await client.taskRun.create({ ...question, enable_events: true });
      await assert.rejects(whileTimePasses(clock, collect(client, run.run_id)), expected);
    }
  });

  it('follows a redirect with the key, unless told not to', async () => {
    const other = await emulator();
    const service = await emulator({ faults: [{ fault: { kind: 'redirect', origin: other.url } }] });
    await clientOf(service).taskRun.create(question);
    assert.equal(other.requests[0]?.headers['x-api-key'], 'key');
    const careful = clientOf(service).withOptions({ fetchOptions: { redirect: 'error' } });
    await assert.rejects(careful.taskRun.create(question), APIConnectionError);
    assert.equal(other.requests.length, 1);
  });

  it('reaches Chat through its general methods', async () => {
    const client = clientOf(await emulator());
    const messages = [{ role: 'user', content: guideQuestions[0] }];
    const answer = await client.post<unknown>('/v1beta/chat/completions', { body: { model: 'lite', messages } });
    assert.match(text(at(answer, 'choices.0.message.content')), /^Norway/);
    const run = await client.taskRun.create({
      input: guideQuestions[1],
      processor: 'lite',
      previous_interaction_id: text(at(answer, 'interaction_id')),
    });
    const { output } = await client.taskRun.result(run.run_id);
    assert(output.type === 'text');
    assert.match(output.content, /^Norway won 41/);
  });
});

async function collect(client: Parallel, runId: string): Promise<TaskRunEventsResponse[]> {
  const events: TaskRunEventsResponse[] = [];
  for await (const event of await client.taskRun.events(runId)) events.push(event);
  return events;
}
