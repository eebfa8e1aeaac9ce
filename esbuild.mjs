// Builds every bundle: the extension, the webview, the tests and the programs that serve them.
//   node esbuild.mjs                 development build with source maps
//   node esbuild.mjs --production    minified, without source maps: what the package ships
//   node esbuild.mjs --watch         rebuilds what changed
import { context } from 'esbuild';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
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

/**
 * Modules that get a bundle of their own, which is loaded when the module is first imported. What is loaded at the start
 * takes time by its size, so only what every window needs is in `extension.js` (P1).
 */
const separateModules = {
  choosers: 'src/vscode/question/choosers.ts',
  comparison: 'src/vscode/turns/answerComparison.ts',
  connection: 'src/parallel/connectionCheck.ts',
  diagnostics: 'src/vscode/diagnostics/diagnostics.ts',
  elsewhere: 'src/vscode/workspaces/otherWorkspaceActions.ts',
  exchange: 'src/vscode/exchange/threadExchange.ts',
  parallel: 'src/parallel/researchApi.ts',
  search: 'src/vscode/search/searchThreads.ts',
  spending: 'src/vscode/spending/spendingView.ts',
  writing: 'src/vscode/documents/documentWriter.ts',
};

const separateBundles = {
  name: 'separate-bundles',
  setup(build) {
    build.onResolve({ filter: /^\./ }, ({ kind, path: imported, resolveDir }) => {
      if (kind !== 'dynamic-import') return null;
      const file = path.relative(process.cwd(), path.resolve(resolveDir, `${imported}.ts`)).replaceAll('\\', '/');
      const [name] = Object.entries(separateModules).find(([, source]) => source === file) ?? [];
      return name === undefined ? null : { path: `./${name}.js`, external: true };
    });
  },
};

/** The same for the webview, whose one such module stands beside its script. */
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

/**
 * What reads Markdown, with what the extension's bundles get for each package instead of it. The Markdown parser brings the
 * table of HTML's character references along, so whoever needs that table takes it from there.
 */
const lateModules = {
  'markdown-it': `
    export default class MarkdownIt {
      constructor(options) { return new (load().MarkdownIt)(options); }
      static get StateCore() { return load().MarkdownIt.StateCore; }
    }`,
  'markdown-it-cjk-friendly': 'export default (parser) => load().cjkFriendly(parser);',
  entities: 'export const decodeHTMLStrict = (text) => load().decodeHTMLStrict(text);',
};

const markdownParser = `
  export { default as MarkdownIt } from 'markdown-it';
  export { default as cjkFriendly } from 'markdown-it-cjk-friendly';
  export { decodeHTMLStrict } from 'entities';`;

/**
 * Leaves the Markdown parser, the largest package of all, to a bundle of its own too. Every import of it in the extension
 * gets a stand-in instead, which loads the parser when it is first used.
 */
const separateMarkdownParser = {
  name: 'separate-markdown-parser',
  setup(build) {
    build.onResolve({ filter: /^markdown-it$/ }, ({ kind, path: name }) =>
      kind === 'entry-point' ? { path: name, namespace: 'whole' } : null,
    );
    build.onLoad({ filter: /.*/, namespace: 'whole' }, () => ({ contents: markdownParser, resolveDir: process.cwd() }));
    build.onResolve({ filter: /^(?:markdown-it|markdown-it-cjk-friendly|entities)$/ }, ({ importer, path: name }) =>
      importer.startsWith(path.resolve('src')) ? { path: name, namespace: 'late' } : null,
    );
    build.onResolve({ filter: /^\.\/markdown-it\.js$/, namespace: 'late' }, ({ path: name }) => ({
      path: name,
      external: true,
    }));
    build.onLoad({ filter: /.*/, namespace: 'late' }, ({ path: name }) => ({
      contents: `const load = () => require('./markdown-it.js');${lateModules[name]}`,
    }));
  },
};

/** What reads an answer: its Markdown, its sources, what to ask next. Nothing of it is needed before an answer is shown. */
const answerModules = {
  'markdown/parse': ['parseMarkdown'],
  'research/answer/sources': ['readSources'],
  'research/answer/suggestions': ['notAskedYet', 'suggestionsFor'],
};

/** Leaves that to a bundle of its own as well, for the views of the chat: they get functions that load it when first called. */
const separateAnswers = {
  name: 'separate-answers',
  setup(build) {
    build.onResolve({ filter: /^\.\.\// }, ({ importer, kind, path: imported }) => {
      const name = imported.replaceAll('../', '');
      const isView = importer.startsWith(path.resolve('src/chat')) && kind === 'import-statement';
      return isView && name in answerModules ? { path: name, namespace: 'answers' } : null;
    });
    build.onResolve({ filter: /^\.\/answers\.js$/, namespace: 'answers' }, ({ path: name }) => ({
      path: name,
      external: true,
    }));
    build.onLoad({ filter: /.*/, namespace: 'answers' }, ({ path: name }) => {
      const functions = answerModules[name].map(
        (each) => `export const ${each} = (...given) => load().${each}(...given);`,
      );
      return { contents: [`const load = () => require('./answers.js');`, ...functions].join('\n') };
    });
  },
};

/** @type {import('esbuild').BuildOptions} */
const extension = {
  ...shared,
  entryPoints: {
    extension: 'src/extension.ts',
    ...separateModules,
    'markdown-it': 'markdown-it',
  },
  outdir: 'dist',
  plugins: [separateBundles, separateAnswers, separateMarkdownParser],
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  // jsonc-parser's `main` is a UMD module, whose `require` calls a bundler cannot see.
  mainFields: ['module', 'main'],
  external: ['vscode'],
};

/** @type {import('esbuild').BuildOptions} */
const answers = {
  ...extension,
  entryPoints: undefined,
  stdin: {
    contents: Object.entries(answerModules)
      .map(([name, functions]) => `export { ${functions.join(', ')} } from './src/${name}';`)
      .join('\n'),
    resolveDir: process.cwd(),
  },
  outdir: undefined,
  outfile: 'dist/answers.js',
  plugins: [separateMarkdownParser],
};

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
const products = [extension, answers, webview, mathematics];
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
