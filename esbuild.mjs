// Builds every bundle: the extension, the webview, the tests and the programs that serve them.
//   node esbuild.mjs                 development build with source maps
//   node esbuild.mjs --production    minified, without source maps: what the package ships
//   node esbuild.mjs --watch         rebuilds what changed
import { context, transform } from 'esbuild';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
};

/** Leaves what draws formulas out of the webview's script; it is loaded with the first formula. */
const separateMathematics = {
  name: 'separate-mathematics',
  setup(build) {
    build.onResolve({ filter: /\/markdown\/mathml$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './math.js', external: true } : null,
    );
  },
};

/**
 * Leaves out of the webview what writes addresses anew for the Markdown parser: ours takes every address as it stands
 * (`src/markdown/parse.ts`), so that none of it is ever called.
 */
const addressesAsTheyStand = {
  name: 'addresses-as-they-stand',
  setup(build) {
    build.onResolve({ filter: /^(?:mdurl|punycode\.js)$/ }, ({ path: name }) => ({ path: name, namespace: 'unused' }));
    build.onLoad({ filter: /.*/, namespace: 'unused' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** @type {import('esbuild').BuildOptions} What every bundle of the extension host has in common. */
const host = {
  ...shared,
  platform: 'node',
  target: 'node22',
  // jsonc-parser's `main` is a UMD module, whose `require` calls a bundler cannot see.
  mainFields: ['module', 'main'],
  external: ['vscode'],
};

/** @type {import('esbuild').BuildOptions} What every window loads at its start (P1): little, in one file. */
const extension = {
  ...host,
  entryPoints: ['src/extension.ts'],
  outdir: 'dist',
  format: 'cjs',
  plugins: [
    {
      name: 'window-is-loaded-later',
      setup(build) {
        build.onResolve({ filter: /^\.\/window$/ }, ({ kind }) =>
          kind === 'dynamic-import' ? { path: './window.js', external: true } : null,
        );
      },
    },
  ],
};

/**
 * Everything else. What is imported with `import()` becomes a file of its own, loaded when it is first used, and what
 * several of these share is there once. esbuild splits ES modules only, which VS Code loads through hooks of Node that take
 * longer than all of `extension.js`; so each file is made a CommonJS module afterwards.
 * @type {import('esbuild').BuildOptions}
 */
const window = {
  ...host,
  entryPoints: ['src/window.ts'],
  outdir: 'dist',
  chunkNames: 'parts/[name]-[hash]',
  splitting: true,
  format: 'esm',
  sourcemap: production ? false : 'inline',
  write: false,
  plugins: [
    {
      name: 'commonjs',
      setup(build) {
        build.onEnd(async ({ outputFiles = [] }) => {
          await rm('dist/parts', { recursive: true, force: true });
          await Promise.all(outputFiles.map(writeAsCommonJs));
        });
      },
    },
  ],
};

async function writeAsCommonJs({ path: file, text }) {
  const { code, map } = await transform(text, {
    format: 'cjs',
    platform: 'node',
    target: 'node22',
    supported: { 'dynamic-import': false },
    minify: production,
    sourcefile: path.basename(file),
    sourcemap: production ? false : 'external',
  });
  await mkdir(path.dirname(file), { recursive: true });
  const link = `//# sourceMappingURL=${path.basename(file)}.map\n`;
  await writeFile(file, production ? code : code + link);
  if (!production) await writeFile(`${file}.map`, map);
}

/** @type {import('esbuild').BuildOptions} */
const webview = {
  ...shared,
  entryPoints: { webview: 'webview/main.tsx', comparisonPage: 'webview/comparison/main.tsx' },
  outdir: 'dist',
  plugins: [separateMathematics, addressesAsTheyStand],
  platform: 'browser',
  target: 'es2022',
  format: 'iife',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  loader: { '.ttf': 'file' },
  assetNames: '[name]',
};

/** @type {import('esbuild').BuildOptions} What draws formulas in the webview, which loads it with the first one. */
const mathematics = {
  ...shared,
  entryPoints: { math: 'src/markdown/mathml.ts' },
  outdir: 'dist',
  platform: 'browser',
  target: 'es2022',
  format: 'esm',
};

/** Test files (`*.test.ts`) and the programs around them (`*.main.ts`), each a bundle of its own. */
async function tests() {
  const names = await readdir('test', { recursive: true });
  const entryPoints = names.filter((name) => /\.(test|main)\.tsx?$/.test(name)).map((name) => path.join('test', name));
  return /** @type {import('esbuild').BuildOptions} */ ({
    ...shared,
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
  });
}

/** The licenses of the packages that the bundles contain, as those licenses ask for. */
async function writeNotices(metafiles) {
  const folders = new Set(
    metafiles.flatMap(({ inputs }) =>
      Object.keys(inputs).flatMap(
        (input) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input.replaceAll('\\', '/')) ?? [],
      ),
    ),
  );
  const notices = [];
  for (const folder of [...folders].sort()) {
    const { name, version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
    const files = (await readdir(folder)).filter((file) => /^(licen[sc]e|notice)/i.test(file)).sort();
    const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')));
    notices.push(`${name} ${version} (${license})\n\n${texts.join('\n').trim()}\n`);
  }
  await writeFile('dist/ThirdPartyNotices.txt', notices.join(`\n${'-'.repeat(80)}\n\n`));
}

await rm('dist', { recursive: true, force: true });
// A test that was renamed must not run on under its old name.
if (!production) await rm('out/test', { recursive: true, force: true });
if (watch) console.log('Building…');
const products = [extension, window, webview, mathematics];
const options = production ? products : [...products, await tests()];
const metafiles = [];
for (const option of options) {
  const build = await context(option);
  metafiles.push((await build.rebuild()).metafile);
  if (watch) await build.watch();
  else await build.dispose();
}
if (production) await writeNotices(metafiles);
if (watch) console.log('Built. Watching for changes.');
