import assert from 'node:assert/strict';
import { mostSteps, mostStepText } from '../../../src/research/thread/traceLimits';
import type { RunEvent } from '../../../src/runs/ports/researchApi';
import { ProgressRecorder, type ProgressNews } from '../../../src/runs/watch/progressRecorder';
import { apiFor, goOn, runId } from './fixtures';
import { frame, ScriptedServer, stream } from './scriptedServer';

/** A recorder of a run of which nothing is known, and what it recorded. */
function newRecorder(): { readonly recorder: ProgressRecorder; readonly records: ProgressNews[] } {
  const records: ProgressNews[] = [];
  const attempt = { trace: [], progress: null, condition: { state: 'asked' } } as const;
  const recorder = new ProgressRecorder(attempt, (news) => {
    records.push(news);
    return Promise.resolve();
  });
  return { recorder, records };
}

describe('parallel: a run that tells more than can be kept', () => {
  let server: ScriptedServer;

  beforeEach(async () => {
    server = await ScriptedServer.start();
  });

  afterEach(() => server.stop());

  async function followed(...frames: readonly string[]) {
    server.answer = stream(...frames);
    const { recorder, records } = newRecorder();
    const events: RunEvent[] = [];
    const hear = (event: RunEvent): void => {
      events.push(event);
      recorder.take(event);
    };
    for (let opened = 0; opened < 2; opened += 1) await apiFor(server.url).events(runId, hear, goOn());
    await recorder.settled();
    return { recorder, records, events };
  }

  it('has its steps kept up to a number, the rest counted once, and the count recorded rarely', async () => {
    const count = mostSteps + 1_234;
    const steps = Array.from({ length: count }, (_, index) =>
      frame({ type: 'task_run.progress_msg.plan', ...{ message: `Step ${index}` } }),
    );
    const { recorder, records } = await followed(...steps);
    assert.deepEqual({ ...recorder.held, text: 0 }, { steps: mostSteps, counted: 1_234, text: 0 });
    assert.equal(records.flatMap(({ trace }) => trace).length, mostSteps);
    const counts = records.flatMap(({ omittedSteps = [] }) => omittedSteps);
    assert.equal(counts.at(-1), 1_234);
    assert(counts.length <= 13, `${counts.length} records of the count`);
  });

  it('has its steps kept up to a length, each cut where it is longer than any real one', async () => {
    const steps = Array.from({ length: 600 }, (_, index) =>
      frame({ type: 'task_run.progress_msg.plan', ...{ message: `${index} ${'x'.repeat(10_000)}` } }),
    );
    const { recorder, records, events } = await followed(...steps);
    const { held } = recorder;
    assert(held.text <= mostStepText, `${held.text} characters`);
    assert.equal(held.steps + held.counted, 600);
    const kept = records.flatMap(({ trace }) => trace);
    assert(JSON.stringify(kept).length <= 1.1 * mostStepText);
    assert(events.every((event) => event.kind !== 'step' || event.step.message.length <= 4_000));
  });

  it('has where it stands recorded up to a length, with some of its pages', async () => {
    const pages = Array.from({ length: 1_000 }, (_, index) => `https://example.com/${index}/${'x'.repeat(1_900)}`);
    const progress = (meter: number): string =>
      frame({
        type: 'task_run.progress_stats',
        ...{ progress_meter: meter, source_stats: { sources_read_sample: [...pages, 'x'.repeat(5_000)] } },
      });
    const { recorder, records } = await followed(progress(1));
    assert.equal(records[0]?.progress?.readSample.length, 50);
    const sample = records[0].progress.readSample;
    for (let meter = 0; meter < 1_000; meter += 1) {
      const told = { meter: meter / 10, sourcesConsidered: null, sourcesRead: null, readSample: sample };
      recorder.take({ kind: 'progress', progress: told });
      await recorder.settled();
    }
    assert(JSON.stringify(records).length <= 4.2 * 1024 * 1024);
  });
});
