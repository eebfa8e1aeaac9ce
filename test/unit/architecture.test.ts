import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/**
 * The house, as ARCHITECTURE.md draws it: which rooms a room may import from. `extension.ts` is the composition root and
 * may import all of them.
 */
const rooms: Readonly<Record<string, readonly string[]>> = {
  base: [],
  markdown: ['base'],
  research: ['base', 'markdown'],
  journal: ['base', 'research'],
  runs: ['base', 'research'],
  documents: ['base', 'markdown', 'research'],
  protocol: ['base', 'markdown', 'research'],
  parallel: ['base', 'research', 'runs'],
  node: ['base', 'journal'],
  vscode: ['base', 'markdown', 'research', 'journal', 'runs', 'documents', 'protocol'],
  webview: ['base', 'markdown', 'research', 'protocol'],
};

/** Outside modules, each with the only places that may import it. */
const owners: readonly { readonly module: RegExp; readonly places: RegExp }[] = [
  { module: /^vscode$/, places: /^src\/(vscode\/|extension\.ts$)/ },
  { module: /^parallel-web/, places: /^src\/parallel\// },
  { module: /^node:/, places: /^src\/node\// },
  { module: /^@vscode\/webview-ui-toolkit/, places: /^webview\/toolkit\.ts$/ },
  { module: /^preact/, places: /^webview\// },
  { module: /^(markdown-it|entities|temml)/, places: /^src\/markdown\// },
  { module: /^hast/, places: /^src\/documents\// },
  { module: /^eventsource-parser/, places: /^src\/parallel\// },
];

const root = path.resolve(__dirname, '../../..');

interface SourceFile {
  /** Relative to the repository, with forward slashes. */
  readonly name: string;
  readonly text: string;
  readonly imports: readonly string[];
}

describe('The architecture', () => {
  const files = ['src', 'webview'].flatMap(readSources);

  it('is looked at as a whole', () => {
    assert(files.length > 40);
    for (const room of Object.keys(rooms))
      assert(
        files.some(({ name }) => roomOf(name) === room),
        room,
      );
  });

  it('lets every room import only the rooms below it', () => {
    for (const file of files.filter(({ name }) => name !== 'src/extension.ts')) {
      const allowed = rooms[roomOf(file.name)];
      assert(allowed, `${file.name} is in a room that the house does not have`);
      for (const room of importedRooms(file)) {
        assert(room === roomOf(file.name) || allowed.includes(room), `${file.name} imports from ${room}/`);
      }
    }
  });

  it('keeps each outside part in its own place', () => {
    for (const { name, imports } of files) {
      for (const module of imports) {
        const owner = owners.find((candidate) => candidate.module.test(module));
        assert(!owner || owner.places.test(name), `${name} imports ${module}`);
      }
    }
  });

  it('knows every package that ships', () => {
    const packages = new Set(
      files.flatMap(({ imports }) => imports.filter((module) => !module.startsWith('.')).map(packageOf)),
    );
    assert.deepEqual([...packages].sort(), [
      '@vscode/webview-ui-toolkit',
      'entities',
      'eventsource-parser',
      'hast',
      'hast-util-to-html',
      'hastscript',
      'jsonc-parser',
      'markdown-it',
      'markdown-it-cjk-friendly',
      'node:crypto',
      'node:fs',
      'node:os',
      'node:path',
      'parallel-web',
      'preact',
      'temml',
      'valibot',
      'vscode',
    ]);
  });

  it('has small files and no state that belongs to nobody', () => {
    for (const { name, text } of files) {
      assert(text.split('\n').length <= 321, `${name} is too long`);
      assert(!/^(export )?let /m.test(text), `${name} keeps state in a module`);
      assert(!/^export \* from|^export default/m.test(text), `${name} has a barrel or a default export`);
    }
  });

  it('has no circle of files', () => {
    const byName = new Map(files.map((file) => [file.name.replace(/\.tsx?$/, ''), file]));
    const finished = new Set<string>();
    const visit = (name: string, above: readonly string[]): void => {
      assert(!above.includes(name), `circle: ${[...above, name].join(' → ')}`);
      const file = byName.get(name);
      if (!file || finished.has(name)) return;
      for (const target of runtimeImports(file)) visit(target, [...above, name]);
      finished.add(name);
    };
    for (const name of byName.keys()) visit(name, []);
  });
});

function readSources(folder: string): SourceFile[] {
  return readdirSync(path.join(root, folder), { recursive: true })
    .map((name) => path.posix.join(folder, String(name).replaceAll('\\', '/')))
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => {
      const text = readFileSync(path.join(root, name), 'utf8');
      return { name, text, imports: ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName) };
    });
}

function roomOf(name: string): string {
  const [top = '', room = ''] = name.split('/');
  return top === 'src' ? room : top;
}

function resolved(file: SourceFile, module: string): string {
  return path.posix.join(path.posix.dirname(file.name), module);
}

function importedRooms(file: SourceFile): string[] {
  return file.imports.filter((module) => module.startsWith('.')).map((module) => roomOf(resolved(file, module)));
}

/** Imports that remain when types are gone; a circle of types alone does no harm. */
function runtimeImports(file: SourceFile): string[] {
  const code = ts.transpileModule(file.text, {
    compilerOptions: {
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ES2022,
      jsx: ts.JsxEmit.Preserve,
      verbatimModuleSyntax: true,
    },
    fileName: file.name,
  }).outputText;
  const imports = ts.preProcessFile(code, true, true).importedFiles.map(({ fileName }) => fileName);
  return imports.filter((module) => module.startsWith('.')).map((module) => resolved(file, module));
}

function packageOf(module: string): string {
  const [scope = '', name = ''] = module.split('/');
  return scope.startsWith('@') ? `${scope}/${name}` : scope;
}
