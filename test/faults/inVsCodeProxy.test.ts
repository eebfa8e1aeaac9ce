import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Desk, keepPicturesOfFailures, type Researcher } from '../e2e/researcher';
import { changeUserSettings, type Settings } from '../vscode-host/settings';
import { waitFor } from '../vscode-host/wait';
import { type CertificateAuthority, createAuthority } from './certificates';
import { type Listening, type Proxy, startProxy, startTls } from './guardedNetwork';
import { showPromise } from './promise';

/** On Linux an environment variable adds to the system's certificates; elsewhere only to Node's own. */
const systemIsGiven = process.platform === 'linux';

/** A name that nothing resolves but the proxies. */
const host = 'api.example.test';
const credentials = 'reader:a-password-of-the-proxy';
const key = 'a-key-that-no-proxy-may-see-0123456789';
const create = { method: 'POST', path: '/v1/tasks/runs' };
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
    const system = createAuthority('Authority of the system');
    const extra = createAuthority('Authority of the environment');
    const nobody = createAuthority('Authority of nobody');
    await writeFile(path.join(folder, 'system.pem'), system.certificate);
    await writeFile(path.join(folder, 'extra.pem'), `${extra.certificate}${systemIsGiven ? '' : system.certificate}`);
    const frontOf = (authority: CertificateAuthority): Promise<Listening> =>
      startTls(authority.issue(host), () => Number(new URL(desk.emulator.url).port));
    fronts = { system: await frontOf(system), extra: await frontOf(extra), nobody: await frontOf(nobody) };
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
    if (!systemIsGiven) await set({ 'http.systemCertificates': false });
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

  afterEach(() => {
    desk.emulator.faults.clear();
    proxies.system.comeBack();
  });

  /** VS Code's own settings are all that is changed. */
  const set = (settings: Settings): Promise<void> => changeUserSettings(desk.server.serverDataDirectory, settings);

  const through = (port: number, access = credentials): Settings => ({
    'http.proxy': `http://${access}@127.0.0.1:${port}`,
  });

  async function askWith(settings: Settings): Promise<void> {
    await set(settings);
    await person.window.reload();
    await ask();
  }

  async function ask(): Promise<void> {
    await person.startResearch();
    await person.ask(question);
    await person.seesTitle(question);
  }

  /** The answer is there, from one run that was asked for once, and the proxy learned nothing of it. */
  async function showsAnswer(proxy: Proxy, runs: number): Promise<void> {
    await person.seesAnswer(1, /Norway won .*18/);
    assert.equal(desk.createRequests.length, runs);
    assert.equal(desk.createdRuns, runs);
    assert.equal(desk.createRequests.at(-1)?.headers['x-api-key'], key);
    const asked = proxy.requests.map(({ method, target }) => `${method} ${target}`);
    assert.deepEqual([...new Set(asked)], [`CONNECT ${host}:443`]);
    assert.ok(proxy.seen().length > 0);
    assert.equal(proxy.seen().includes(key), false);
  }

  async function showsThatNothingStarted(title: string, advice: RegExp, detail: RegExp, runs: number): Promise<void> {
    await person.sees(title);
    await person.sees(advice);
    await person.sees(/Nothing was started and nothing is billed/);
    await (await person.chat()).getByRole('button', { name: 'Details' }).click();
    await person.sees(detail);
    assert.equal(desk.createRequests.length, runs);
  }

  it('brings the answer through the proxy of the environment', async () => {
    await ask();
    await showsAnswer(proxies.environment, 1);
  });

  it('brings the answer through the proxy of the settings, which goes before that of the environment', async () => {
    const { length } = proxies.environment.requests;
    await askWith(through(proxies.system.port));
    await showsAnswer(proxies.system, 2);
    assert.equal(proxies.environment.requests.length, length);
  });

  it('brings the answer after the proxy was away while the run was watched', async () => {
    desk.emulator.faults.set([{ match: create, fault: { kind: 'run-takes', milliseconds: 5_000 } }]);
    await ask();
    await waitFor('a watched run', () => Promise.resolve(isWatched() || undefined));
    proxies.system.goAway();
    await person.sees(/No connection\. The run goes on/);
    proxies.system.comeBack();
    await showsAnswer(proxies.system, 3);
  });

  /** Whether the events of the newest run are being read. */
  function isWatched(): boolean {
    const id = desk.emulator.runs()[2]?.run.run_id;
    return id !== undefined && desk.emulator.requests.some((request) => request.path.endsWith(`${id}/events`));
  }

  it('does not send a question again whose connection broke on its way', async () => {
    desk.emulator.faults.set([{ match: create, fault: { kind: 'reset-after-accepting' } }]);
    await ask();
    await person.sees(/not certain that the question arrived/);
    await person.sees(/may be billed/);
    assert.equal(desk.createRequests.length, 4);
  });

  it('says that a proxy that breaks the connection started nothing', async () => {
    proxies.system.goAway();
    await ask();
    await showsThatNothingStarted('No connection', /Check the network and the proxy/, /ECONNRESET/, 4);
  });

  it('says that a wrong password of the proxy started nothing', async () => {
    await askWith(through(proxies.system.port, 'reader:wrong'));
    await showsThatNothingStarted('The proxy refused the connection', /setting http\.proxy/, /407/, 4);
    assert.equal(proxies.system.requests.at(-1)?.allowed, false);
  });

  it('says that an authority that is not known started nothing', async () => {
    await askWith(through(proxies.nobody.port));
    const title = 'The certificate of the server is not trusted';
    await showsThatNothingStarted(title, /certificates of the system/, /certificate/, 4);
    assert.equal(proxies.nobody.seen().includes(key), false);
  });

  it('says that a proxy that is not there started nothing', async () => {
    await askWith(through(9));
    await showsThatNothingStarted('No connection', /Check the network and the proxy/, /ECONNREFUSED/, 4);
  });

  it('trusts the authority of NODE_EXTRA_CA_CERTS where VS Code does not look for the system’s', async () => {
    await askWith({ ...through(proxies.extra.port), 'http.systemCertificates': false });
    await showsAnswer(proxies.extra, 5);
  });
});
