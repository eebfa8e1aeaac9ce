import assert from 'node:assert/strict';
import { checkKey } from '../../../src/runs/ports/keyCheck';
import { apiFor } from './fixtures';
import { json, reset, ScriptedServer, type Script } from './scriptedServer';

describe('An API key that was just entered', () => {
  let server: ScriptedServer;

  beforeEach(async () => {
    server = await ScriptedServer.start();
  });

  afterEach(() => server.stop());

  const verdicts: readonly (readonly [string, Script, string])[] = [
    ['is accepted where the run that is asked for is not found', json(404, {}), 'accepted'],
    ['is refused with 401', json(401, {}), 'refused'],
    ['is not judged by a server in trouble', json(503, {}), 'unknown'],
    ['is not judged where nobody answers', reset, 'unknown'],
  ];
  for (const [what, answer, verdict] of verdicts) {
    it(`${what}, at no cost`, async () => {
      server.answer = answer;
      assert.deepEqual(await checkKey(apiFor(server.url), AbortSignal.timeout(5_000)), { kind: verdict });
      assert.equal(server.requests.length, 1);
      assert(server.requests.every(({ method }) => method === 'GET'));
    });
  }
});
