import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { listFiles } from '@vscode/vsce';
import { repositoryDirectory } from '../../vscode-host/repository';
import { Desk } from '../researcher';

const kilobyte = 1000;

describe('The package', () => {
  const root = repositoryDirectory();
  const vsix = path.join(root, 'research-threads.vsix');

  before(() => {
    // `npm run package`, without the shell that npm would need on Windows.
    const node = (...args: string[]): void => {
      const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
      assert.equal(status, 0, `${stdout}\n${stderr}`);
    };
    node('esbuild.mjs', '--production');
    const vsce = path.join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
    node(
      vsce,
      'package',
      '--no-dependencies',
      '--allow-missing-repository',
      '--no-rewrite-relative-links',
      '--out',
      vsix,
    );
  });

  after(() => {
    // The next step may want the development build with its source maps.
    spawnSync(process.execPath, ['esbuild.mjs'], { cwd: root });
  });

  it('holds what it is meant to hold, and nothing else', async () => {
    const files = await listFiles({ cwd: root, packagedDependencies: [] });
    // What `window.js` and its parts share is named by what it holds.
    const parts = files.filter((file) => file.startsWith('dist/parts/'));
    assert(parts.length > 0 && parts.every((file) => /^dist\/parts\/\w+-[0-9A-Z]{8}\.js$/.test(file)), parts.join());
    assert.deepEqual(files.filter((file) => !parts.includes(file)).sort(), [
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist/ThirdPartyNotices.txt',
      'dist/codicon.ttf',
      'dist/comparisonPage.css',
      'dist/comparisonPage.js',
      'dist/extension.js',
      'dist/math.js',
      'dist/webview.css',
      'dist/webview.js',
      'dist/window.js',
      'l10n/bundle.l10n.json',
      'media/chat.png',
      'media/icon.png',
      'media/research.svg',
      'media/thread-dark.svg',
      'media/thread-light.svg',
      'package.json',
      'package.nls.json',
    ]);
  });

  it('is as small as promised', () => {
    const size = (file: string): number => statSync(path.join(root, file)).size;
    assert(size('dist/extension.js') <= 120 * kilobyte, `extension.js: ${size('dist/extension.js')}`);
    assert(size('dist/webview.js') <= 320 * kilobyte, `webview.js: ${size('dist/webview.js')}`);
    assert(size('research-threads.vsix') <= 1000 * kilobyte, `VSIX: ${size('research-threads.vsix')}`);
  });

  it('names the license of every package that it contains', () => {
    const notices = readFileSync(path.join(root, 'dist', 'ThirdPartyNotices.txt'), 'utf8');
    for (const name of [
      'parallel-web',
      'preact',
      'markdown-it',
      'valibot',
      '@vscode/webview-ui-toolkit',
      '@vscode/codicons',
    ]) {
      assert.match(notices, new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
    }
    assert.doesNotMatch(notices, /\(undefined\)/);
  });

  it('names itself to the API as it is meant to, although its code is minified', () => {
    const parts = readdirSync(path.join(root, 'dist', 'parts')).filter((name) => name.startsWith('researchApi-'));
    assert.equal(parts.length, 1);
    assert.match(readFileSync(path.join(root, 'dist', 'parts', String(parts[0])), 'utf8'), /research-threads\//);
  });

  for (const release of ['newest', 'oldest'] as const) {
    it(`works in the ${release} VS Code that it was installed into, with the settings that a person would make`, async () => {
      const desk = await Desk.set({ extension: null, vsix, apiKey: null, release });
      try {
        const person = await desk.sit();
        await person.window.runCommand('Research: Set API Key…');
        await person.enterKey('a-key-of-the-test');
        await person.startResearch();
        await person.ask('Which country won the most Winter Olympics gold medals in 2026?');
        await person.seesAnswer(1, /Norway won .*18/);
        const [create] = desk.emulator.requests.filter(({ method }) => method === 'POST');
        assert.match(
          String(create?.headers['user-agent']),
          /^research-threads\/\d+\.\d+\.\d+ \(VS Code\) parallel-web\/1\.3\.3$/,
        );
      } finally {
        await desk.clear();
      }
    });
  }
});
