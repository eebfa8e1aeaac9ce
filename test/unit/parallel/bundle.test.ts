import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import path from 'node:path';
import { runInThisContext } from 'node:vm';
import { build } from 'esbuild';
import type { createResearchApi } from '../../../src/parallel/researchApi';
import { FakeClock } from '../fakeClock';
import { apiKey, goOn, KeptLog, question, runId, interactionId, taskRun } from './fixtures';
import { json, ScriptedServer } from './scriptedServer';

const root = path.resolve(__dirname, '../../../..');

describe('parallel: minified', () => {
  it('still names itself to the API, and is no larger than the SDK asks for', async () => {
    const { outputFiles } = await build({
      entryPoints: [path.join(root, 'src/parallel/researchApi.ts')],
      bundle: true,
      minify: true,
      write: false,
      platform: 'node',
      target: 'node22',
      format: 'cjs',
    });
    const [bundle] = outputFiles;
    assert.ok(bundle);
    // The SDK alone is 38 kB; the gate that nothing leaves without is 8 kB.
    assert.ok(bundle.contents.byteLength < 92_000, `${bundle.contents.byteLength} bytes`);
    const wrapper = runInThisContext(`(function (module, exports, require) {${bundle.text}\n})`) as (
      module: { exports: unknown },
      exports: unknown,
      require: NodeJS.Require,
    ) => void;
    const module = { exports: {} as { createResearchApi: typeof createResearchApi } };
    wrapper(module, module.exports, createRequire(__filename));
    const server = await ScriptedServer.start(json(202, taskRun('queued')));
    const api = module.exports.createResearchApi({
      apiKey: () => Promise.resolve(apiKey),
      baseUrl: server.url,
      version: '1.2.3',
      clock: new FakeClock(),
      log: new KeptLog(),
    });
    assert.deepEqual(await api.create(question, goOn()), { ok: true, value: { runId, interactionId } });
    assert.match(
      server.requests[0]?.headers['user-agent'] ?? '',
      /^research-threads\/1\.2\.3 \(VS Code\) parallel-web\/1\./,
    );
    await server.stop();
  }).timeout(20_000);
});
