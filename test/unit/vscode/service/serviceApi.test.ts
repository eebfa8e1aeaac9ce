import assert from 'node:assert/strict';
import { failed, success } from '../../../../src/base/result';
import type { RunId } from '../../../../src/research/thread/ids';
import type { ResearchApi } from '../../../../src/runs/ports/researchApi';
import type { ApiKeyStore } from '../../../../src/vscode/service/apiKey';
import type { ScrubbedLog } from '../../../../src/vscode/diagnostics/scrubbedLog';
import type { Service, ServiceInUse } from '../../../../src/vscode/service/service';
import { serviceApi } from '../../../../src/vscode/service/serviceApi';
import { FakeClock } from '../../fakeClock';
import { attemptId, threadId, turnId } from '../../research/builders';

const usable: Service = {
  baseUrl: 'https://gateway.example',
  origin: 'https://gateway.example',
  host: 'gateway.example',
  view: { kind: 'other', host: 'gateway.example' },
  sessionKey: null,
};

describe('The API of the service in use', () => {
  const never = new AbortController().signal;

  it('sends nothing and reads no key while the address cannot be used', async () => {
    const read: unknown[] = [];
    const made: string[] = [];
    const service: { current: ServiceInUse } = { current: failed('It must start with https://.') };
    const load = serviceApi({
      makeApi: () =>
        Promise.resolve(({ baseUrl }): ResearchApi => {
          made.push(baseUrl);
          return {} as ResearchApi;
        }),
      service,
      apiKey: { read: (of: Service) => read.push(of) } as unknown as ApiKeyStore,
      version: '0',
      clock: new FakeClock(),
      log: Object.create(null) as ScrubbedLog,
    });
    const api = await load();
    const run = 'trun_1' as RunId;
    const origin = { threadId, turnId: turnId('a'), attemptId: attemptId('a') };
    const created = await api.create(
      { input: 'Why?', processor: 'lite', previousInteractionId: null, scope: null, origin },
      never,
    );
    const answered = await api.answer({ messages: [], model: 'lite', previousInteractionId: null }, () => {}, never);
    // Certain, so that the question isn't taken for one that may have been sent.
    for (const outcome of [created, answered]) {
      assert(!outcome.ok && outcome.failure.kind === 'refused');
      assert.equal(outcome.failure.failure.reason, 'addressUnusable');
      assert.equal(outcome.failure.failure.detail, 'It must start with https://.');
    }
    // A run goes on, so that whoever watches it keeps trying.
    for (const outcome of [
      await api.retrieve(run, never),
      await api.retrieveInput(run, never),
      await api.result(run, never),
      await api.events(run, () => {}, never),
    ]) {
      assert(!outcome.ok && outcome.failure.kind === 'unavailable');
    }
    assert.deepEqual([read, made], [[], []]);
    service.current = success(usable);
    await load();
    assert.deepEqual(made, ['https://gateway.example']);
  });
});
