// Builds every bundle: the extension, the webview, the tests and the programs that serve them.
//   node esbuild.mjs                 development build with source maps
//   node esbuild.mjs --production    minified, without source maps: what the package ships
//   node esbuild.mjs --watch         rebuilds what changed
import { context } from 'esbuild';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  // The SDK names itself in the User-Agent by its class name; minified names would be sent as they are.
  keepNames: production,
  legalComments: 'none',
  logLevel: 'warning',
  target: 'es2022',
};

/** @type {import('esbuild').BuildOptions} */
const extension = {
  ...shared,
  entryPoints: ['src/extension.ts'],
  outfile: 'dist/extension.js',
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  external: ['vscode'],
};

/** @type {import('esbuild').BuildOptions} */
const webview = {
  ...shared,
  entryPoints: { webview: 'webview/main.tsx' },
  outdir: 'dist',
  platform: 'browser',
  format: 'iife',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  keepNames: false,
  alias: { '@vscode/webview-ui-toolkit': './node_modules/@vscode/webview-ui-toolkit/dist/toolkit.min.js' },
  loader: { '.ttf': 'file' },
  assetNames: '[name]',
};

/** Test files (`*.test.ts`) and the programs around them (`*.main.ts`), each a bundle of its own. */
async function tests() {
  const names = await readdir('test', { recursive: true });
  const entryPoints = names.filter((name) => /\.(test|main)\.tsx?$/.test(name)).map((name) => path.join('test', name));
  return /** @type {import('esbuild').BuildOptions} */ ({
    ...shared,
    minify: false,
    keepNames: false,
    entryPoints,
    outdir: 'out/test',
    outbase: 'test',
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    packages: 'external',
    external: ['vscode'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    sourcemap: 'linked',
  });
}

await rm('dist', { recursive: true, force: true });
const options = production ? [extension, webview] : [extension, webview, await tests()];
if (watch) console.log('Building…');
for (const option of options) {
  const build = await context(option);
  await build.rebuild();
  if (watch) await build.watch();
  else await build.dispose();
}
if (watch) console.log('Built. Watching for changes.');
