import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { TestRunFailedError, runTests } from '@vscode/test-electron';
import { parseCodeArguments } from './codeArguments';
import { assembleExtension } from './assembleExtension';
import { browserCandidates } from './installedBrowser';
import { builtProgram } from './repository';
import { standInExecutable } from './standIn';

describe('arguments of VS Code', () => {
  it('are read in both forms, the others ignored', () => {
    const args = parseCodeArguments([
      '--no-sandbox',
      '/a folder',
      '--extensionTestsPath=/tests/index.js',
      '--extensionDevelopmentPath',
      '/extension',
      '--user-data-dir=C:\\data=1',
      '--install-extension=one.vsix',
      '--install-extension',
      'two.vsix',
    ]);
    assert.deepEqual(args, {
      folder: '/a folder',
      extensionDevelopmentPath: '/extension',
      extensionTestsPath: '/tests/index.js',
      userDataDirectory: 'C:\\data=1',
      extensionsDirectory: undefined,
      installExtensions: ['one.vsix', 'two.vsix'],
    });
  });

  it('are refused when a value is missing', () => {
    assert.throws(() => parseCodeArguments(['--extensionTestsPath']), /needs a value/);
  });
});

describe('installed browsers', () => {
  it('are looked for where each system has them', () => {
    const mac = browserCandidates('darwin', { HOME: '/Users/ada' });
    assert.ok(mac.includes('/Users/ada/Applications/Chromium.app/Contents/MacOS/Chromium'));
    const windows = browserCandidates('win32', { ProgramFiles: 'C:\\Program Files' });
    assert.ok(windows.includes('C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'));
    assert.equal(browserCandidates('linux', { PATH: '/usr/bin' })[0], '/usr/bin/google-chrome-stable');
  });
});

describe('stand-in for VS Code under test-electron', function () {
  this.timeout(120_000);
  let scratch: string;

  before(async () => {
    scratch = await mkdtemp(path.join(tmpdir(), 'code-'));
    await mkdir(path.join(scratch, 'folder'));
    await assembleExtension('fixture', path.join(scratch, 'extension'));
  });
  after(() => rm(scratch, { recursive: true, force: true, maxRetries: 3 }));

  async function run(outcome: string): Promise<number> {
    return runTests({
      vscodeExecutablePath: await standInExecutable(),
      extensionDevelopmentPath: path.join(scratch, 'extension'),
      extensionTestsPath: builtProgram('vscode-host/fixture/tests.main'),
      launchArgs: [path.join(scratch, 'folder'), `--user-data-dir=${path.join(scratch, 'data')}`],
      extensionTestsEnv: { HOST_FIXTURE_OUTCOME: outcome, RESEARCH_THREADS_HOST_SILENCE: '8' },
    });
  }

  it('exits with 0 when the tests pass', async () => {
    assert.equal(await run('pass'), 0);
  });

  it('exits with another code when they fail', async () => {
    await assert.rejects(run('fail'), failedRun);
  });

  it('exits with another code when the extension host falls silent', async () => {
    await assert.rejects(run('hang'), failedRun);
  });
});

function failedRun(error: unknown): boolean {
  return error instanceof TestRunFailedError && error.code === 1;
}
