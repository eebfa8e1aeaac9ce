import assert from 'node:assert/strict';
import { FakeClock } from '../fakeClock';
import { type Answer, ask, at, emulators, guideQuestions, research, start, text } from './harness';

describe("The emulator's interactions", () => {
  const emulator = emulators();

  it("carry the API guide's session through three runs on different processors", async () => {
    const service = await emulator();
    const answers: string[] = [];
    let previous: string | null = null;
    for (const [place, input] of guideQuestions.entries()) {
      const processor = ['core-fast', 'lite-fast', 'base'][place];
      const result = await research(service, { input, processor, previous_interaction_id: previous });
      answers.push(text(at(result, 'output.content')));
      previous = text(at(result, 'run.interaction_id'));
    }
    assert.match(answers[0] ?? '', /^Norway .*18/);
    assert.match(answers[1] ?? '', /^Norway won 41 medals in total/);
    assert.match(answers[2] ?? '', /12 gold medals and 33 medals in total/);
    assert.deepEqual(
      service.runs().map(({ previousInteractionId }) => previousInteractionId),
      [null, service.runs()[0]?.run.interaction_id, service.runs()[1]?.run.interaction_id],
    );
  });

  it('branch: several questions may build on one', async () => {
    const service = await emulator();
    const parent = at(await research(service, { input: guideQuestions[0] }), 'run.interaction_id');
    const [canada, total] = await Promise.all(
      ['What about Canada?', guideQuestions[1]].map((input) =>
        research(service, { input, previous_interaction_id: parent }),
      ),
    );
    assert.match(text(at(canada, 'output.content')), /^Canada/);
    assert.match(text(at(total, 'output.content')), /^Norway won 41/);
  });

  it('are refused under unknown ids', async () => {
    const service = await emulator();
    const { status, body } = await followUp(service, `trun_${'0'.repeat(32)}`);
    assert.equal(status, 422);
    assert.match(text(at(body, 'error.message')), /^Invalid interaction id: trun_0{32}/);
    assert.equal(service.runs().length, 0);
  });

  it('are refused while the parent runs or when it has failed, unless that is allowed', async () => {
    const clock = new FakeClock();
    const faults = [{ match: { nth: 1, path: '/v1/tasks/runs' }, fault: { kind: 'run-fails' } }] as const;
    const strict = await emulator({ clock, speed: 1, faults });
    const lenient = await emulator({ clock, speed: 1, faults, followUps: { onActive: 'accept', onFailed: 'accept' } });
    const parents = new Map([
      [strict, await start(strict, { input: guideQuestions[0], processor: 'core' })],
      [lenient, await start(lenient, { input: guideQuestions[0], processor: 'core' })],
    ]);
    const statuses = async (): Promise<number[]> => {
      const answers = await Promise.all([...parents].map(([service, parent]) => followUp(service, parent)));
      return answers.map(({ status }) => status);
    };
    assert.deepEqual(await statuses(), [422, 202], 'while the parent runs');
    await clock.advance(3_600_000);
    assert.deepEqual(await statuses(), [422, 202], 'after it has failed');
  });

  it('can have ids of their own, and then go by these alone', async () => {
    const service = await emulator({ interactionIds: 'own' });
    const first = await research(service, { input: guideQuestions[0] });
    const [runId, interactionId] = [text(at(first, 'run.run_id')), text(at(first, 'run.interaction_id'))];
    assert.notEqual(runId, interactionId);
    assert.equal((await followUp(service, runId)).status, 422);
    assert.equal((await followUp(service, interactionId)).status, 202);
  });

  it('are refused to accounts with zero data retention, by option and by fault', async () => {
    const closed = await emulator({ zeroDataRetention: true });
    const open = await emulator({
      faults: [{ match: { nth: 2, path: '/v1/tasks/runs' }, fault: { kind: 'refuse-interactions' } }],
    });
    for (const service of [closed, open]) {
      const parent = text(at(await research(service, { input: guideQuestions[0] }), 'run.interaction_id'));
      const { status, body } = await followUp(service, parent);
      assert.equal(status, 422);
      assert.match(text(at(body, 'error.message')), /zero data retention/);
    }
  });

  it('join task runs and chat completions into one chain', async () => {
    const service = await emulator();
    const chat = async (content: string, previous: unknown): Promise<unknown> => {
      const body = { model: 'base', messages: [{ role: 'user', content }], previous_interaction_id: previous };
      return (await ask(service, 'POST', '/v1beta/chat/completions', body)).body;
    };
    const first = await research(service, { input: guideQuestions[0] });
    const second = await chat(guideQuestions[1], at(first, 'run.interaction_id'));
    assert.match(text(at(second, 'choices.0.message.content')), /^Norway won 41 medals in total/);
    const third = await research(service, {
      input: guideQuestions[2],
      previous_interaction_id: at(second, 'interaction_id'),
    });
    assert.match(text(at(third, 'output.content')), /\| Medals in total \| 41 \| 33 \|/);
  });

  function followUp(service: Awaited<ReturnType<typeof emulator>>, previous: string): Promise<Answer> {
    return ask(service, 'POST', '/v1/tasks/runs', {
      input: guideQuestions[1],
      processor: 'lite',
      previous_interaction_id: previous,
    });
  }
});
