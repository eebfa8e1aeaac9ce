import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Desk, keepPicturesOfFailures, type Researcher } from '../e2e/researcher';
import { changeUserSettings, type Settings } from '../vscode-host/settings';
import { createAuthority } from './certificates';
import { type Listening, type Proxy, startProxy, startTls } from './guardedNetwork';
import { showPromise } from './promise';

/** A name that nothing resolves but the proxies. */
const host = 'api.example.test';
const credentials = 'reader:a-password-of-the-proxy';
const key = 'a-key-that-no-proxy-may-see-0123456789';
const question = 'Which country won the most Winter Olympics gold medals in 2026?';

describe('Behind a proxy that asks for a password, with a certificate authority of its own', () => {
  let desk: Desk;
  let person: Researcher;
  let folder: string;
  /** What stands before the emulator, by who vouches for it. */
  let fronts: Record<'system' | 'extra' | 'nobody', Listening>;
  let proxies: Record<'environment' | 'system' | 'extra' | 'nobody', Proxy>;
  let tried = 0;
  let kept = 0;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'research-threads-'));
    const front = async (name: string): Promise<Listening> => {
      const authority = createAuthority(name);
      await writeFile(path.join(folder, `${name}.pem`), authority.certificate);
      return startTls(authority.issue(host), () => Number(new URL(desk.emulator.url).port));
    };
    fronts = { system: await front('system'), extra: await front('extra'), nobody: await front('nobody') };
    const proxyTo = ({ port }: Listening): Promise<Proxy> => startProxy({ credentials, host, port });
    proxies = {
      environment: await proxyTo(fronts.system),
      system: await proxyTo(fronts.system),
      extra: await proxyTo(fronts.extra),
      nobody: await proxyTo(fronts.nobody),
    };
    desk = await Desk.set({
      apiKey: key,
      environment: {
        RESEARCH_THREADS_API_BASE_URL: `https://${host}`,
        https_proxy: `http://${credentials}@127.0.0.1:${proxies.environment.port}`,
        no_proxy: '',
        NO_PROXY: '',
        SSL_CERT_FILE: path.join(folder, 'system.pem'),
        NODE_EXTRA_CA_CERTS: path.join(folder, 'extra.pem'),
      },
    });
    person = await desk.sit();
  });

  beforeEach(() => {
    tried += 1;
  });

  afterEach(function () {
    if (this.currentTest?.state === 'passed') kept += 1;
  });

  keepPicturesOfFailures(() => person);

  after(async () => {
    await desk.clear();
    for (const server of [...Object.values(proxies), ...Object.values(fronts)]) await server.stop();
    await rm(folder, { recursive: true });
  });

  after(() =>
    showPromise({ promise: 'L4', what: 'proxy and certificate authority', tried, failed: tried - kept, seed: null }),
  );

  const through = (port: number, access = credentials): Settings => ({ 'http.proxy': `http://${access}@127.0.0.1:${port}` });

  /** VS Code's own settings are all that is changed. */
  async function askWith(settings: Settings): Promise<void> {
    await changeUserSettings(desk.server.serverDataDirectory, settings);
    await person.window.reload();
    await ask();
  }

  async function ask(): Promise<void> {
    await person.startResearch();
    await person.ask(question);
  }

  async function showsAnswer(proxy: Proxy, runs: number): Promise<void> {
    await person.seesAnswer(1, /Norway won .*18/);
    assert.equal(desk.createRequests.length, runs);
    assert.equal(desk.createdRuns, runs);
    assert.equal(desk.createRequests.at(-1)?.headers['x-api-key'], key);
    const asked = proxy.requests.map((request) => `${request.method} ${request.target}`);
    assert.deepEqual([...new Set(asked)], [`CONNECT ${host}:443`]);
    assert.equal(proxy.seen().includes(key), false);
  }

  async function showsThatNothingStarted(detail: RegExp, runs: number): Promise<void> {
    await person.sees('No connection');
    await person.sees(/Check the network and the proxy/);
    await person.sees(/Nothing was started and nothing is billed/);
    await (await person.chat()).getByRole('button', { name: 'What the server said' }).click();
    console.log(await (await person.chat()).locator('article').innerText());
    await person.sees(detail);
    assert.equal(desk.createRequests.length, runs);
  }

  it('brings the answer through a proxy of the environment', async () => {
    await ask();
    console.log(proxies.environment.requests);
    await showsAnswer(proxies.environment, 1);
  });

  it('brings the answer through the proxy of the settings, which goes before the environment', async () => {
    const before = proxies.environment.requests.length;
    await askWith(through(proxies.system.port));
    await showsAnswer(proxies.system, 2);
    assert.equal(proxies.environment.requests.length, before);
  });

  it('says that a wrong password of the proxy started nothing', async () => {
    await askWith(through(proxies.system.port, 'reader:wrong'));
    await showsThatNothingStarted(/407/, 2);
  });

  it('says that an authority that is not known started nothing', async () => {
    await askWith(through(proxies.nobody.port));
    await showsThatNothingStarted(/certificate/, 2);
  });

  it('brings extra', async () => {
    await askWith(through(proxies.extra.port));
    await showsThatNothingStarted(/certificate/, 2);
  });
  it('brings extra 2', async () => {
    await askWith({ ...through(proxies.extra.port), 'http.systemCertificates': false });
    await showsAnswer(proxies.extra, 3);
  });

  it('says that a proxy that is not there started nothing', async () => {
    const { port } = proxies.nobody;
    await proxies.nobody.stop();
    await askWith(through(port));
    await showsThatNothingStarted(/ECONNREFUSED/, 3);
  });
});
